"""Characters that no source file may hold: those that nobody sees, and our own marks.

Invisible ones make a text print differently from what its author sees (a direction mark can
turn a sentence round), control characters can reach a terminal, and private-use characters
are the marks by which positions are carried through templates. Stand-ins tell that a character was
lost before. Source: Default_Ignorable_Code_Point of the Unicode Character Database 16.
"""

from __future__ import annotations

import re

_KINDS = (
    (0x00, 0x08, "a control character"),
    (0x0B, 0x1F, "a control character"),  # line ends are folded already
    (0x7F, 0x9F, "a control character"),
    (0xAD, 0xAD, "an invisible hyphen"),
    (0x034F, 0x034F, "an invisible character"),
    (0x061C, 0x061C, "an invisible mark that changes the direction of text"),
    (0x115F, 0x1160, "an invisible letter"),
    (0x17B4, 0x17B5, "an invisible letter"),
    (0x180B, 0x180F, "an invisible character"),
    (0x200B, 0x200B, "an invisible space"),
    (0x200C, 0x200D, "an invisible joiner"),
    (0x200E, 0x200F, "an invisible mark that changes the direction of text"),
    (0x2028, 0x2029, "an unusual line end"),
    (0x202A, 0x202E, "an invisible mark that changes the direction of text"),
    (0x2060, 0x2065, "an invisible character"),
    (0x2066, 0x2069, "an invisible mark that changes the direction of text"),
    (0x206A, 0x206F, "an invisible character"),
    (0x2800, 0x2800, "an invisible sign"),
    (0x3164, 0x3164, "an invisible letter"),
    (0xD800, 0xDFFF, "half a character"),
    (0xE000, 0xF8FF, "a private-use character"),
    (0xFDD0, 0xFDEF, "not a character"),
    (0xFE00, 0xFE0F, "an invisible character"),
    (0xFEFF, 0xFEFF, "an invisible character"),
    (0xFFA0, 0xFFA0, "an invisible letter"),
    (0xFFF0, 0xFFFB, "an invisible character"),
    (0xFFFC, 0xFFFC, "a stand-in for an object that was not copied"),
    (0xFFFD, 0xFFFD, "a stand-in for a character that was lost"),
    (0xFFFE, 0xFFFF, "not a character"),
    (0x1BCA0, 0x1BCA3, "an invisible character"),
    (0x1D173, 0x1D17A, "an invisible character"),
    *(
        (plane + 0xFFFE, plane + 0xFFFF, "not a character")
        for plane in range(0x10000, 0xF0000, 0x10000)
    ),
    (0xE0000, 0xE0FFF, "an invisible character"),
    (0xF0000, 0x10FFFF, "a private-use character"),
)
FORBIDDEN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last, _ in _KINDS)}]")


def kind_of(character: str) -> str:
    """What a forbidden character is, in words that follow “is”."""
    code = ord(character)
    return next(text for first, last, text in _KINDS if first <= code <= last)


def visible(text: str, stand_in: str = "\ufffd") -> str:
    """The text with a stand-in for each forbidden character, of the same length."""
    return FORBIDDEN.sub(stand_in, text)

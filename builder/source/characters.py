"""Characters that no source file may hold: those that nobody sees, and our own marks.

Invisible ones make a text print differently from what its author sees (a direction mark can
turn a sentence round), control characters can reach a terminal, and private-use characters
are the marks by which positions are carried through templates.
"""

from __future__ import annotations

import re

_KINDS = (
    (0x00, 0x08, "a control character"),
    (0x0B, 0x1F, "a control character"),  # line ends are folded already
    (0x7F, 0x9F, "a control character"),
    (0xAD, 0xAD, "an invisible hyphen"),
    (0x061C, 0x061C, "an invisible mark that changes the direction of text"),
    (0x200B, 0x200B, "an invisible space"),
    (0x200E, 0x200F, "an invisible mark that changes the direction of text"),
    (0x2028, 0x2029, "an unusual line end"),
    (0x202A, 0x202E, "an invisible mark that changes the direction of text"),
    (0x2060, 0x2060, "an invisible character"),
    (0x2066, 0x2069, "an invisible mark that changes the direction of text"),
    (0xD800, 0xDFFF, "half a character"),
    (0xE000, 0xF8FF, "a private-use character"),
    (0xFDD0, 0xFDEF, "not a character"),
    (0xFEFF, 0xFEFF, "an invisible character"),
    (0xFFFE, 0xFFFF, "not a character"),
    (0xF0000, 0x10FFFF, "a private-use character"),
)
FORBIDDEN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last, _ in _KINDS)}]")


def kind_of(character: str) -> str:
    """What a forbidden character is, in words that follow “is”."""
    code = ord(character)
    return next(text for first, last, text in _KINDS if first <= code <= last)


def visible(text: str) -> str:
    """The text with a stand-in for each forbidden character, of the same length."""
    return FORBIDDEN.sub("\ufffd", text)

"""The characters that a YAML file may hold.

Checked on the raw text before parsing: the parser does not complain about most of them, and
invisible ones make a text print differently from what its author sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic
from builder.source import SourceFile, Span

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters (line ends are folded already)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks
    "\u200b\u2060\ufeff"  # invisible
    "\u2028\u2029"  # line ends that only some programs see
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: the renderer's own marks
    "]"
)
_KINDS = (
    (0x00, 0x9F, "a control character"),
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
_INDENT = re.compile(r"^ *([^\S ]+)(?=\S)", re.MULTILINE)


def check_characters(source: SourceFile) -> Iterator[Diagnostic]:
    """Report each forbidden character, and each indentation that is not made of spaces."""
    for row, line in enumerate(source.lines, start=1):
        if line.isascii() and line.isprintable():
            continue
        for found in _FORBIDDEN.finditer(line):
            code = ord(found[0])
            kind = next(text for first, last, text in _KINDS if first <= code <= last)
            yield Diagnostic(
                code="forbidden-character",
                message=f"U+{code:04X} is {kind}, which a definition must not hold.",
                at=Span(file=source.name, line=row, column=found.start() + 1, length=1),
                hint="Delete it, or type the text afresh.",
            )
        indent = _INDENT.match(line)
        if indent and not _FORBIDDEN.search(indent[1]):
            what = "a tab" if "\t" in indent[1] else "a space of an unusual kind"
            start, end = indent.span(1)
            yield Diagnostic(
                code="tab-indentation",
                message=f"This line is indented with {what}.",
                at=Span(file=source.name, line=row, column=start + 1, length=end - start),
                hint="Indent with ordinary spaces, two for each level.",
            )


def without_forbidden(text: str) -> str:
    """The text with a stand-in for each forbidden character, so that positions stay."""
    return _FORBIDDEN.sub("\ufffd", text)

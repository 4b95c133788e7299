"""Lists and tables that are typed by hand, whose lines print as one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.clauses.literal import LiteralText

_ITEM = re.compile(
    r"[ \t]*(?P<found>"
    r"\((?P<round>[A-Za-z0-9]{1,4})\)|(?P<after>[A-Za-z]|[ivxIVX]{1,5}|\d{1,3})[.)](?=\s)"
    r"|(?:\d+\.)+\d+(?=\s)|#[.)](?=\s)|\d{1,2}[.)](?=[A-Za-z])"
    r"|(?P<sign>[–—―•●○◦▪■◆→‣⁃·✓✔➢➤►▶*+-])(?=\s|[A-Z])|o(?=\s{2,}))"
)
_FIRST = frozenset({"a", "A", "i", "I", "1"})
_FEWEST = 2


def collapsed(literal: LiteralText) -> Iterator[tuple[int, int]]:
    """Where the first mark of each such list stands: start and end."""
    for lines in literal.paragraphs:
        if len(lines) >= _FEWEST:
            yield from _of_paragraph(literal.text, lines)


def columns(literal: LiteralText) -> Iterator[tuple[int, int]]:
    """The first line of each table whose cells are only kept apart by “|”."""
    for lines in literal.paragraphs:
        counts = [literal.text[start:end].count(" | ") for start, end in lines]
        if len(lines) >= _FEWEST and min(counts) and len(set(counts)) == 1:
            yield lines[0]


def _of_paragraph(text: str, lines: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    items = [(row, found) for row, line in enumerate(lines) if (found := _ITEM.match(text, *line))]
    if not items:
        return
    row, first = items[0]
    before = text[lines[0][0] : lines[row][0]].rstrip()
    # One such line alone can be a sentence that wraps before a number, a dash or an initial.
    if len(items) < _FEWEST and not before.endswith(":"):
        return
    label = first["round"] or first["after"]
    inside = label and label not in _FIRST and not label.isdigit()
    # “… must (a) sign it,” and the next letters begin lines by chance.
    if inside and re.search(rf"(?<!\w)\(?{_before(label)}[.)]", before):
        return
    yield first.span("found")


def _before(label: str) -> str:
    """The letter before one."""
    return re.escape(chr(ord(label[0]) - 1)) if len(label) == 1 else r"[ivxIVX]+"

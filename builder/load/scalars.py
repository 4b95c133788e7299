"""Where the characters of a YAML scalar stand in its file.

The parser tells only where a scalar begins and ends. A fault inside a folded or quoted text
must be shown on its own line, so the text is laid over the lines that it was written on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.load.nodes import Scalar
from builder.source import SourceFile, Span

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|$)")
_DOUBLED = re.compile("''")


def scalar(
    source: SourceFile, value: str, style: str, start: tuple[int, int], end: tuple[int, int]
) -> Scalar:
    """Make the scalar of a parser event.

    `style` is the parser's: empty for plain, else the quote or block sign. `start` and `end`
    are (line, column), both counted from 0.
    """
    block = style in ("|", ">")
    # The line end that closes a block is YAML’s, whatever its author wished to say.
    text = value.rstrip("\n") if block else value
    whole = _span(source, start, end)
    inside = whole
    lines: tuple[Span, ...] = ()
    marks: tuple[tuple[int, Span], ...] = ()
    if style == "|":
        lines = _literal(source, text, start[0] + 1)
        inside = lines[0] if text else whole
    elif text and (style or start[0] != end[0]):
        marks = tuple(_overlay(source, text, style, start, end))
        # Unless an escape stands first, which is no piece, the text begins with its first piece.
        if marks and not text[: marks[0][0]].strip():
            inside = marks[0][1]
        # One piece from the start: its place says all, and most texts are so.
        if len(marks) == 1 and marks[0][0] == 0:
            marks = ()
        if "\n" in text:
            # Where its lines begin follows from where its pieces stand, which a scalar works out
            # itself.
            probe = Scalar(text, inside, marks=marks)
            offsets = [0, *(found.end() for found in re.finditer("\n", text))]
            lines = tuple(probe.where(offset) for offset in offsets)
    made = Scalar(text, inside, lines, marks)
    made.plain = not style
    made.whole = whole
    return made


def _span(source: SourceFile, start: tuple[int, int], end: tuple[int, int]) -> Span:
    row, column = start
    stop = end[1] if end[0] == row else len(source.line(row + 1))
    return Span(file=source.name, line=row + 1, column=column + 1, length=max(0, stop - column))


def _literal(source: SourceFile, text: str, first: int) -> tuple[Span, ...]:
    """The start of each line of a literal block, whose lines are the file's."""
    spans = []
    for row, line in enumerate(text.split("\n"), start=first + 1):
        # The parser takes off the indentation and no more: the line is the end of the one in the
        # file. An empty line can be shorter in the file than the indentation is.
        indent = max(0, len(source.line(row)) - len(line))
        spans.append(Span(file=source.name, line=row, column=indent + 1, length=len(line)))
    return tuple(spans)


def _overlay(
    source: SourceFile, text: str, style: str, start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[int, Span]]:
    """Find each written piece of a line in the text, in order."""
    begin = 0
    for row, column, piece in _pieces(source, style, start, end):
        # Folding and escapes change what stands between the pieces, and no piece: looked for in
        # order, each is found, and equal ones are not mixed up.
        found = text.find(piece, begin)
        if found >= 0:
            begin = found + len(piece)
            yield (
                found,
                Span(file=source.name, line=row + 1, column=column + 1, length=len(piece)),
            )


def _pieces(
    source: SourceFile, style: str, start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[int, int, str]]:
    """The stretches of a scalar's lines that stand in its text as they were written."""
    first = start[0] + 1 if style == ">" else start[0]
    for row in range(first, end[0] + 1):
        line = source.line(row + 1)
        left = start[1] + (1 if style else 0) if row == start[0] else 0
        right = end[1] - (1 if style in ("'", '"') else 0) if row == end[0] else len(line)
        # Indentation is folded away; spaces behind an opening quote are a part of the text.
        if row > start[0] or not style:
            left += len(line[left:right]) - len(line[left:right].lstrip())
        # White space at the end of a line is folded away, too, but not what stands before a closing
        # quote.
        if row < end[0]:
            right = left + len(line[left:right].rstrip())
        splitter = {'"': _ESCAPE, "'": _DOUBLED}.get(style)
        for escape in splitter.finditer(line, left, right) if splitter else ():
            if line[left : escape.start()]:
                yield row, left, line[left : escape.start()]
            left = escape.end()
        if line[left:right]:
            yield row, left, line[left:right]

"""Text that remembers where its author wrote it."""

from __future__ import annotations

from typing import Any

from builder.source.span import Span


class Text(str):
    """A string from a source file, with the position of its first character.

    It is a `str`, so that templates, comparisons and sorting need no unwrapping; operations
    that make a new string return a plain `str` and so lose the position on purpose: the
    result is no longer what the author wrote.

    `lines` holds the position of the start of each line of a text that spans several lines in
    its file (a YAML block scalar), so that line *n* of the text can be found again. `marks`
    holds further known places as (offset, position), in order, where the file's lines are not
    the text's (folded and quoted scalars that span lines, escapes).
    """

    __slots__ = ("at", "lines", "marks")

    at: Span
    lines: tuple[Span, ...]
    marks: tuple[tuple[int, Span], ...]

    def __new__(
        cls,
        value: str,
        at: Span,
        lines: tuple[Span, ...] = (),
        marks: tuple[tuple[int, Span], ...] = (),
    ) -> Text:
        """Make a text whose first character stands `at` a position."""
        self = super().__new__(cls, value)
        self.at = at
        self.lines = lines or (at,)
        self.marks = marks
        return self

    def where(self, offset: int) -> Span:
        """The position of the character at `offset` of this text."""
        known = [mark for mark in self.marks if mark[0] <= offset]
        if known:
            begin, span = known[-1]
            return Span(file=span.file, line=span.line, column=span.column + offset - begin)
        before = self[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        start = self.lines[row] if row < len(self.lines) else self.lines[-1]
        return Span(file=start.file, line=start.line, column=start.column + column)

    def __getnewargs__(self) -> Any:
        return (str(self), self.at, self.lines, self.marks)

"""Text that remembers where its author wrote it."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import Any, Self

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
    ) -> Self:
        """Make a text whose first character stands `at` a position."""
        self = super().__new__(cls, value)
        self.at = at
        self.lines = lines or (at,)
        self.marks = marks
        return self

    def where(self, offset: int, length: int = 0) -> Span:
        """The position of the character at `offset` of this text, with so many to underline."""
        file, line, column = self.place(offset)
        return Span(file=file, line=line, column=column, length=length)

    def place(self, offset: int) -> tuple[str, int, int]:
        """The file, the line and the column of the character at `offset` of this text."""
        known = bisect_right(self.marks, offset, key=itemgetter(0))
        if known:
            begin, start = self.marks[known - 1]
        else:
            begin = self.rfind("\n", 0, offset) + 1
            start = self.lines[min(self.count("\n", 0, begin), len(self.lines) - 1)]
        return start.file, start.line, start.column + offset - begin

    @property
    def places(self) -> tuple[Span, tuple[Span, ...], tuple[tuple[int, Span], ...]]:
        """All that is known of where the text stands; equal texts can differ in it."""
        return self.at, self.lines, self.marks

    # Worker processes send results back as pickles, which make the text anew from these.
    def __getnewargs__(self) -> Any:
        return (str(self), self.at, self.lines, self.marks)

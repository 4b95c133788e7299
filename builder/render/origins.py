"""Carries positions through Jinja.

A piece of text that goes into a template is wrapped in three private-use characters, with its
origin in numbers between the first two. Jinja moves the piece wherever the template says,
and `decode` takes the marks out again and notes what stood between them. Authors' files
cannot contain private-use characters (they are refused, and `clean` takes them out in any
case), so that no text of theirs can be mistaken for a mark. The idea is sqlfluff's
`TemplatedFile`: slices of the output keep their source slices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.render.page import Segment
from builder.source import Span

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
LINE_BREAK = "\ue003"
"""Stands for a line break in a text that has to stay on one line of the page."""

_MARKS = str.maketrans(dict.fromkeys((_OPEN, _MIDDLE, _CLOSE, LINE_BREAK), "\ufffd"))
_PIECE = re.compile(f"{_OPEN}(\\d+(?:\\.\\d+){{4}}){_MIDDLE}|{_CLOSE}")

_MANY = 50_000
"""More positions than a few large guides have."""


def clean(text: str) -> str:
    """Text of a source with a stand-in for each of our marks, so that none can be forged."""
    return text.translate(_MARKS)


class Encoded(str):
    """Text that already carries origin marks and needs no escaping any more."""

    __slots__ = ()


class Origins:
    """What stands inside marks for positions.

    A mark holds its whole position, with a number for the file, so that text with marks in it can
    be kept for as long as one likes.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._known: dict[str, tuple[Span, bool]] = {}

    def forget(self) -> None:
        """Give back memory if it is much; marks made before are understood all the same."""
        if len(self._known) > _MANY:
            self._known = {}

    def encode(self, text: str, at: Span, *, authored: bool = True) -> Encoded:
        """Wrap one line of text that came from `at`."""
        return self._wrap(text, at.file, f"{at.line}.{at.column}.{at.length}.{authored:d}")

    def encode_written(self, text: str, file: str, line: int, column: int) -> Encoded:
        """Wrap one line of what an author wrote there."""
        return self._wrap(text, file, f"{line}.{column}.0.1")

    def _wrap(self, text: str, file: str, place: str) -> Encoded:
        if not text:
            return Encoded("")
        number = self._numbers.get(file)
        if number is None:
            number = self._numbers[file] = len(self._names)
            self._names.append(file)
        return Encoded(f"{_OPEN}{number}.{place}{_MIDDLE}{text}{_CLOSE}")

    def _read(self, mark: str) -> tuple[Span, bool]:
        file, line, column, length, authored = map(int, mark.split("."))
        at = Span(file=self._names[file], line=line, column=column, length=length)
        self._known[mark] = (at, bool(authored))
        return self._known[mark]

    def decode(self, encoded: str) -> tuple[str, tuple[Segment, ...]]:
        """Take the marks out: the bare text, and the segments that came from somewhere."""
        pieces = _PIECE.split(encoded)
        segments: list[Segment] = []
        stack: list[tuple[Span, bool]] = []
        begin = 0
        for text, mark in zip(pieces[0:-1:2], pieces[1::2], strict=True):
            if text:
                end = begin + len(text)
                # Marks stand inside one another where a value is printed in a text: the innermost
                # is the origin.
                if stack:
                    segments.append(Segment(begin, end, *stack[-1]))
                begin = end
            if mark:
                stack.append(self._known.get(mark) or self._read(mark))
            elif stack:
                stack.pop()
        return "".join(pieces[0::2]), tuple(segments)


_LINE_END = re.compile(f"(\\\\|[ ]*)({_CLOSE}?)\n[ \t]*")


def on_one_line(encoded: str, breaks: Sequence[bool]) -> Encoded:
    """An encoded text on one line; `breaks` tells of each line end whether it breaks the line."""
    hard = iter(breaks)

    def space(end: re.Match[str]) -> str:
        return f"{end[2]} {LINE_BREAK} " if next(hard, False) else f"{end[1]}{end[2]} "

    return Encoded(_LINE_END.sub(space, encoded))


def bare(encoded: str) -> str:
    """The text without its marks."""
    return _PIECE.sub("", encoded)

"""Carries positions through Jinja.

A piece of text that goes into a template is wrapped in three private-use characters, with the
number of its origin between the first two. Jinja moves the piece wherever the template says,
and `decode` takes the marks out again and notes what stood between them. Authors' files
cannot contain private-use characters (they are refused, and `clean` takes them out in any
case), so that no text of theirs can be mistaken for a mark. The idea is sqlfluff's
`TemplatedFile`: slices of the output keep their source slices.
"""

from __future__ import annotations

import re

from builder.render.page import Segment
from builder.source import Span

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKS = str.maketrans(dict.fromkeys((_OPEN, _MIDDLE, _CLOSE), "\ufffd"))
_PIECE = re.compile(f"{_OPEN}(\\d+){_MIDDLE}|{_CLOSE}")


def clean(text: str) -> str:
    """Text of a source with a stand-in for each of our marks, so that none can be forged."""
    return text.translate(_MARKS)


class Encoded(str):
    """Text that already carries origin marks and needs no escaping any more."""

    __slots__ = ()


class Origins:
    """The numbers that stand for positions inside marks."""

    def __init__(self) -> None:
        self._known: list[tuple[Span, bool]] = []
        self._numbers: dict[tuple[Span, bool], int] = {}

    def encode(self, text: str, at: Span, *, authored: bool = True) -> Encoded:
        """Wrap one line of text that came from `at`."""
        if not text:
            return Encoded("")
        key = (at, authored)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._known)
            self._known.append(key)
        return Encoded(f"{_OPEN}{number}{_MIDDLE}{text}{_CLOSE}")

    def decode(self, encoded: str) -> tuple[str, tuple[Segment, ...]]:
        """Take the marks out: the bare text, and the segments that came from somewhere."""
        parts: list[str] = []
        segments: list[Segment] = []
        stack: list[int] = []
        length = begin = position = 0

        def close() -> None:
            if stack and length > begin:
                at, authored = self._known[stack[-1]]
                segments.append(Segment(begin, length, at, authored))

        for match in _PIECE.finditer(encoded):
            text = encoded[position : match.start()]
            parts.append(text)
            length += len(text)
            position = match.end()
            close()
            begin = length
            if match[1]:
                stack.append(int(match[1]))
            elif stack:
                stack.pop()
        parts.append(encoded[position:])
        return "".join(parts), tuple(segments)


def bare(encoded: str) -> str:
    """The text without its marks."""
    return _PIECE.sub("", encoded)

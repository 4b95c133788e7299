"""The rendered page: finished Markdown in which every character still knows its origin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from builder.source import Span


class PageKind(StrEnum):
    """What a page of the guide holds."""

    FRONT = "front"
    CHAPTER = "chapter"
    APPENDIX = "appendix"


class Segment(NamedTuple):
    """`start:end` of a page's text came from `at`; `authored` if not from a template."""

    start: int
    end: int
    at: Span
    authored: bool


@dataclass(frozen=True, kw_only=True)
class RenderedPage:
    """One Markdown page of a guide. `name` is the file's name without its suffix."""

    name: str
    kind: PageKind
    text: str
    segments: tuple[Segment, ...]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def line_range(self, line: int) -> tuple[int, int]:
        """Start and end offset of a line counted from 1; clamped to the page."""
        starts = self._line_starts
        row = min(max(line, 1), len(starts)) - 1
        end = starts[row + 1] - 1 if row + 1 < len(starts) else len(self.text)
        return starts[row], end

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, on which the character at `offset` stands."""
        return bisect_right(self._line_starts, offset)

    def within(self, start: int, end: int) -> tuple[Segment, ...]:
        """The segments that overlap `start:end`, in order."""
        low = max(bisect_right(self._segment_starts, start) - 1, 0)
        high = bisect_left(self._segment_starts, end)
        return tuple(s for s in self.segments[low:high] if s.end > start)

    def origin(self, line: int, needle: str = "") -> Span:
        """Where the author wrote what stands on a line of this page.

        What an author wrote is preferred to what a template put around it. With a `needle`
        that stands on the line, the position is the needle's. A line that is all template
        belongs to the nearest authored line above it, unless nothing authored precedes it.
        """
        start, end = self.line_range(line)
        if needle:
            found = self.text.find(needle, start, end)
            if found >= 0:
                for segment in self.within(found, found + len(needle)):
                    at = segment.at
                    shift = max(found - segment.start, 0)
                    return Span(
                        file=at.file, line=at.line, column=at.column + shift, length=len(needle)
                    )
        here = [s for s in self.within(start, end) if self.text[s.start : s.end].strip()]
        # Sorting is stable: the first authored segment, or else the first of all.
        for segment in sorted(here, key=lambda s: not s.authored):
            return segment.at
        low = bisect_left(self._segment_starts, end)
        for segment in reversed(self.segments[:low]):
            if segment.authored:
                return segment.at
        return self.segments[0].at if self.segments else Span(file=self.name)

    def passage_origin(self, line: int) -> Span:
        """Where the author wrote the passage that begins on a line of this page.

        A value that it prints may come from another file; most of the line comes from its own.
        """
        here = [s for s in self.within(*self.line_range(line)) if s.authored]
        longest = max(here, key=lambda s: s.end - s.start, default=None)
        return longest.at if longest is not None else self.origin(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A place in the sources that prints a thing, or refers to it.

    `kind` is `parameter`, `reference`, `link` (an item of a list of links), or that of a block
    or slot that is put there; `id` is empty for a block that has none. `section` is the section
    in whose text it happens, None outside of any. `inside` is the block, or the parameter whose
    value it is, in whose data the place stands, as (kind, id).
    """

    kind: str
    id: str
    at: Span
    section: str | None = None
    inside: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class RenderedSource:
    """All pages of one guide in reading order, and what was used on the way.

    `used` maps the id of every parameter printed to the places in sources that print it;
    `figures` are the ids of the figures placed, in order; `placed` are all blocks and slots
    placed, as (kind, id); `referred` are the ids that references name; `uses` are all of these
    with their places, in reading order. `broken` tells that a template failed, so that pages or
    parts of them are missing.
    """

    program: str
    pages: tuple[RenderedPage, ...]
    used: Mapping[str, tuple[Span, ...]]
    figures: tuple[str, ...]
    placed: frozenset[tuple[str, str]] = frozenset()
    referred: frozenset[str] = frozenset()
    uses: tuple[Use, ...] = ()
    broken: bool = False

    def page(self, name: str) -> RenderedPage | None:
        """The page of that name, if there is one."""
        return next((page for page in self.pages if page.name == name), None)

"""Goes through a redline once, part by part; the forms only say how each part looks.

What holds for every form is decided here: which mark a part has from what is around it, what number
an item has, which drawings of a figure are shown, and that a change is told once, at its first
part. `html` and `typst` write what they are given.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Generic, Literal, TypeVar
from urllib.parse import urlsplit

from builder.model.change import Change, Comparison
from builder.model.redline import (
    GONE,
    MOVED,
    Mark,
    RedBlock,
    RedCell,
    Redline,
    RedRow,
    RedRun,
    RedSection,
    inner,
)
from builder.model.wording import by_id, happened, headline
from builder.model.words import Language

T = TypeVar("T")
Drawing = tuple[Literal["before", "after"] | None, str | None, str]
"""When a figure looked so, the hash of its drawing, and its text alternative then."""
_SOME_CHILDREN = 6
_SCHEMES = frozenset({"http", "https", "mailto"})


class Walker(ABC, Generic[T]):
    """Walks through one redline; `T` is what a form is made of, such as HTML.

    Outer parts are told before those in them, so that a change is told at the outermost one.
    `language` is that of the guide as it is now, `said` has its words for changes, `steps` is how
    many numbered lists are around.
    """

    def __init__(self, redline: Redline, comparison: Comparison) -> None:
        self.redline = redline
        self.comparison = comparison
        self.changes = by_id(comparison.changes)
        self.language = comparison.new.words
        self.said = self.language.changes
        self.steps = 0
        self._told: set[tuple[str, str, Mark]] = set()

    def sections(self, level: int) -> list[T]:
        """The whole text; chapters are of this level."""
        return [self._section(part, level, "same") for part in self.redline.sections]

    def _section(self, red: RedSection, level: int, around: Mark) -> T:
        mark = inner(red.mark, around)
        frame = self.section(red, level, mark)
        parts = [self.block(part, mark, first=True) for part in red.blocks]
        parts += [self._section(part, level + 1, mark) for part in red.sections]
        return frame(parts)

    def block(self, red: RedBlock, around: Mark, *, first: bool = False) -> T:
        """A block inside a part of the mark `around`, perhaps the `first` bar below a section."""
        mark = inner(red.mark, around)
        frame = self.frame(red, mark, around, first=first)
        return frame(self._content(red, mark))

    def _content(self, red: RedBlock, mark: Mark) -> T:
        match red.kind:
            case "table" | "form":
                head = [self._cell(cell, mark, head=True) for cell in red.head]
                return self.table(red, mark, head, [self._row(row, mark) for row in red.rows])
            case "figure":
                return self.figure(red, mark, list(_drawings(red, mark)))
            case "bullet-list":
                return self.items(red, mark, [self.item(part, mark, None) for part in red.blocks])
            case "numbered-list":
                return self.items(red, mark, list(self._numbered(red, mark)))
            case "glossary":
                return self.items(red, mark, [self.entry(part, mark) for part in red.blocks])
        return self.text(red, mark, [self.block(part, mark) for part in red.blocks])

    def _numbered(self, red: RedBlock, mark: Mark) -> Iterator[T]:
        """The items of a list.

        One that is gone has no number, so that the others have those of the guide as it is now;
        in a list that is gone as a whole they keep theirs.
        """
        number = 0
        self.steps += 1
        for part in red.blocks:
            gone = part.mark in GONE and mark not in GONE
            number += not gone
            yield self.item(part, mark, 0 if gone else number)
        self.steps -= 1

    def _row(self, red: RedRow, around: Mark) -> T:
        # Cells see that their table moved, as their rows have no mark of their own then.
        mark = red.mark if red.mark != "same" else around
        change = self.changes.get(red.change or "")
        note = self.moved_row(change, red.mark) if change and red.mark in MOVED else None
        return self.row(
            red, [self._cell(c, mark, None if place else note) for place, c in enumerate(red.cells)]
        )

    def _cell(self, red: RedCell, around: Mark, note: T | None = None, *, head: bool = False) -> T:
        mark = inner(red.mark, around)
        if len(red.blocks) == 1 and red.blocks[0].kind == "paragraph":
            content = self.words(red.blocks[0].runs, inner(red.blocks[0].mark, mark))
        else:
            content = self.flow([self.block(part, mark) for part in red.blocks])
        return self.cell(red, around, content, note, head=head)

    # What is told of a change -------------------------------------------------------------------

    def first(self, what: str, change: str, mark: Mark) -> bool:
        """Whether something is to be done for a change now: once, at its first part of a mark.

        The parts of a split or merge stand apart from one another, so each is told.
        """
        key = (what, change, mark)
        again = key in self._told
        self._told.add(key)
        return not again or self.parted(change)

    def parted(self, change: str | None) -> bool:
        """Whether a change is a split or a merge."""
        known = self.changes.get(change or "")
        return known is not None and known.kind in ("split", "merged")

    # What a form does with it -------------------------------------------------------------------

    @abstractmethod
    def section(self, red: RedSection, level: int, mark: Mark) -> Callable[[list[T]], T]:
        """A section's heading; what comes back puts its parts below it."""

    @abstractmethod
    def frame(self, red: RedBlock, mark: Mark, around: Mark, *, first: bool) -> Callable[[T], T]:
        """What shows that a block changed: its bar and note, to be put around its content."""

    @abstractmethod
    def text(self, red: RedBlock, mark: Mark, blocks: list[T]) -> T:
        """A paragraph, quotation or listing, and the blocks in it."""

    @abstractmethod
    def items(self, red: RedBlock, mark: Mark, items: list[T]) -> T:
        """A list or glossary."""

    @abstractmethod
    def item(self, red: RedBlock, around: Mark, number: int | None) -> T:
        """An item; its number is 0 if it has none, and None in a list without numbers."""

    @abstractmethod
    def entry(self, red: RedBlock, around: Mark) -> T:
        """An entry of the glossary."""

    @abstractmethod
    def table(self, red: RedBlock, mark: Mark, head: list[T], rows: list[T]) -> T:
        """A table or form."""

    @abstractmethod
    def row(self, red: RedRow, cells: list[T]) -> T:
        """A row."""

    @abstractmethod
    def cell(self, red: RedCell, around: Mark, content: T, note: T | None, *, head: bool) -> T:
        """A cell, with a note before its content in the first one of a row that moved."""

    @abstractmethod
    def moved_row(self, change: Change, mark: Mark) -> T:
        """The note of a row that moved."""

    @abstractmethod
    def figure(self, red: RedBlock, mark: Mark, drawings: Sequence[Drawing]) -> T:
        """A figure: its drawing, or those of before and after."""

    @abstractmethod
    def flow(self, blocks: list[T]) -> T:
        """Blocks one below the other."""

    @abstractmethod
    def words(self, runs: Iterable[RedRun], around: Mark) -> T:
        """Text with its marks."""


def stretches(runs: Iterable[RedRun], around: Mark) -> Iterator[tuple[Mark, list[RedRun]]]:
    """Runs inside a part of the mark `around`, neighbours of one mark together."""
    for mark, group in groupby(runs, key=lambda run: inner(run.mark, around)):
        yield mark, list(group)


def followed(address: str) -> bool:
    """Whether an address is one that a link of a redline may lead to."""
    try:
        return urlsplit(address).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _drawings(red: RedBlock, mark: Mark) -> Iterator[Drawing]:
    now = "".join(run.text for run in red.description if run.mark != "deleted")
    then = "".join(run.text for run in red.description if run.mark != "inserted")
    if mark != "same" or red.was_image == red.image:
        yield None, red.image or red.was_image, now or then
    else:
        yield "before", red.was_image, then
        yield "after", red.image, now


def title_now(red: RedSection) -> str:
    """The words of a title as it is now, or as it was in the guide that has it."""
    now = "".join(run.text for run in red.title if run.mark not in GONE)
    return now or "".join(run.text for run in red.title)


def former_number(red: RedBlock | RedSection) -> str | None:
    """The number that a part had, if it has another one now."""
    return red.was_number if red.was_number != red.number else None


def told(change: Change, words: Language) -> str:
    """What a note says of a change: what happened, and to which of its parts."""
    part = change.thing in ("section", "appendix")
    said = happened(change, words) if part else headline(change, words)
    if not change.children:
        return said
    lines = [headline(child, words) for child in change.children]
    rest = len(lines) - _SOME_CHILDREN
    more = [words.changes.more.format(count=rest)] if rest > 0 else []
    return f"{said}: {'; '.join([*lines[:_SOME_CHILDREN], *more])}"


Part = RedSection | RedBlock | RedRow | RedCell


def every_part(parts: Iterable[Part], around: Mark = "same") -> Iterator[tuple[Part, Mark]]:
    """Some parts and all in them, with the marks that hold for them."""
    for part in parts:
        mark = inner(part.mark, around)
        yield part, mark
        match part:
            case RedSection():
                yield from every_part((*part.blocks, *part.sections), mark)
            case RedBlock():
                yield from every_part((*part.blocks, *part.rows), mark)
            case RedRow():
                yield from every_part(part.cells, mark)
            case RedCell():
                yield from every_part(part.blocks, mark)

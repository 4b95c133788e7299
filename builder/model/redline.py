"""The marked-up guide, as data: a `Redline`.

It is the new guide with everything that was taken out put back in its place and marked.
`builder.diff.review` makes it; HTML and PDF are written straight from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from builder.model.blocks import BlockKind
from builder.model.cover import Identity
from builder.model.guide import RunKind, SectionKind

Mark = Literal["same", "inserted", "deleted", "moved-here", "moved-away"]
"""What became of a part.

The old guide is everything but `inserted` and `moved-here`, the new one everything but `deleted`
and `moved-away`. A mark holds for all that is inside; inside `moved-here` the parts' own marks
show how it was edited on the way, inside `moved-away` there is the old text without marks.
"""
GONE: tuple[Mark, ...] = ("deleted", "moved-away")
"""The marks of what is no longer there."""
MOVED: tuple[Mark, ...] = ("moved-here", "moved-away")


def within(mark: Mark) -> Mark:
    """The mark that a part hands down: inside a part that moved here, parts have their own."""
    return "same" if mark == "moved-here" else mark


def inner(mark: Mark, around: Mark) -> Mark:
    """The mark that holds for a part inside another."""
    return mark if mark != "same" else within(around)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedRun:
    """A stretch of text of one kind and one mark: `same`, `inserted` or `deleted`.

    `was` is the old text of a run that is the same but for what is not reported: typography, or
    the number in a generated reference.
    """

    text: str
    mark: Mark = "same"
    kind: RunKind = "text"
    target: str | None = None
    was: str | None = None


def edited(runs: Iterable[RedRun]) -> bool:
    """Whether any of the words were inserted or deleted."""
    return any(run.mark != "same" for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedCell:
    """A cell. Cells of an inserted or deleted column are marked one by one, in every row.

    So every row of a table has the same number of cells, and the head as many: never ragged.
    """

    blocks: tuple[RedBlock, ...] = ()
    mark: Mark = "same"
    change: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything in it is not the same."""
        return self.mark != "same" or any(block.changed for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedRow:
    """A row of a table or form."""

    cells: tuple[RedCell, ...]
    mark: Mark = "same"
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedBlock:
    """A block of either guide.

    `change` is the id of the change that it belongs to; the two places of a move, and the parts
    of a split or merge, have the same one, which links them. `was_kind` is the old kind of a list
    that is of another kind now. `number` and `was_number` are those of a table or figure, `image`
    and `was_image` the drawing's hash after and before, `description` a figure's text alternative
    with its own marks. A part of a split that is not the first `continues` the block before it in
    the `old` guide, a part of a merge does so in the `new` one: there the two are one paragraph.
    """

    kind: BlockKind
    mark: Mark = "same"
    continues: Literal["old", "new"] | None = None
    id: str | None = None
    change: str | None = None
    was_kind: BlockKind | None = None
    number: str | None = None
    was_number: str | None = None
    runs: tuple[RedRun, ...] = ()
    blocks: tuple[RedBlock, ...] = ()
    head: tuple[RedCell, ...] = ()
    rows: tuple[RedRow, ...] = ()
    description: tuple[RedRun, ...] = ()
    image: str | None = None
    was_image: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything in it is not the same; decides on its change bar.

        Of a split all words can be the same, and of a list that is numbered now.
        """
        return (
            self.mark != "same"
            or self.change is not None
            or self.image != self.was_image
            or edited((*self.runs, *self.description))
            or any(block.changed for block in self.blocks)
            or any(cell.changed for cell in self.head)
            or any(row.mark != "same" or any(c.changed for c in row.cells) for row in self.rows)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RedSection:
    """A section of either guide. `number` is the new one, or the old one of what is gone.

    `was_number` and `was_label` are the old ones of a section that is in both guides. `change`
    is the id of its own change (added, removed, moved, retitled), not of those inside it.
    """

    id: str
    kind: SectionKind
    number: str
    label: str
    title: tuple[RedRun, ...]
    mark: Mark = "same"
    change: str | None = None
    was_number: str | None = None
    was_label: str | None = None
    blocks: tuple[RedBlock, ...] = ()
    sections: tuple[RedSection, ...] = ()

    def walk(self) -> Iterator[RedSection]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedField:
    """A value of the cover, or a row of the revision history, with its marks.

    `name` is a field of `Identity` or, for a row of the history, the version; `change` the id of
    the change that it belongs to.
    """

    name: str
    runs: tuple[RedRun, ...]
    mark: Mark = "same"
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """The new guide with all that was deleted and inserted.

    `cover` and `history` are the front matter; `sections` the whole text in the new guide's
    order, with deleted parts after what they followed.
    """

    old: Identity
    new: Identity
    cover: tuple[RedField, ...]
    history: tuple[RedField, ...]
    sections: tuple[RedSection, ...]

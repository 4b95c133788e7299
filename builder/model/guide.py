"""The guide as its readers get it: numbered, resolved, with the source of every part.

This is what `guide.json` holds, what checks read and what two revisions are compared by. The
field names are the published ones; `docs/` and the JSON Schema describe them. A change that a
reader of old snapshots could not follow raises `SCHEMA_VERSION`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from builder.model.blocks import BlockKind
from builder.model.cover import COVER, Identity

SCHEMA_VERSION = 1
GUIDE_FILE = "guide.json"
"""The name of the file that holds a published guide."""

RunKind = Literal["text", "strong", "emphasis", "code", "reference", "link", "term"]
SectionKind = Literal["chapter", "section", "appendix"]
_LATE = frozenset(field.name for field in COVER if field.late)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the source of a part stands: file below the project's root, line and column."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text of one kind.

    A `reference` names the id of its target, a `link` an address, a `term` a glossary entry's
    id; the text of a `generated` run was computed from its target and follows it.
    """

    text: str
    kind: RunKind = "text"
    target: str | None = None
    generated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table, with the blocks it holds."""

    blocks: tuple[Block, ...] = ()
    at: Place | None = None

    @property
    def text(self) -> str:
        """The cell's text on one line."""
        return " ".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list, item, table, figure, glossary or form.

    `id` is permanent where the source gives one (tables, figures, glossary entries). `head`
    and `rows` belong to tables and forms, `blocks` to lists, items and glossaries, `runs` to
    everything that holds text itself (for a table or figure: its caption). `number` is that
    of a table or figure; `image` is the SHA-256 of a figure's drawing and `description` its
    text alternative.
    """

    kind: BlockKind
    at: Place | None = None
    id: str | None = None
    number: str | None = None
    runs: tuple[Run, ...] = ()
    blocks: tuple[Block, ...] = ()
    head: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    description: str | None = None
    image: str | None = None

    @property
    def own_text(self) -> str:
        """What the block itself says: a paragraph's words, the caption of a table or figure."""
        return "".join([run.text for run in self.runs])

    @property
    def text(self) -> str:
        """All text of the block, its parts separated by spaces."""
        own = self.own_text
        if not (self.blocks or self.head or self.rows):
            return own
        parts = [own, *(block.text for block in self.blocks)]
        parts += [cell.text for row in (self.head, *self.rows) for cell in row]
        return " ".join(part for part in parts if part)

    def walk(self, *without: BlockKind) -> Iterator[Block]:
        """This block and all inside it, in reading order, but for blocks of some kinds."""
        if self.kind in without:
            return
        yield self
        for block in self.blocks:
            yield from block.walk(*without)
        for row in (self.head, *self.rows):
            for cell in row:
                for block in cell.blocks:
                    yield from block.walk(*without)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter, section or appendix. `number` is `3.4.1` or `B`; `label` how it is cited."""

    id: str
    kind: SectionKind
    number: str
    label: str
    title: str
    status: Literal["present", "not-applicable"] = "present"
    at: Place | None = None
    clause: str | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def noun(self) -> Literal["appendix", "section"]:
        """What people call it: a chapter is a section, too."""
        return "appendix" if self.kind == "appendix" else "section"

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def walk_blocks(self, *without: BlockKind) -> Iterator[Block]:
        """The blocks of this section itself and all inside them; see `Block.walk`."""
        for block in self.blocks:
            yield from block.walk(*without)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryItem:
    """A term, what it stands for, and its anchor."""

    id: str
    term: str
    means: str
    note: str | None = None
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionItem:
    """A row of the revision history, oldest first; dates as YYYY-MM-DD or YYYY-MM."""

    version: str
    summary: str
    dates: tuple[str, ...] = ()
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentItem:
    """A governing document, by its id and its name in the guide."""

    id: str
    name: str
    at: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterItem:
    """A parameter's value and the places in the sources that print it."""

    id: str
    value: str
    at: Place | None = None
    used: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How many words of the guide come from shared sources and how many from the program's."""

    shared: int
    specific: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One guide as published. `precedence` has the highest document first.

    `cover_at` tells where the values of the cover are written, by the names of `Identity`.
    """

    identity: Identity
    sections: tuple[Section, ...]
    precedence: tuple[DocumentItem, ...] = ()
    glossary: tuple[GlossaryItem, ...] = ()
    revision_history: tuple[RevisionItem, ...] = ()
    parameters: tuple[ParameterItem, ...] = ()
    cover_at: Mapping[str, Place] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: Words(shared=0, specific=0))
    schema_version: int = SCHEMA_VERSION

    def tells(self, field: str) -> bool:
        """Whether a field of the cover is known, be it that the cover does not have it.

        A snapshot from before `cover_at` leaves out fields that its cover may have shown.
        """
        late = field in _LATE and not self.cover_at
        return not late or getattr(self.identity, field) is not None

    def walk(self) -> Iterator[Section]:
        """All sections and appendices, in reading order."""
        for section in self.sections:
            yield from section.walk()

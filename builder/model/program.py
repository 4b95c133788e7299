"""A program as its family and its own file declare it, with everything inherited filled in.

Every text an author wrote is a `Text`, which knows its position. Fields marked *inline* hold
inline Markdown (emphasis, code, references, placeholders); all others are plain text in which
placeholders are allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builder.model.cover import keys
from builder.model.obligation import Party
from builder.model.policy import Policy, Waiver
from builder.model.words import Language, words_of
from builder.source import SourceFile, Span, Text


class Status(StrEnum):
    """Whether an appendix or section has content in this program."""

    PRESENT = "present"
    NOT_APPLICABLE = "not-applicable"


class Origin(StrEnum):
    """Where a part of a program comes from."""

    SHARED = "shared"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that clauses print with `{{ id }}`.

    `shadowed` is the place of the family's default that a program's value hides; `default` is the
    family's value, if it has one.
    """

    id: str
    value: Text
    description: str
    at: Span
    origin: Origin
    shadowed: Span | None = None
    default: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place that a shared clause leaves open; `clause` is what the program puts there.

    `default` is the clause that the family puts there (`none` for nothing), if a program need not
    say.
    """

    id: str
    description: str
    clause: ClauseFile | None
    at: Span
    origin: Origin
    default: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFile:
    """A clause: one Markdown file. `id` is its path below `content/` without the suffix.

    Two are the same clause if they have the same id, whatever they say.
    """

    id: str
    source: SourceFile = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDef:
    """A chapter, section or appendix of the outline, with its children in order."""

    id: str
    title: Text
    at: Span
    clause: ClauseFile | None
    origin: Origin
    status: Status = Status.PRESENT
    sections: tuple[SectionDef, ...] = ()

    def walk(self) -> Iterator[SectionDef]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySection:
    """A section as the family declares it. `clause` is the id of its file, `none` for no text."""

    id: str
    title: Text
    at: Span
    clause: str
    status: Status = Status.PRESENT
    sections: tuple[FamilySection, ...] = ()

    def walk(self) -> Iterator[FamilySection]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """What the family declares and where, so that a program's differences can be told.

    `omitted` are the family's sections that the program leaves out, by their ids, with the places
    where it says so (it can have put one back elsewhere). `parts` are the places of everything in
    `builder.model.kinds` by (kind, key); `left_out` those of them that the program omits, with the
    places where it does.
    """

    chapters: tuple[FamilySection, ...] = ()
    appendices: tuple[FamilySection, ...] = ()
    omitted: Mapping[str, Span] = field(default_factory=dict)
    parts: Mapping[tuple[str, str], Span] = field(default_factory=dict)
    left_out: Mapping[tuple[str, str], Span] = field(default_factory=dict)

    def sections(self) -> Iterator[FamilySection]:
        """All chapters, sections and appendices of the family, in reading order."""
        for top in (*self.chapters, *self.appendices):
            yield from top.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDef:
    """A column of a table; `width` is relative to the other columns."""

    id: str
    title: Text
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDef:
    """A table. Cells are inline; a `blank` table is a form to fill in."""

    id: str
    caption: Text
    columns: tuple[ColumnDef, ...]
    rows: tuple[tuple[Text, ...], ...]
    at: Span
    origin: Origin
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDef:
    """A figure: its caption, and the drawing made from `content/figures/<id>.yaml`.

    `description` tells every step of the drawing in words; `labels` are the words that are drawn;
    `svg` is the drawn file's name relative to the root.
    """

    id: str
    caption: Text
    description: Text
    labels: tuple[Text, ...] = ()
    svg: str
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A named address; `[](#id)` prints its label as a hyperlink."""

    id: str
    label: Text
    url: Text
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkList:
    """A list of links, in order, by their ids."""

    id: str
    links: tuple[Text, ...]
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDef:
    """A bulleted list kept as data. Items are inline."""

    id: str
    items: tuple[Text, ...]
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlock:
    """One block of a form: a title, an optional inline `role`, and fields to fill in."""

    id: str
    title: Text
    role: Text | None
    fields: tuple[Text, ...]
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDef:
    """A form that the reader fills in."""

    id: str
    blocks: tuple[FormBlock, ...]
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A term or acronym, what it stands for, and an optional inline note.

    `id` is that of `builder.model.kinds.term_ids`.
    """

    id: str
    term: Text
    means: Text
    note: Text | None
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A governing document. `phrase` is its name in running text; `introduction` is inline."""

    id: str
    name: Text
    phrase: Text
    introduction: Text | None
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A row of the revision history; `dates` as YYYY-MM-DD or YYYY-MM, none if not recorded.

    `summary` is inline.
    """

    version: Text
    dates: tuple[Text, ...]
    summary: Text
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question for the program's owner about what stands at `target`; never printed."""

    target: Text
    question: Text
    at: Span
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredTable:
    """A table that must be in the guide, with the columns it must have."""

    id: Text
    columns: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """What every guide of the family must contain, by id; appendices in this order.

    `may_not_apply` are the appendices that a program may declare not applicable.
    """

    sections: tuple[Text, ...] = ()
    appendices: tuple[Text, ...] = ()
    may_not_apply: tuple[Text, ...] = ()
    tables: tuple[RequiredTable, ...] = ()
    figures: tuple[Text, ...] = ()
    documents: tuple[Text, ...] = ()
    forms: tuple[Text, ...] = ()
    precedence: bool = False
    glossary: bool = False
    revision_history: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program with everything it inherits: the input of all later stages.

    `cover` holds the values that the cover has, by the names of `builder.model.cover.COVER`.
    """

    id: str
    family: str
    at: Span
    cover: Mapping[str, Text]
    chapters: tuple[SectionDef, ...] = ()
    appendices: tuple[SectionDef, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    slots: Mapping[str, Slot] = field(default_factory=dict)
    tables: Mapping[str, TableDef] = field(default_factory=dict)
    figures: Mapping[str, FigureDef] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    link_lists: Mapping[str, LinkList] = field(default_factory=dict)
    lists: Mapping[str, ListDef] = field(default_factory=dict)
    forms: Mapping[str, FormDef] = field(default_factory=dict)
    glossary: tuple[GlossaryEntry, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()
    precedence: tuple[Text, ...] = ()
    revisions: tuple[Revision, ...] = ()
    queries: tuple[Query, ...] = ()
    requires: Requirements = Requirements()
    policy: Policy = field(default_factory=Policy)
    waivers: tuple[Waiver, ...] = ()
    sources: Mapping[str, SourceFile] = field(default_factory=dict, repr=False)
    inherited: Inherited = field(default_factory=Inherited)
    language: str | None = None

    @property
    def words(self) -> Language:
        """The words that its guide prints and no author writes."""
        return words_of(self.language)

    @property
    def title(self) -> Text:
        """The name of the program."""
        return self.cover["title"]

    @property
    def short_name(self) -> Text:
        """The name in a word or two."""
        return self.cover["short_name"]

    @property
    def version(self) -> Text:
        """The version of the guide."""
        return self.cover["version"]

    @property
    def date(self) -> Text | None:
        """The date of the guide, as YYYY-MM-DD or YYYY-MM."""
        return self.cover.get("date")

    def __getitem__(self, key: str) -> Text | Mapping[str, Text | None] | None:
        """What the cover has for a key of a definition, or for a group of keys; else None.

        Templates come here: Jinja looks `program.copyright` up as an item when there is no such
        attribute.

        Raises:
            KeyError: the cover has no such field and no such group.
        """
        if key in keys():
            return self.cover.get(keys()[key].name)
        group = {own: self.cover.get(field.name) for own, field in keys(key).items()}
        if not group:
            raise KeyError(key)
        return group if any(group.values()) else None

    def sections(self) -> Iterator[SectionDef]:
        """All chapters, sections and appendices, in reading order."""
        for top in (*self.chapters, *self.appendices):
            yield from top.walk()

    def clauses(self) -> Iterator[ClauseFile]:
        """The clauses of all sections and slots."""
        parts: tuple[SectionDef | Slot, ...] = (*self.sections(), *self.slots.values())
        yield from (part.clause for part in parts if part.clause is not None)

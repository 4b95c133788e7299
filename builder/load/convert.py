"""Declared parts become the parts of a `Program`."""

from __future__ import annotations

from builder.load import parts
from builder.load.schema_family import Requires
from builder.model.obligation import Party
from builder.model.program import (
    ColumnDef,
    Document,
    FormBlock,
    FormDef,
    GlossaryEntry,
    Link,
    ListDef,
    Origin,
    Query,
    RequiredTable,
    Requirements,
    Revision,
    TableDef,
)
from builder.source import Text


def table(key: Text, part: parts.TableEntry, origin: Origin) -> TableDef:
    """A table."""
    return TableDef(
        id=str(key),
        caption=part.caption,
        columns=tuple(
            ColumnDef(id=str(column.id), title=column.title, width=column.width)
            for column in part.columns
        ),
        rows=tuple(tuple(row) for row in part.rows),
        at=key.at,
        origin=origin,
        blank=part.blank,
    )


def link(key: Text, part: parts.LinkEntry, origin: Origin) -> Link:
    """A link."""
    return Link(id=str(key), label=part.label, url=part.url, at=key.at, origin=origin)


def item_list(key: Text, part: parts.ListEntry, origin: Origin) -> ListDef:
    """A bullet list."""
    return ListDef(id=str(key), items=tuple(part.items), at=key.at, origin=origin)


def form(key: Text, part: parts.FormEntry, origin: Origin) -> FormDef:
    """A form."""
    return FormDef(
        id=str(key),
        blocks=tuple(
            FormBlock(
                id=str(block.id),
                title=block.title,
                role=block.role,
                fields=tuple(block.fields),
                at=block.id.at,
            )
            for block in part.blocks
        ),
        at=key.at,
        origin=origin,
    )


def term(part: parts.TermEntry, origin: Origin) -> GlossaryEntry:
    """A glossary entry; its id follows when the whole glossary is known."""
    return GlossaryEntry(
        id="", term=part.term, means=part.means, note=part.note, at=part.term.at, origin=origin
    )


def document(key: Text, part: parts.DocumentEntry, origin: Origin) -> Document:
    """A governing document."""
    return Document(
        id=str(key),
        name=part.name,
        phrase=part.phrase,
        introduction=part.introduction,
        at=key.at,
        origin=origin,
    )


def party(part: parts.PartyEntry) -> Party:
    """A party."""
    return Party(name=part.name, also=tuple(part.also), at=part.name.at)


def revision(part: parts.RevisionEntry) -> Revision:
    """A row of the revision history."""
    return Revision(
        version=part.version,
        dates=(part.date,) if part.date is not None else tuple(part.dates),
        summary=part.summary,
        at=part.version.at,
    )


def query(part: parts.QueryEntry, origin: Origin) -> Query:
    """A question for the owner."""
    return Query(target=part.at, question=part.question, at=part.at.at, origin=origin)


def requirements(part: Requires) -> Requirements:
    """What every guide of the family must contain."""
    return Requirements(
        sections=tuple(part.sections),
        appendices=tuple(part.appendices),
        may_not_apply=tuple(part.may_not_apply),
        tables=tuple(
            RequiredTable(id=key, columns=tuple(columns)) for key, columns in part.tables.items()
        ),
        figures=tuple(part.figures),
        documents=tuple(part.documents),
        forms=tuple(part.forms),
        precedence=part.precedence,
        glossary=part.glossary,
        revision_history=part.revision_history,
    )

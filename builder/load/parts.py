"""The parts that family files and program files are made of.

The descriptions are what an author reads in the editor and in the manual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field, create_model

from builder.diagnostics import Code
from builder.load.cover import key_models
from builder.load.fields import Boolean as Bool
from builder.load.fields import (
    Cell,
    ClauseOrNone,
    Date,
    Fault,
    Id,
    Line,
    Number,
    Prose,
    Target,
    Url,
    Version,
    WholeModel,
    YamlModel,
    choice,
    listed,
)
from builder.source import Text

Status = Annotated[Text, *choice("present", "not-applicable")]


if TYPE_CHECKING:

    class _Publisher(YamlModel):
        name: Line

else:
    _Publisher = create_model("_Publisher", __base__=YamlModel, **key_models("publisher"))


class PublisherEntry(_Publisher):
    """Who publishes the guide."""

    model_config = ConfigDict(title="publisher")


class DocumentEntry(YamlModel):
    """A governing document: an agreement that the guide refers to."""

    model_config = ConfigDict(title="document")
    name: Line = Field(description="The document’s name, as in lists and headings.")
    phrase: Line = Field(description="The name in running text, like “the Program Addendum”.")
    introduction: Prose | None = Field(
        None, description="What the document is, in Markdown, for the order of precedence."
    )


class PartyEntry(YamlModel):
    """Someone whom the guides bind."""

    model_config = ConfigDict(title="party")
    name: Line = Field(description="The name by which the text calls the party, like Partner.")
    also: list[Line] = listed(
        "Other names by which the text means this party, like those of its "
        "departments. The plural and possessive forms of the name need no entry."
    )


class ParameterEntry(YamlModel):
    """A value that the text prints with {{ its-id }}."""

    model_config = ConfigDict(title="parameter")
    value: Prose | None = Field(
        None,
        description="The value for every program that sets none. Leave it out and each program "
        "must set the parameter.",
    )
    description: Prose = Field(description="What the value is for, for whoever changes it.")


class SlotEntry(YamlModel):
    """A place in the shared text that each program fills with a text of its own."""

    model_config = ConfigDict(title="slot")
    description: Prose = Field(description="What a program is to say at this place.")
    default: ClauseOrNone | None = Field(
        None,
        description="What stands there when a program fills in nothing: a clause file (its path "
        "below content/ without .md), or none for nothing at all. Leave it out and each program "
        "must fill the slot.",
    )


class SectionEntry(YamlModel):
    """A chapter, section or appendix."""

    model_config = ConfigDict(title="section")
    id: Id = Field(
        description="The permanent name, in lower-case words joined by hyphens, like "
        "hot-fix-process. References and web addresses use it, so it is never changed; numbers are "
        "made by the builder."
    )
    title: Line = Field(description="The heading, without a number, like Hot Fix Process.")
    clause: ClauseOrNone | None = Field(
        None,
        description="The file of the text: its path below content/ without .md, like "
        "shared/hosting. Without this key it is named like the section. Write none for a heading "
        "with only sections below.",
    )
    status: Status | None = Field(
        None, description="Write not-applicable for a heading that says so in place of a text."
    )
    sections: list[SectionEntry] = listed("The sections below this one, in order.")


class ColumnEntry(YamlModel):
    """A column of a table."""

    model_config = ConfigDict(title="column")
    id: Id = Field(description="The permanent name of the column, like release-name.")
    title: Line = Field(description="The heading of the column.")
    width: Number = Field(1.0, description="The width relative to the other columns, like 2.")


class TableEntry(WholeModel):
    """A table, kept as data."""

    model_config = ConfigDict(title="table")
    caption: Line = Field(description="The caption, without a number and a full stop.")
    blank: Bool = Field(False, description="Write true for a table that the reader fills in.")
    columns: list[ColumnEntry] = Field(min_length=1, description="The columns, from left to right.")
    rows: list[list[Cell]] = Field(
        description="The rows, from top to bottom: each a list with one Markdown text a column, "
        'like ["Beta", "Feedback from Partners"]; an empty cell is "".'
    )

    def faults(self) -> Iterator[Fault]:
        """Columns of one name, and rows of another length."""
        yield from _repeated("column", "columns", (column.id for column in self.columns))
        width = len(self.columns)
        for number, row in enumerate(self.rows):
            if len(row) != width:
                yield Fault(
                    code=Code.ROW_LENGTH,
                    message=f"Row {number + 1} has {len(row)} cells, but the table has "
                    f"{width} columns.",
                    hint='Write one text for each column; an empty one is "".',
                    path=("rows", number),
                )


class FigureEntry(YamlModel):
    """A figure; the drawing itself is content/figures/<id>.yaml."""

    model_config = ConfigDict(title="figure")
    caption: Line = Field(description="The caption, without a number and a full stop.")


class LinkEntry(YamlModel):
    """A named address."""

    model_config = ConfigDict(title="link")
    label: Line = Field(
        description="The words that are printed for the link, like Partner website."
    )
    url: Url = Field(description="The whole address, like https://www.example.com/policy.")


class ListEntry(YamlModel):
    """A bullet list, kept as data."""

    model_config = ConfigDict(title="list")
    items: list[Prose] = Field(min_length=1, description="The items, each in Markdown.")


class FormBlockEntry(YamlModel):
    """A block of a form."""

    model_config = ConfigDict(title="block")
    id: Id = Field(description="The permanent name of the block.")
    title: Line = Field(description="The heading of the block.")
    role: Prose | None = Field(None, description="Who is meant, in Markdown.")
    fields: list[Line] = Field(
        min_length=1, description="The names of the fields to fill in, like [Name, Phone, Email]."
    )


class FormEntry(WholeModel):
    """A form that the reader fills in."""

    model_config = ConfigDict(title="form")
    blocks: list[FormBlockEntry] = Field(min_length=1, description="The blocks, in order.")

    def faults(self) -> Iterator[Fault]:
        """Blocks of one name."""
        return _repeated("block", "blocks", (block.id for block in self.blocks))


class TermEntry(YamlModel):
    """An entry of the glossary."""

    model_config = ConfigDict(title="glossary entry")
    term: Line = Field(description="The term or acronym, like KB.")
    means: Prose = Field(description="What it stands for, like Knowledge Base.")
    note: Prose | None = Field(None, description="A remark, in Markdown.")


class RevisionEntry(WholeModel):
    """A row of the revision history."""

    model_config = ConfigDict(
        title="revision",
        json_schema_extra={
            "if": {"required": ["date"]},
            "then": {"properties": {"dates": {"maxItems": 0}}},
        },
    )
    version: Version = Field(description='The version, in quotes, like "4.10".')
    date: Date | None = Field(
        None, description='The date, in quotes, like "2018-06-20" or "2018-06".'
    )
    dates: list[Date] = listed("The dates, where a revision has several.")
    summary: Prose = Field(description="What changed, in Markdown.")

    def faults(self) -> Iterator[Fault]:
        """Dates said twice."""
        if self.date is not None and self.dates:
            yield Fault(
                code=Code.KEYS_CONFLICT,
                message="This revision has both “date” and “dates”.",
                hint="Keep “date” for one date, “dates” for several.",
                path=("dates",),
                on_key=True,
            )


class QueryEntry(YamlModel):
    """A question for the owner of the program; it is never printed."""

    model_config = ConfigDict(title="query")
    at: Target = Field(description="The id of the section, appendix or table that it is about.")
    question: Prose = Field(description="The question, with the facts that need a decision.")


def _repeated(what: str, key: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if name in seen:
            yield Fault(
                code=Code.DUPLICATE_ID,
                message=f"The {what} “{name}” is already there.",
                hint=f"Give each {what} an id of its own.",
                path=(key, number, "id"),
            )
        seen.add(name)

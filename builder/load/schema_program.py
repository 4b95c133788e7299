"""The program file: only what a program adds, omits, replaces or sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import ConfigDict, Discriminator, Field, Tag, create_model

from builder.diagnostics import Code
from builder.load.cover import key_models
from builder.load.fields import (
    ClauseOrNone,
    Fault,
    Id,
    Line,
    Prose,
    WholeModel,
    YamlModel,
    keyed,
    listed,
)
from builder.load.parts import (
    DocumentEntry,
    FigureEntry,
    FormEntry,
    LinkEntry,
    ListEntry,
    PublisherEntry,
    QueryEntry,
    RevisionEntry,
    SectionEntry,
    Status,
    TableEntry,
    TermEntry,
)
from builder.load.schema_policy import ReviewRuleEntry, Severities, StatedValueEntry, WaiverEntry

T = TypeVar("T")


class Changes(YamlModel, Generic[T]):
    """What a program changes in a collection of its family."""

    model_config = ConfigDict(title="group of changes")
    add: dict[Id, T] = keyed("New entries, by their new ids.")
    replace: dict[Id, T] = keyed("Entries that stand in place of the family’s.")
    omit: list[Id] = listed("The ids of the family’s entries to leave out.")


class LinkListChanges(Changes[list[Id]]):
    """What a program changes in the lists of links of its family."""


class GlossaryChanges(YamlModel):
    """What a program changes in the glossary of its family."""

    model_config = ConfigDict(title="group of changes")
    add: list[TermEntry] = listed("New entries.")
    replace: list[TermEntry] = listed("Entries that stand in place of the family’s.")
    omit: list[Line] = listed("The family’s terms to leave out.")


class AddSection(WholeModel):
    """A section that only this program has."""

    model_config = ConfigDict(
        title="outline change",
        json_schema_extra={
            "oneOf": [{"required": [key]} for key in ("after", "before", "under")],
        },
    )
    add: SectionEntry = Field(description="The new section: its id and its title.")
    after: Id | None = Field(None, description="The id of the section that it follows.")
    before: Id | None = Field(None, description="The id of the section that it precedes.")
    under: Id | None = Field(None, description="The id of the section that it is the last part of.")

    def faults(self) -> Iterator[Fault]:
        """No place, or more than one."""
        given = [key for key in ("after", "before", "under") if getattr(self, key) is not None]
        if not given:
            yield Fault(
                code=Code.NO_PLACE,
                message=f"The new section “{self.add.id}” has no place.",
                hint="Add “after: …”, “before: …” or “under: …” with the id of a section.",
                path=("add",),
                on_key=True,
            )
        if len(given) > 1:
            yield Fault(
                code=Code.KEYS_CONFLICT,
                message=f"The new section “{self.add.id}” has two places, “{given[0]}” and "
                f"“{given[1]}”.",
                hint="Keep one of them.",
                path=(given[1],),
                on_key=True,
            )


class OmitSection(YamlModel):
    """A section of the family that this program does not have."""

    model_config = ConfigDict(title="outline change")
    omit: Id = Field(description="The id of the section; what is below it goes, too.")


class ReplaceSection(WholeModel):
    """A section of the family that is different in this program."""

    model_config = ConfigDict(
        title="outline change",
        json_schema_extra={
            "anyOf": [{"required": [key]} for key in ("title", "clause", "status")],
        },
    )
    replace: Id = Field(description="The id of the section.")
    title: Line | None = Field(None, description="Its heading in this program.")
    clause: ClauseOrNone | None = Field(
        None, description="The file of its text: the path below content/ without .md."
    )
    status: Status | None = Field(
        None, description="Whether it is present or not-applicable in this program."
    )

    def faults(self) -> Iterator[Fault]:
        """Nothing that is different."""
        if self.title is None and self.clause is None and self.status is None:
            yield Fault(
                code=Code.CHANGES_NOTHING,
                message=f"The replacement of “{self.replace}” changes nothing.",
                hint="Add “title: …”, “clause: …” or “status: …”, or delete it.",
                path=("replace",),
            )


def _verb(value: Any) -> str | None:
    for verb in ("add", "omit", "replace"):
        if isinstance(value, dict) and verb in value:
            return f"<{verb}>"
    return None


SectionChange = Annotated[
    Annotated[AddSection, Tag("<add>")]
    | Annotated[OmitSection, Tag("<omit>")]
    | Annotated[ReplaceSection, Tag("<replace>")],
    Discriminator(_verb),
]


class OwnParameter(YamlModel):
    """A parameter that only this program has."""

    model_config = ConfigDict(title="parameter")
    value: Prose = Field(description="The value that {{ its-id }} prints.")
    description: Prose = Field(description="What the value is for, for whoever changes it.")


ParameterValue = Annotated[
    Annotated[Prose, Tag("<text>")] | Annotated[OwnParameter, Tag("<own>")],
    Discriminator(lambda value: "<own>" if isinstance(value, dict) else "<text>"),
]


class _NamedEntry(YamlModel):
    program: Id = Field(description="The permanent name of the program; the file has the same.")
    extends: Id = Field(description="The family: the name of its file without .yaml, like shared.")


if TYPE_CHECKING:
    _Covered = _NamedEntry
else:
    _Covered = create_model("_Covered", __base__=_NamedEntry, **key_models())


class ProgramFile(_Covered):
    """A program: its own data, and how it differs from its family."""

    model_config = ConfigDict(title="program")
    publisher: PublisherEntry | None = Field(
        None, description="Who publishes this guide, if it is not the family’s publisher."
    )
    documents: Changes[DocumentEntry] | None = Field(
        None, description="Changes to the governing documents."
    )
    precedence: list[Id] | None = Field(
        None,
        min_length=1,
        description="Which governing document prevails, if the order differs from the family’s.",
    )
    parameters: dict[Id, ParameterValue] = keyed(
        "The values of the family’s parameters in this program, like "
        'notice-days: "30". A parameter that only this program has is written with its value and a '
        "description."
    )
    slots: dict[Id, ClauseOrNone] = keyed(
        "What fills the family’s slots: a clause file (its path below content/ "
        "without .md, like example/hosting-rules), or none."
    )
    outline: list[SectionChange] = listed("What differs from the family’s chapters and sections.")
    appendices: list[SectionChange] = listed("What differs from the family’s appendices.")
    tables: Changes[TableEntry] | None = Field(None, description="Changes to the tables.")
    figures: Changes[FigureEntry] | None = Field(None, description="Changes to the figures.")
    forms: Changes[FormEntry] | None = Field(None, description="Changes to the forms.")
    lists: Changes[ListEntry] | None = Field(None, description="Changes to the bullet lists.")
    glossary: GlossaryChanges | None = Field(None, description="Changes to the glossary.")
    links: Changes[LinkEntry] | None = Field(None, description="Changes to the links.")
    link_lists: LinkListChanges | None = Field(None, description="Changes to the lists of links.")
    revision_history: list[RevisionEntry] = listed("The revisions of this guide, the newest last.")
    stated_values: list[StatedValueEntry] = listed(
        "Values that this program’s documents and sections state, in addition to the family’s."
    )
    checks: Severities = keyed(
        "How much the findings of a check count in this guide, by its code: error, "
        "warning, note or off."
    )
    review_rules: list[ReviewRuleEntry] = listed(
        "How much changes to a term or a section of this guide count when a revision "
        "is reviewed; these rules come before the family’s."
    )
    waivers: list[WaiverEntry] = listed("Findings in this guide that the owner accepts.")
    queries: list[QueryEntry] = listed("Questions for the owner of the program; never printed.")

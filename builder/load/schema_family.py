"""The family file: what all programs share."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ConfigDict, Field

from builder.load.fields import Boolean as Bool
from builder.load.fields import Host, Id, Line, YamlModel, keyed, listed
from builder.load.parts import (
    DocumentEntry,
    FigureEntry,
    FormEntry,
    LinkEntry,
    ListEntry,
    ParameterEntry,
    PartyEntry,
    PublisherEntry,
    QueryEntry,
    SectionEntry,
    SlotEntry,
    TableEntry,
    TermEntry,
)
from builder.load.schema_policy import (
    ReviewRuleEntry,
    Severities,
    SpellingEntry,
    StatedValueEntry,
    WaiverEntry,
)


class Requires(YamlModel):
    """What every guide of the family must contain; the checks look for it."""

    model_config = ConfigDict(title="requires")
    precedence: Bool = Field(False, description="Write true if an order of precedence is needed.")
    glossary: Bool = Field(False, description="Write true if a glossary is needed.")
    revision_history: Bool = Field(False, description="Write true if a revision history is needed.")
    documents: list[Id] = listed("Governing documents, by their ids.")
    sections: list[Id] = listed("Sections, by their ids.")
    appendices: list[Id] = listed("Appendices, by their ids, in this order.")
    may_not_apply: list[Id] = listed(
        "Those of the appendices that a program may declare not-applicable."
    )
    tables: dict[Id, list[Id]] = keyed("Tables by their ids, each with the columns it must have.")
    figures: list[Id] = listed("Figures, by their ids.")
    forms: list[Id] = listed("Forms, by their ids.")


class FamilyFile(YamlModel):
    """A family of programs: everything that its guides share."""

    model_config = ConfigDict(title="family")
    family: Id = Field(description="The permanent name of the family.")
    publisher: PublisherEntry | None = Field(None, description="Who publishes the guides.")
    documents: dict[Id, DocumentEntry] = keyed("The governing documents, by their ids.")
    precedence: list[Id] = listed(
        "Which governing document prevails: their ids, the highest first, like "
        "[addendum, agreement, guide]."
    )
    parties: list[PartyEntry] = listed(
        "Whom the guides bind; `guides obligations` lists what each party must do."
    )
    parameters: dict[Id, ParameterEntry] = keyed(
        "Values that the text prints with {{ id }}, with their defaults."
    )
    slots: dict[Id, SlotEntry] = keyed(
        "Places in the shared text that each program fills with its own."
    )
    outline: list[SectionEntry] = Field(
        min_length=1, description="The chapters and sections of every guide, in order."
    )
    appendices: list[SectionEntry] = listed("The appendices of every guide, in order.")
    tables: dict[Id, TableEntry] = keyed("The tables, by their ids.")
    figures: dict[Id, FigureEntry] = keyed("The figures, by their ids.")
    forms: dict[Id, FormEntry] = keyed("Forms that the reader fills in, by their ids.")
    lists: dict[Id, ListEntry] = keyed("Bullet lists that are kept as data, by their ids.")
    glossary: list[TermEntry] = listed("Terms and acronyms; they are sorted when printed.")
    links: dict[Id, LinkEntry] = keyed("All addresses, by their ids.")
    link_lists: dict[Id, list[Id]] = keyed("Lists of links, each the ids of its links in order.")
    requires: Requires = Field(
        default_factory=lambda: Requires.model_validate({}),
        description="What every guide of the family must contain.",
    )
    document_names: dict[Id, list[Line]] = keyed(
        "Names that must not be used for a governing document, by its id."
    )
    stated_values: list[StatedValueEntry] = listed(
        "Values that governing documents and sections state for the same things; "
        "where two differ, the order of precedence decides."
    )
    spelling: list[SpellingEntry] = listed("Words that could be written in several ways.")
    defined_terms: list[Line] = listed(
        "Terms that the guide defines in its text and that are not used before."
    )
    common_acronyms: list[Line] = listed("Acronyms that need no entry in the glossary, like PDF.")
    vocabulary: dict[Id, list[Line]] = keyed(
        "Words that belong to one program and have no place in the guide of another, "
        "by the program’s id."
    )
    internal_hosts: list[Host] = listed(
        "Hosts that readers outside cannot reach, like *.corp.example.com; links to "
        "them are faults."
    )
    allowed_hosts: list[Host] = listed(
        "Hosts that links may lead to although they are below an internal one."
    )
    checks: Severities = keyed(
        "How much the findings of a check count, by its code: error, warning, note "
        "or off. `guides check --explain CODE` tells what a check finds."
    )
    review_rules: list[ReviewRuleEntry] = listed(
        "How much changes to a term or a section count when a revision is reviewed; of "
        "the rules that fit a change, the first decides."
    )
    waivers: list[WaiverEntry] = listed(
        "Findings in what the programs share that the owner accepts."
    )
    queries: list[QueryEntry] = listed(
        "Questions about the shared text for the owner; never printed."
    )

    def sections(self) -> Iterator[SectionEntry]:
        """All chapters, sections and appendices, in reading order."""
        ahead = [*reversed(self.appendices), *reversed(self.outline)]
        while ahead:
            section = ahead.pop()
            yield section
            ahead += reversed(section.sections)

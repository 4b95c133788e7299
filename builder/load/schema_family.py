"""The family file: what all programs share."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from builder.load.fields import Boolean as Bool
from builder.load.fields import Id, Part
from builder.load.parts import (
    Document,
    Figure,
    Form,
    ItemList,
    Link,
    Parameter,
    Publisher,
    Query,
    Section,
    Slot,
    Table,
    Term,
)


class Requires(Part):
    """What every guide of the family must contain; the checks look for it."""

    model_config = ConfigDict(title="requires")
    sections: list[Id] = Field(default_factory=list, description="Sections, by their ids.")
    appendices: list[Id] = Field(
        default_factory=list, description="Appendices, by their ids, in this order."
    )
    tables: dict[Id, list[Id]] = Field(
        default_factory=dict, description="Tables by their ids, each with the columns it must have."
    )
    figures: list[Id] = Field(default_factory=list, description="Figures, by their ids.")
    documents: list[Id] = Field(
        default_factory=list, description="Governing documents, by their ids."
    )
    forms: list[Id] = Field(default_factory=list, description="Forms, by their ids.")
    precedence: Bool = Field(False, description="Write true if an order of precedence is needed.")
    glossary: Bool = Field(False, description="Write true if a glossary is needed.")
    revision_history: Bool = Field(False, description="Write true if a revision history is needed.")


class FamilyFile(Part):
    """A family of programs: everything that its guides share."""

    model_config = ConfigDict(title="family")
    family: Id = Field(description="The permanent name of the family.")
    publisher: Publisher | None = Field(None, description="Who publishes the guides.")
    documents: dict[Id, Document] = Field(
        default_factory=dict, description="The governing documents, by their ids."
    )
    precedence: list[Id] = Field(
        default_factory=list,
        description="Which governing document prevails: their ids, the highest first.",
    )
    parameters: dict[Id, Parameter] = Field(
        default_factory=dict,
        description="Values that the text prints with {{ id }}, with their defaults.",
    )
    slots: dict[Id, Slot] = Field(
        default_factory=dict,
        description="Places in the shared text that each program fills with its own.",
    )
    outline: list[Section] = Field(
        min_length=1, description="The chapters and sections of every guide, in order."
    )
    appendices: list[Section] = Field(
        default_factory=list, description="The appendices of every guide, in order."
    )
    tables: dict[Id, Table] = Field(default_factory=dict, description="The tables, by their ids.")
    figures: dict[Id, Figure] = Field(
        default_factory=dict, description="The figures, by their ids."
    )
    links: dict[Id, Link] = Field(default_factory=dict, description="All addresses, by their ids.")
    link_lists: dict[Id, list[Id]] = Field(
        default_factory=dict, description="Lists of links, each the ids of its links in order."
    )
    lists: dict[Id, ItemList] = Field(
        default_factory=dict, description="Bullet lists that are kept as data, by their ids."
    )
    forms: dict[Id, Form] = Field(
        default_factory=dict, description="Forms that the reader fills in, by their ids."
    )
    glossary: list[Term] = Field(
        default_factory=list, description="Terms and acronyms; they are sorted when printed."
    )
    requires: Requires = Field(
        default_factory=lambda: Requires.model_validate({}),
        description="What every guide of the family must contain.",
    )
    queries: list[Query] = Field(
        default_factory=list,
        description="Questions about the shared text for the owner; never printed.",
    )

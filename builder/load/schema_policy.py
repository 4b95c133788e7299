"""The keys that decide what the checks look for and how much a finding counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field

from builder.diagnostics import Code
from builder.load.fields import (
    Day,
    Fault,
    Id,
    Line,
    Prose,
    Target,
    WholeModel,
    YamlModel,
    choice,
    listed,
)
from builder.source import Text

Severity = Annotated[Text, *choice("error", "warning", "note", "off", bare=True)]
Severities = dict[Id, Severity]


class SpellingEntry(YamlModel):
    """The one way in which a word is written."""

    model_config = ConfigDict(title="spelling")
    preferred: Line = Field(description="How the word is written in all guides, like website.")
    variants: list[Line] = Field(
        alias="not",
        min_length=1,
        description="Other ways to write it, which are found as faults, like [web site].",
    )


class StatedValueEntry(YamlModel):
    """A value that one document or section states for a thing, like a period or a fee."""

    model_config = ConfigDict(title="stated value")
    thing: Line = Field(
        description="What the value is for, like notice of termination; the same words wherever "
        "the same thing is meant."
    )
    source: Id = Field(
        description="Who states it: the id of a governing document or of a section of the guide."
    )
    value: Line = Field(
        description="The value, like 30 days. One that the guide prints from a parameter names the "
        'parameter, in quotes: "{{ notice-days }} days"; it is then changed in one place.'
    )


ChangeClass = Annotated[
    Text, *choice("normative", "review", "structural", "reference", "editorial")
]


class ReviewRuleEntry(WholeModel):
    """How much a change to a term or to a section counts when a revision is reviewed."""

    model_config = ConfigDict(
        title="review rule",
        json_schema_extra={"anyOf": [{"required": ["section"]}, {"required": ["term"]}]},
    )
    cls: ChangeClass = Field(
        alias="class",
        description="What such a change is: normative, review, structural, reference or editorial.",
    )
    section: Id | None = Field(
        None, description="The id of a section or appendix; what is below it belongs to it."
    )
    term: Line | None = Field(
        None,
        description="Words that stand in what was inserted or deleted, or a term of the glossary "
        "whose entry changes. With a section, both must fit.",
    )

    def faults(self) -> Iterator[Fault]:
        """Nothing that it is about."""
        if self.section is None and self.term is None:
            yield Fault(
                code=Code.MISSING_KEY,
                message="This review rule says neither which section nor which term it is about.",
                hint="Add “section: …” with the id of a section, or “term: …” with the words.",
                path=("class",),
                on_key=True,
            )


class WaiverEntry(YamlModel):
    """A finding that the owner accepts, in writing and until a day."""

    model_config = ConfigDict(title="waiver")
    check: Id = Field(
        description="The code of the finding, as printed at the end of its message, like "
        "undefined-acronym."
    )
    at: Target = Field(
        description="The id of the section, appendix, table, figure or other part that the "
        "finding is about; that of a glossary term is `term-` and the term, like term-data-mover."
    )
    words: list[Line] = listed(
        "Accept only findings about these words; a new fault in the same place is found then."
    )
    reason: Prose = Field(description="Why the finding is accepted.")
    until: Day = Field(
        description='The last day on which it is accepted, in quotes, like "2027-06-30".'
    )

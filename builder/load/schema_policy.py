"""The keys that decide what the checks look for and how much a finding counts."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from builder.load.fields import Day, Id, Line, Part, Prose, choice
from builder.source import Text

Severity = Annotated[Text, *choice("error", "warning", "note", "off", bare=True)]
Severities = dict[Id, Severity]


class Spelling(Part):
    """The one way in which a word is written."""

    model_config = ConfigDict(title="spelling")
    preferred: Line = Field(description="How the word is written in all guides.")
    variants: list[Line] = Field(
        alias="not", min_length=1, description="Other ways to write it, which are found as faults."
    )


class StatedValue(Part):
    """A value that one document or section states for a thing, like a period or a fee."""

    model_config = ConfigDict(title="stated value")
    thing: Line = Field(
        description="What the value is for, like notice of termination; the same words wherever "
        "the same thing is meant."
    )
    source: Id = Field(
        description="Who states it: the id of a governing document or of a section of the guide."
    )
    value: Line = Field(description="The value, like 30 days.")


class Waiver(Part):
    """A finding that the owner accepts, in writing and until a day."""

    model_config = ConfigDict(title="waiver")
    check: Id = Field(description="The code of the finding, as printed at the end of its message.")
    at: Id = Field(
        description="The id of the section, appendix, table, figure or other part that the "
        "finding is about."
    )
    reason: Prose = Field(description="Why the finding is accepted.")
    until: Day = Field(
        description='The last day on which it is accepted, in quotes, like "2027-06-30".'
    )

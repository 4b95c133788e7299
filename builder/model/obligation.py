"""Parties, and what a guide obliges them to do or lets them do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model.guide import Place
from builder.source import Span

Strength = Literal["must", "shall", "should", "may", "will"]
BOTH = "both"
"""The party of an obligation that binds more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone whom the guides bind. `also` are other names by which the text means them."""

    name: str
    also: tuple[str, ...] = ()
    at: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing that a sentence of a guide binds a party to.

    `id` outlives a renumbering, a change of typography and a change of strength. `party` is a
    party's name, `both`, or None where nobody is named who is to act; `subject` is the text
    that stands there. `sentence` is the whole sentence, a list item with its lead-ins;
    `action` what is to be done. `period` is a time with its bounds (`at least 14 days`),
    `numbers` are all numbers of the action as digits. `condition` and `exception` are the
    clauses that limit it. `section` is the section's id, `section_label` how it is
    cited; `group` is the same for all items of one list.
    """

    id: str
    party: str | None
    strength: Strength
    negated: bool
    sentence: str
    subject: str
    action: str
    section: str
    section_number: str
    section_label: str
    section_title: str
    period: str | None = None
    numbers: tuple[str, ...]
    condition: str | None = None
    exception: str | None = None
    group: str | None = None
    place: Place | None = None

    @property
    def where(self) -> str:
        """The section it is in: `3.4 Post-Release Activities`."""
        return f"{self.section_number} {self.section_title}"

    @property
    def modal(self) -> str:
        """The strength as one reads it: `must not`."""
        return f"{self.strength} not" if self.negated else self.strength

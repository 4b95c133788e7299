"""A new program before it is written: what it needs, and the texts of its clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.authoring.new.siblings import Siblings
from builder.load.clause_files import CONTENT
from builder.load.definitions import FOLDER
from builder.model.unfilled import SectionToFill, ToFill, Unfilled

_PRECEDENCE = "{{ precedence }}"
_ORDER = (
    "If these documents conflict with one another, they apply in this order of precedence, with\n"
    "the highest first:"
)
_KINDS = {"outline": "section", "appendices": "appendix"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the author says about a new program; `family` is the stem of its family's file."""

    program: str
    family: str
    title: str
    short_name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What a trial of the draft showed.

    `places` maps ids to where their texts print. `parameters` and `links` (with their labels) are
    the family's, with words of another program in them; `unused` are terms of its glossary that
    the guide does not use; `terms` are acronyms of the draft with their full names, if known.
    `define` are the terms that the guide uses and does not define, `refer` the ids that nothing
    refers to. `neutral` are ids whose words
    are no good in a text.
    """

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    terms: Mapping[str, str | None] = field(default_factory=dict)
    define: tuple[str, ...] = ()
    refer: tuple[str, ...] = ()
    neutral: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class NewProgram:
    """A program about to be made."""

    answers: Answers
    unfilled: Unfilled
    siblings: Siblings
    learnt: Observed = field(default_factory=Observed)

    @property
    def definition(self) -> str:
        """The name of the program's file."""
        return f"{FOLDER}/{self.answers.program}.yaml"

    @property
    def slots(self) -> list[ToFill]:
        """The slots to fill: those without a default, and those that all programs fill."""
        more = [slot for slot in self.unfilled.optional if slot.id in self.siblings.slots]
        return [*self.unfilled.slots, *more]

    @property
    def sections(self) -> list[SectionToFill]:
        """The sections to write: those without a text, and headings that all programs fill."""
        more = [part for part in self.unfilled.headings if part.id in self.siblings.sections]
        return [*more, *self.unfilled.sections]

    def clause(self, id: str) -> str:
        """The name of a clause of the program, as YAML has it."""
        return f"{self.answers.program}/{id}"

    def slot_clause(self, id: str) -> str:
        """The name of the clause that fills a slot, which can have the name of a section."""
        taken = any(section.id == id for section in self.sections)
        return self.clause(f"{id}-slot" if taken else id)

    def clauses(self) -> dict[str, str]:
        """The texts of all clause files by their names below the root."""
        clauses = {
            self.slot_clause(slot.id): f"**TODO:** {self.words(slot.id)}.\n" for slot in self.slots
        }
        sections = {
            section.id: f"**TODO:** the text of this {_KINDS[section.outline]}.\n"
            for section in self.sections
        }
        for term in self.learnt.define if sections else ():
            sections[next(iter(sections))] += f"\n**TODO:** the meaning of **{term}**.\n"
        for id in self.learnt.refer:
            home = next((section for section in sections if section != id), None)
            if home:
                sections[home] += f"\n**TODO:** what [](#{id}) is for.\n"
        for marker in self.unfilled.blocks:
            lead = f"{_ORDER}\n\n" if marker == _PRECEDENCE else ""
            sections[self._home(marker)] += f"\n{lead}{marker}\n"
        clauses |= {self.clause(id): text for id, text in sections.items()}
        return {f"{CONTENT}/{clause}.md": text for clause, text in clauses.items()}

    def words(self, id: str) -> str:
        """An id as words, with the capital letters that the glossary has."""
        if id in self.learnt.neutral:
            return "to be written"
        terms = {term.lower(): term for term in self.unfilled.terms}
        text = " ".join(terms.get(word, word) for word in id.split("-"))
        for compound in self.unfilled.compounds:
            text = re.sub(rf"\b{compound.replace('-', ' ')}\b", compound, text)
        return text

    def todo(self, id: str) -> str:
        """What stands in a text until its author writes in its place."""
        return f"[TODO: {self.words(id)}]"

    def _home(self, marker: str) -> str:
        """The section in which a required block goes that the family places nowhere."""
        name = marker.strip("{} ").split(": ")[-1]
        ids = [section.id for section in self.sections]
        return name if name in ids else ids[0 if marker == _PRECEDENCE else -1]

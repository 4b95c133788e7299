"""What a definition can be about: everything of a program, or of its family, that has a name."""

from __future__ import annotations

from collections.abc import Iterator

from builder.clauses.values import fill
from builder.diagnostics import Code
from builder.load.findings import Findings
from builder.model.kinds import KINDS, term_ids
from builder.model.program import Program
from builder.source import Span, Text

_PLACES = (
    "cover",
    "glossary",
    "parameters",
    "precedence",
    "publisher",
    "revision-history",
    "slots",
    "title",
)
"""Parts of a definition without an id that a query or a waiver can be about."""


class NameTable:
    """The names of one program and of its family."""

    def __init__(self, program: Program) -> None:
        self.sections = {section.id for section in program.sections()}
        self.documents = set(program.documents)
        self._own_file = program.at.file
        here = [thing.id for kind in KINDS.values() for thing in kind.of(program).values()]
        self._here = {name.lower(): name for name in (*here, *_PLACES)} | {id: id for id in here}
        shared = program.inherited.parts
        terms = (fill(key, program) for kind, key in shared if KINDS[kind].key != "id")
        self.family = {key for kind, key in shared if KINDS[kind].key == "id"}
        self.family |= {id.lower() for id in term_ids(terms).values()}

    def is_shared(self, at: Span) -> bool:
        """Whether a place is in the family's file."""
        return at.file != self._own_file

    def keep(self, name: Text, shared: bool, findings: Findings) -> Text | None:
        """The id that is meant by `name`, as it is written, or None to drop what is said about it.

        What the family declares about a thing that only this program lacks is dropped; a name
        that means nothing anywhere is a fault. Ids of terms may be written in small letters.
        """
        low = name.lower()
        found = self._here.get(name, self._here.get(low))
        if found is not None:
            return Text(found, name.at)
        if low not in self.family:
            findings.unknown("part of the guide", name, self._here.values())
        elif shared:
            return None
        else:
            findings.report(
                Code.UNKNOWN_PART_OF_THE_GUIDE,
                f"This program leaves out “{name}”, so nothing can be said about it here.",
                name.at,
                "Delete this entry, or keep what it is about.",
                about=str(name),
            )
        return name


def targets(program: Program) -> Iterator[tuple[str, str, Span]]:
    """What a reference or an anchor can name, so that no two may have one id.

    As (name of the kind, id, place). Lists have ids only for their markers: one may be named like
    the section that it fills.
    """
    for kind in KINDS.values():
        if kind.addressed:
            for thing in kind.of(program).values():
                yield kind.name, thing.id, thing.at

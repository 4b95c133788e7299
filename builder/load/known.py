"""What a definition can be about: everything of a program, or of its family, that has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.load.findings import Findings
from builder.load.schema_family import FamilyFile
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


class Known:
    """The names of one program and of its family."""

    def __init__(self, program: Program, family: FamilyFile) -> None:
        self.sections = {section.id for section in program.sections()}
        self.documents = set(program.documents)
        self.here = {
            *(name for _, name, _ in targets(program)),
            *program.lists,
            *program.link_lists,
            *program.parameters,
            *program.slots,
            *program.documents,
            *(_term(entry.term) for entry in program.glossary),
            *_PLACES,
        }
        self.family = _family_names(family)

    def keep(self, name: Text, shared: bool, findings: Findings) -> bool:
        """Whether what is declared about `name` stays.

        What the family declares about a thing that only this program lacks does not; a name
        that means nothing anywhere is a fault.
        """
        if name in self.here:
            return True
        if shared and name in self.family:
            return False
        if name in self.family:
            findings.report(
                "unknown-part-of-the-guide",
                f"This program leaves out “{name}”, so nothing can be said about it here.",
                name.at,
                "Delete this entry, or keep what it is about.",
            )
            return True
        findings.unknown("part of the guide", name, self.here)
        return True


def targets(program: Program) -> Iterator[tuple[str, str, Span]]:
    """What a reference or an anchor can name, so that no two may have one id.

    As (kind, id, place). Lists have ids only for their markers: one may be named like the
    section that it fills.
    """
    for section in program.sections():
        yield "section", section.id, section.at
    for table in program.tables.values():
        yield "table", table.id, table.at
    for figure in program.figures.values():
        yield "figure", figure.id, figure.at
    for link in program.links.values():
        yield "link", link.id, link.at
    for form in program.forms.values():
        yield "form", form.id, form.at


def _term(term: str) -> str:
    """The anchor of a glossary entry."""
    return "term-" + re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")


def _family_names(family: FamilyFile) -> set[str]:
    names: set[str] = set()
    ahead = [*family.outline, *family.appendices]
    while ahead:
        section = ahead.pop()
        names.add(str(section.id))
        ahead += section.sections
    groups = (
        family.tables,
        family.figures,
        family.links,
        family.lists,
        family.forms,
        family.link_lists,
        family.documents,
        family.parameters,
        family.slots,
    )
    return names.union(
        *(map(str, group) for group in groups), (_term(entry.term) for entry in family.glossary)
    )

"""Everything in a program that can be referred to, by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.program import Link, Program


@dataclass(frozen=True, slots=True)
class Target:
    """A thing with an id: its kind (section, table, figure, link) and, for a link, itself."""

    kind: str
    link: Link | None = None


def targets(program: Program) -> Mapping[str, Target]:
    """All ids of a program that `[](#id)` may name."""
    found = {section.id: Target("section") for section in program.sections()}
    found |= {id: Target("table") for id in program.tables}
    found |= {id: Target("figure") for id in program.figures}
    found |= {id: Target("link", link) for id, link in program.links.items()}
    return found

"""Everything in a program that can be referred to, by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.kinds import KINDS
from builder.model.program import Link, Program


@dataclass(frozen=True, slots=True)
class Target:
    """A thing with an id: its kind (section, table, figure, link) and, for a link, itself."""

    kind: str
    link: Link | None = None


def targets(program: Program) -> Mapping[str, Target]:
    """All ids of a program that `[](#id)` may name."""
    return {
        str(id): Target(kind.id, thing if isinstance(thing, Link) else None)
        for kind in KINDS.values()
        if kind.referable
        for id, thing in kind.of(program).items()
    }

"""In which order the changes of a guide are told: what binds first, wording last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.model.change import Change, ChangedPart, Comparison

STRUCTURE: frozenset[ChangedPart] = frozenset({"section", "appendix"})
DATA: frozenset[ChangedPart] = frozenset(
    {
        "table", "caption", "column", "row", "cell", "figure", "form", "term", "parameter",
        "cover", "revision", "precedence", "document",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Changes that are told together; `id` is by what a language names the group."""

    id: str
    changes: tuple[Change, ...]


def grouped(comparison: Comparison) -> tuple[Group, ...]:
    """Every change in one group, but for the renumbering; empty groups are left out."""
    taken = {change.id for change in comparison.changes if change.cls == "renumbering"}
    found = []
    for name, belongs in _GROUPS:
        here = [c for c in comparison.changes if c.id not in taken and belongs(c)]
        taken.update(change.id for change in here)
        if here:
            found.append(Group(id=name, changes=tuple(here)))
    return tuple(found)


EDITORIAL = "editorial"
_GROUPS: tuple[tuple[str, Callable[[Change], bool]], ...] = (
    ("structure", lambda c: c.thing in STRUCTURE),
    ("data", lambda c: c.thing in DATA and c.cls != "editorial"),
    ("text", lambda c: c.cls != "editorial"),
    (EDITORIAL, lambda _: True),
)

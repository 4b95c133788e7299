"""One edit in the sources can change several guides: its effects are told together."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diff.causes import group_causes
from builder.model.change import CLASSES, Cause, Comparison


def united(comparisons: Sequence[Comparison]) -> tuple[Cause, ...]:
    """The causes of all comparisons, each once with all its effects; the gravest first."""
    found = group_causes({one.new.program: one for one in comparisons})
    return tuple(sorted(found, key=lambda one: (CLASSES.index(one.cls), -len(one.effects))))

"""One edit in the sources can change several guides: its effects are told together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model.change import CLASSES, Cause, Comparison


def united(comparisons: Sequence[Comparison]) -> tuple[Cause, ...]:
    """The causes of all comparisons, each once with all its effects; the gravest first."""
    found: dict[str, Cause] = {}
    for comparison in comparisons:
        for cause in comparison.causes:
            same = found.get(cause.id)
            if same is None:
                found[cause.id] = cause
                continue
            effects = tuple(dict.fromkeys((*same.effects, *cause.effects)))
            cls = min(same.cls, cause.cls, key=CLASSES.index)
            found[cause.id] = replace(same, effects=effects, cls=cls)
    return tuple(sorted(found.values(), key=lambda c: (CLASSES.index(c.cls), -len(c.effects))))

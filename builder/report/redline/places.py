"""The ids of the page on which a redline is: each once, and where each change is found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.model.redline import GONE, Mark, RedBlock, Redline, RedSection
from builder.report.redline.walk import every_part

_SAFE = re.compile(r"[^A-Za-z0-9_-]+")


def anchor(prefix: str, name: str) -> str:
    """An id of the page."""
    return f"{prefix}-{_SAFE.sub('-', name)}"


@dataclass(slots=True, kw_only=True)
class Places:
    """Gives out the ids of one page.

    `found` are those of changes, as far as they are written. `here` is what references of the
    new guide can lead to, `left` the changes whose old place is shown.
    """

    redline: Redline
    found: dict[str, str] = field(default_factory=dict)
    here: frozenset[str] = field(init=False)
    left: frozenset[str] = field(init=False)
    _used: set[str] = field(default_factory=set)
    _labels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        here, left = set(), set()
        for part, mark in every_part(self.redline.sections):
            if isinstance(part, RedSection | RedBlock) and part.id and mark not in GONE:
                here.add(part.id)
            if part.mark == "moved-away" and part.change:
                left.add(part.change)
        self.here, self.left = frozenset(here), frozenset(left)

    def of_change(self, change: str, mark: Mark) -> str:
        """An id for a part of a change; the first one where it is now is the change's own."""
        if mark == "moved-away":
            return self.free(anchor("was", change))
        name = self.free(anchor("c", change))
        self.found.setdefault(change, name)
        return name

    def of_part(self, name: str | None, mark: Mark) -> str | None:
        """The id that references lead to: of the part as it is now, where there is one."""
        found = anchor("g", name or "")
        if not name or found in self._used or (mark in GONE and name in self.here):
            return None
        self._used.add(found)
        return found

    def free(self, name: str) -> str:
        """An id that the page does not have yet."""
        found, number = name, 1
        while found in self._used:
            number += 1
            found = f"{name}-{number}"
        self._used.add(found)
        return found

    def label(self, name: str) -> str:
        """A name for a region that no other region of the page has."""
        self._labels[name] = self._labels.get(name, 0) + 1
        return name if self._labels[name] == 1 else f"{name} ({self._labels[name]})"

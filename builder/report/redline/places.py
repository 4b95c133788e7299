"""The ids of the page on which a redline is: each once, and where each change is found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from builder.model.redline import GONE, Mark, RedBlock, Redline, RedSection
from builder.report.markup.html import Markup, element, text
from builder.report.redline.walk import every_part

_SAFE = re.compile(r"[^A-Za-z0-9_-]+")


def anchor(prefix: str, name: str) -> str:
    """An id of the page."""
    return f"{prefix}-{_SAFE.sub('-', name)}"


@dataclass(slots=True, kw_only=True)
class Places:
    """Gives out the ids of one page.

    `found` are those of changes, as far as they are written. `present` is what references of the
    new guide can lead to, `old_places` the changes whose old place is shown.
    """

    redline: Redline
    found: dict[str, str] = field(default_factory=dict)
    present: frozenset[str] = field(init=False)
    old_places: frozenset[str] = field(init=False)
    _used: set[str] = field(default_factory=set)
    _labels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        present, old_places = set(), set()
        for part, mark in every_part(self.redline.sections):
            if isinstance(part, RedSection | RedBlock) and part.id and mark not in GONE:
                present.add(part.id)
            if part.mark == "moved-away" and part.change:
                old_places.add(part.change)
        self.present, self.old_places = frozenset(present), frozenset(old_places)

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
        if not name or found in self._used or (mark in GONE and name in self.present):
            return None
        self._used.add(found)
        return found

    def first(self, changes: Iterable[str]) -> str | None:
        """The id of the first of some changes that is on the page."""
        return next((self.found[name] for name in changes if name in self.found), None)

    def link(self, said: str, place: str | None, section: str = "") -> Markup:
        """Words that lead to an id, or else to a part of the guide; plain words if to neither."""
        if place is None and section in self.present:
            place = anchor("g", section)
        return element("a", said, href=f"#{place}") if place else text(said)

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

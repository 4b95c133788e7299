"""What the parts of the marked guide share: ids of the page, classes, notes of changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.model.change import Change, Comparison
from builder.model.redline import Mark, RedBlock, Redline, RedRun, RedSection
from builder.model.wording import CLASS_NAMES, happened, headline, one_line, thing_of, where
from builder.report.diff.element import Markup, Part, element, join

GONE: tuple[Mark, ...] = ("deleted", "moved-away")
MOVED: tuple[Mark, ...] = ("moved-here", "moved-away")
_SAFE = re.compile(r"[^A-Za-z0-9_-]+")
_SOME_CHILDREN = 6


def anchor(prefix: str, name: str) -> str:
    """An id of the page."""
    return f"{prefix}-{_SAFE.sub('-', name)}"


def classes(*names: str) -> str | None:
    """The names of classes that are not empty, or None when there is none."""
    return " ".join(name for name in names if name) or None


def within(mark: Mark) -> Mark:
    """The mark that a part hands down: inside a part that moved here, parts have their own."""
    return "same" if mark == "moved-here" else mark


def deeper(around: Mark, mark: Mark) -> Mark:
    """The mark of a part inside another."""
    return mark if around in ("same", "moved-here") else around


def edited(runs: Iterable[RedRun]) -> bool:
    """Whether any of the words came or went."""
    return any(run.mark != "same" for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a part's own change adds to it: an id, classes, and a line above it."""

    shown: bool = False
    id: str | None = None
    classes: str | None = None
    note: Markup | None = None


@dataclass(slots=True, kw_only=True)
class Places:
    """Gives out the ids of one page. `found` are those of changes, as far as they are written."""

    redline: Redline
    comparison: Comparison
    images: Mapping[str, bytes] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    here: frozenset[str] = frozenset()
    changes: Mapping[str, Change] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _told: set[tuple[str, str, Mark]] = field(default_factory=set)
    _left: frozenset[str] = frozenset()
    _labels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.changes = one_line(self.comparison.changes)
        self.here = frozenset(_ids(self.redline.sections))
        self._left = frozenset(_moves(self.redline.sections))

    def own(self, change: str | None, mark: Mark, shown: bool) -> Own:
        """What to add to a part, if its own change is `shown` at it."""
        if not shown:
            return Own()
        names = self.classes(change, mark)
        return Own(
            shown=True, id=self.place(change, mark), classes=names, note=self.note(change, mark)
        )

    def classes(self, change: str | None, mark: Mark) -> str | None:
        """The classes of a changed part."""
        found = self.changes.get(change or "")
        kind = f"c-{found.cls}" if found else ""
        return classes("chg", kind, f"m-{mark}" if mark != "same" else "")

    def place(self, change: str | None, mark: Mark) -> str | None:
        """An id for this part of a change; the first one where it is now is the change's own."""
        if not change or self._again("place", change, mark):
            return None
        if mark == "moved-away":
            return self.free(anchor("was", change))
        name = self.free(anchor("c", change))
        self.found.setdefault(change, name)
        return name

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

    def guide_id(self, name: str | None, mark: Mark) -> str | None:
        """The id that references lead to: of the part as it is now, where there is one."""
        found = anchor("g", name or "")
        if not name or found in self._used or (mark in GONE and name in self.here):
            return None
        self._used.add(found)
        return found

    def note(self, name: str | None, mark: Mark) -> Markup | None:
        """The line above a changed part: its class, and what happened."""
        change = self.changes.get(name or "")
        if change is None or self._again("note", change.id, mark):
            return None
        kind = element(
            "a", CLASS_NAMES[change.cls], href="#" + anchor("e", change.id), class_="class"
        )
        parts: list[Part] = [kind, " "]
        if change.kind == "moved" and mark in MOVED:
            parts.append(self.move(change, mark))
        elif change.thing == "precedence" and mark in MOVED:
            parts += [headline(change), ": ", self.move(change, mark)]
        elif change.thing in ("section", "appendix"):
            parts.append(happened(change))
        else:
            parts.append(headline(change))
        if change.children and change.kind != "moved":
            parts.append(": " + _children(change))
        if change.cls == "reference":
            parts += _targets(change)
        return element("p", *parts, class_="note")

    def _again(self, what: str, change: str, mark: Mark) -> bool:
        """Whether this was done for the change already: it is told once, at its first part."""
        key = (what, change, mark)
        known = self.changes.get(change)
        parted = known is not None and known.kind in ("split", "merged")
        before = key in self._told
        self._told.add(key)
        return before and not parted

    def move(self, change: Change, mark: Mark) -> Markup:
        """Where a part came from or went to, with a link to the other place."""
        tail = " and edited" if change.edited else ""
        origin, aim = change.moved_from, change.section
        near = origin is aim is None or (
            origin is not None and aim is not None and origin.id == aim.id
        )
        if mark == "moved-here":
            there = "from its old place" if near else f"from {where(origin, 'elsewhere')}"
            if change.id not in self._left:
                return join(("moved ", there, tail))
            return join(("moved ", element("a", there, href="#" + anchor("was", change.id)), tail))
        there = "to its new place" if near else f"to {where(aim, 'elsewhere')}"
        return join(("moved ", element("a", there, href="#" + anchor("c", change.id)), tail))


def _children(change: Change) -> str:
    said = [f"{thing_of(child)} {happened(child)}" for child in change.children]
    more = [f"{len(said) - _SOME_CHILDREN} more"] if len(said) > _SOME_CHILDREN else []
    return "; ".join([*said[:_SOME_CHILDREN], *more])


def _targets(change: Change) -> list[Part]:
    """The addresses that differ, of a change that is about nothing else."""
    found: list[Part] = []
    for op, tag in (("delete", "del"), ("insert", "ins")):
        targets = [hunk.target for hunk in change.hunks if hunk.op == op and hunk.target]
        if targets:
            found += [" " if found else ": ", element(tag, ", ".join(targets))]
    return found


def _ids(sections: Iterable[RedSection]) -> Iterable[str]:
    """What references of the new guide can lead to."""
    for section in sections:
        if section.mark in GONE:
            continue
        yield section.id
        for block in section.blocks:
            yield from _block_ids(block)
        yield from _ids(section.sections)


def _block_ids(block: RedBlock) -> Iterable[str]:
    if block.mark in GONE:
        return
    if block.id:
        yield block.id
    for part in block.blocks:
        yield from _block_ids(part)


def _moves(sections: Iterable[RedSection]) -> Iterable[str]:
    """The changes whose old place is shown."""
    for section in sections:
        if section.mark == "moved-away" and section.change:
            yield section.change
        for block in section.blocks:
            yield from _block_moves(block)
        yield from _moves(section.sections)


def _block_moves(block: RedBlock) -> Iterable[str]:
    if block.mark == "moved-away" and block.change:
        yield block.change
    for row in block.rows:
        if row.mark == "moved-away" and row.change:
            yield row.change
        for cell in row.cells:
            for part in cell.blocks:
                yield from _block_moves(part)
    for part in block.blocks:
        yield from _block_moves(part)

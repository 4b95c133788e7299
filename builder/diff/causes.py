"""Finds the edits in the sources that made the changes, within one guide and across guides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder.diff.classes import worst
from builder.diff.ids import digest
from builder.diff.tokens import plain
from builder.model.change import CLASSES, Cause, CauseKind, Change, Comparison, Effect, Side


def cause_of(change: Change) -> Cause | None:
    """The edit that one change comes from; None if nothing says where it is written."""
    side = change.side
    place = side.place
    kind: CauseKind
    if change.thing == "parameter":
        kind, name = "parameter", change.name or ""
    elif place is None:
        if change.thing != "cover":
            return None
        kind, name = "value", change.name or ""
    else:
        kind = "clause" if place.file.endswith(".md") else "value"
        name = place.file
    old, new = _words(change)
    return Cause(
        id=f"e-{digest(kind, name, plain(old), plain(new))}",
        kind=kind,
        name=name,
        cls=change.cls,
        place=place,
        old=old or None,
        new=new or None,
    )


def _words(change: Change) -> tuple[str, str]:
    """What was removed and what was added: the same in every guide that prints the edited text."""
    if not change.hunks or change.thing == "parameter":
        return _line(change.old), _line(change.new)
    parts = [
        " … ".join(hunk.text.strip() for hunk in change.hunks if hunk.op == op)
        for op in ("delete", "insert")
    ]
    return parts[0], parts[1]


def _line(side: Side | None) -> str:
    return " ".join(side.text.split()) if side else ""


def causes_of(program: str, changes: Iterable[Change]) -> tuple[list[Cause], dict[str, str]]:
    """The causes of a guide's changes, and for each change's id that of its cause."""
    edits = _Edits()
    known: dict[str, str] = {}
    for change in changes:
        if made := cause_of(change):
            effects = tuple(
                Effect(program=program, change=inner.id, section=_section(inner))
                for inner in _effects(change)
            )
            id_ = edits.add(replace(made, effects=effects))
            known.update(dict.fromkeys((inner.id for inner in change.walk()), id_))
    return list(edits.found.values()), known


def _effects(change: Change) -> tuple[Change, ...]:
    """What an edit changes: the places that print a value, or else the change itself."""
    if change.thing in {"parameter", "cover", "document"} and change.children:
        return change.children
    return (change,)


def _section(change: Change) -> str | None:
    return change.section.id if change.section else None


class _Edits:
    """Edits by their ids. One at the place of another, or with the same words, is the same."""

    def __init__(self) -> None:
        self.found: dict[str, Cause] = {}
        self._places: dict[tuple[object, ...], str] = {}

    def add(self, cause: Cause) -> str:
        """Add an edit with its effects; the id under which it is known."""
        key = _key(cause)
        id_ = self._places.setdefault(key, cause.id)
        known = self.found.get(id_)
        if known is not None:
            cls = worst((known.cls, cause.cls)) or known.cls
            cause = replace(known, cls=cls, effects=(*known.effects, *cause.effects))
        self.found[id_] = cause
        return id_


def _key(cause: Cause) -> tuple[object, ...]:
    """Where an edit is written; text that was put there is no edit of text that was taken away."""
    place = cause.place
    if place is None:
        return (cause.kind, cause.name, cause.old, cause.new)
    return (
        *(cause.kind, cause.name, place.file, place.line, place.column),
        *(cause.new is None, cause.old is None),
    )


def group_causes(comparisons: Iterable[Comparison]) -> tuple[Cause, ...]:
    """The edits behind the changes of several guides, each with all that it does.

    The comparisons are of the same two revisions. An edit is the same if it stands at the same
    place of the same file, or has the same words in it. The id is that of the first program it
    reaches; programs that print it with other values have another one of their own. Those that
    matter most come first, and of these those that reach furthest.
    """
    edits = _Edits()
    for comparison in comparisons:
        for cause in comparison.causes:
            edits.add(cause)
    found = edits.found.values()
    return tuple(sorted(found, key=lambda one: (CLASSES.index(one.cls), -len(one.effects))))

"""Finds the edits in the sources that made the changes, within one guide and across guides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builder.diff.classes import worst
from builder.diff.ids import digest
from builder.diff.tokens import plain
from builder.model.change import Cause, CauseKind, Change, Comparison, Effect, Side


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
    """What went and what came: the same in every guide that prints the edited text."""
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
    found: dict[str, Cause] = {}
    places: dict[tuple[object, ...], str] = {}
    known: dict[str, str] = {}
    for change in changes:
        made = cause_of(change)
        if made is None:
            continue
        id_ = _same_place(made, places) or made.id
        effects = [
            Effect(program=program, change=inner.id, section=_section(inner))
            for inner in _effects(change)
        ]
        cause = found.get(id_, made)
        cls = worst((cause.cls, made.cls)) or made.cls
        found[id_] = replace(cause, cls=cls, effects=(*cause.effects, *effects))
        places[_key(made)] = id_
        known.update(dict.fromkeys((inner.id for inner in change.walk()), id_))
    return list(found.values()), known


def _effects(change: Change) -> tuple[Change, ...]:
    """What an edit changes: the places that print a value, or else the change itself."""
    if change.thing in {"parameter", "cover", "document"} and change.children:
        return change.children
    return (change,)


def _section(change: Change) -> str | None:
    return change.section.id if change.section else None


def _key(cause: Cause) -> tuple[object, ...]:
    place = cause.place
    if place is None:
        return (cause.kind, cause.name, cause.old, cause.new)
    gone = cause.new is None
    return (cause.kind, cause.name, place.file, place.line, place.column, gone, cause.old is None)


def _same_place(cause: Cause, places: Mapping[tuple[object, ...], str]) -> str | None:
    return places.get(_key(cause))


def group_causes(comparisons: Mapping[str, Comparison]) -> tuple[Cause, ...]:
    """The edits behind the changes of several guides, each with all that it does.

    `comparisons` are by program, of the same two revisions. An edit is the same if it stands at
    the same place of the same file, or has the same words in it. The id is that of the first
    program it reaches; programs that print it with other values have another one of their own.
    """
    found: dict[str, Cause] = {}
    places: dict[tuple[object, ...], str] = {}
    for comparison in comparisons.values():
        for cause in comparison.causes:
            id_ = cause.id if cause.id in found else _same_place(cause, places) or cause.id
            known = found.get(id_)
            if known is None:
                found[id_] = cause
            else:
                cls = worst((known.cls, cause.cls)) or known.cls
                found[id_] = replace(known, cls=cls, effects=(*known.effects, *cause.effects))
            places[_key(cause)] = id_
    return tuple(found.values())

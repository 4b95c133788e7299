"""A program as templates see it: they read what they like, and what they read is noted.

A template can reach everything in a program, and a page is to be rendered again only if what it
printed has changed. So templates get a program that notes which of its fields are read, and
sections whose clauses can be told apart from their texts: a section is still the same when its
clause has another text, unless the template looked at that text itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar, cast

from builder.model import program as model
from builder.render.names import Target, targets
from builder.source import SourceFile
from builder.source.reuse import reuse

BLOCKS = {
    "table": "tables",
    "figure": "figures",
    "links": "link_lists",
    "list": "lists",
    "form": "forms",
}
"""The kinds of block that print data, and where in a program the data are."""

_FIELDS = frozenset(field.name for field in fields(model.Program))


@cache
def _names(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)]


Note = Callable[[str, object], None]
P = TypeVar("P", model.SectionDef, model.Slot)
C = TypeVar("C", bound=Collection[Any])


class Program(model.Program):
    """A program that notes which of its fields are read, by whomever and however."""

    __slots__ = ("_note",)
    _note: Note

    def __init__(self, values: Mapping[str, object], note: Note) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_note", note)

    def __getattribute__(self, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if name in _FIELDS:
            object.__getattribute__(self, "_note")(name, value)
        return value


class ClauseFile(model.ClauseFile):
    """A clause file whose text is looked up, and so noted, when it is read."""

    __slots__ = ("_look_up",)
    _look_up: Callable[[str], SourceFile]

    def __init__(self, id: str, look_up: Callable[[str], SourceFile]) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "_look_up", look_up)

    @property
    def source(self) -> SourceFile:
        """The text as it is now."""
        return self._look_up(self.id)


class View:
    """One program for templates, and everything in it that a text can name.

    `now` maps kinds to what there is of them by id; see `trace.Key`. What has not changed since
    the view `before`, as told by identity, is the same object here.
    """

    def __init__(
        self,
        program: model.Program,
        before: View | None,
        note: Note,
        look_up: Callable[[str], SourceFile],
    ) -> None:
        self.program = program
        self._look_up = look_up
        self._before = before._made if before else {}
        self._made: dict[tuple[str, str], Any] = {}
        self._sources: dict[str, SourceFile] = {}
        values = {name: getattr(program, name) for name in _FIELDS}
        for name in ("chapters", "appendices"):
            made = tuple(map(self._section, values[name]))
            values[name] = self._same("tuple", name, made)
        slots = {
            id: self._part("slot", slot, clause=self._handle(slot.clause))
            for id, slot in program.slots.items()
        }
        values["slots"] = self._same("dict", "slots", slots)
        found = dict(targets(program))
        self.targets: Mapping[str, Target] = reuse(before.targets, found) if before else found
        self._before = {}
        self.seen = Program(values, note)
        self.now: Mapping[str, Mapping[str, Any]] = {
            "field": values,
            "parameter": program.parameters,
            "target": self.targets,
            "slot": program.slots,
            "link": program.links,
            "clause": self._sources,
            **{kind: values[name] for kind, name in BLOCKS.items()},
        }

    def knows(self, clause: model.ClauseFile) -> bool:
        """Whether the clause's id stands for this clause and for no other."""
        return isinstance(clause, ClauseFile) or self._sources.get(clause.id) is clause.source

    def _section(self, section: model.SectionDef) -> model.SectionDef:
        raw, made = self._before.get(("section", section.id), (None, None))
        if raw is section and self._unmoved(section):
            return cast(model.SectionDef, made)
        children = tuple(map(self._section, section.sections))
        children = self._same("children", section.id, children)
        return self._part(
            "section", section, clause=self._handle(section.clause), sections=children
        )

    def _unmoved(self, section: model.SectionDef) -> bool:
        """Whether all that stands for a section and what is below it can stand for it again."""
        for part in section.walk():
            for kind in ("section", "children"):
                self._made[kind, part.id] = self._before[kind, part.id]
            raw, made = self._before["section", part.id]
            if raw is not part or made.clause is not self._handle(part.clause):
                return False
        return True

    def _handle(self, clause: model.ClauseFile | None) -> model.ClauseFile | None:
        """What stands for the clause; the clause itself if another text has its id, too."""
        if clause is None:
            return None
        if self._sources.setdefault(clause.id, clause.source) is not clause.source:
            return clause
        key = ("clause", clause.id)
        made = self._made.get(key) or self._before.get(key) or ClauseFile(clause.id, self._look_up)
        self._made[key] = made
        return cast(model.ClauseFile, made)

    def _part(self, kind: str, part: P, **changes: object) -> P:
        """The part with changes, or the one that was made before if nothing else differs."""
        _, old = self._before.get((kind, part.id), (None, None))
        same = old is not None and all(
            getattr(old, name) is changes.get(name, getattr(part, name))
            for name in _names(cast(Any, type(part)))
        )
        made = old if same else replace(cast(Any, part), **changes)
        self._made[kind, part.id] = part, made
        return cast(P, made)

    def _same(self, kind: str, id: str, made: C) -> C:
        """The collection that was made before if it held the same objects in the same order."""
        old = self._before.get((kind, id))
        if old is not None and len(old) == len(made):
            pairs = (
                zip(old.items(), made.items(), strict=True)
                if isinstance(made, dict)
                else zip(enumerate(old), enumerate(made), strict=True)
            )
            if all(one[0] == other[0] and one[1] is other[1] for one, other in pairs):
                made = old
        self._made[kind, id] = made
        return made

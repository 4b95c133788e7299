"""The structure of a guide, and how it differs from what its family declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from builder.clauses.values import fill
from builder.model.guide import Guide
from builder.model.outline import Difference, Former, Outline, OutlineItem, OutlinePart, State
from builder.model.program import (
    FamilySection,
    Origin,
    Parameter,
    Program,
    SectionDef,
    Slot,
    Status,
)
from builder.questions.headings import Heading, Headings, headings
from builder.render import RenderedSource, Use
from builder.source import Span

_PRESENT = Status.PRESENT
_SHARED: State = "shared"
_NO_PARTS = {"parameter", "reference", "link"}
_COLLECTIONS = {
    "table": "tables",
    "figure": "figures",
    "list": "lists",
    "links": "link_lists",
    "link": "links",
    "form": "forms",
    "document": "documents",
}


def outline(
    program: Program, source: RenderedSource | None = None, guide: Guide | None = None
) -> Outline:
    """The outline of a program.

    Numbers are those of its `guide`; without one they are counted from the outline. Without its
    rendered `source` it is not known what stands in the sections.
    """
    return _Maker(program, source, guide).make()


def parameter_state(parameter: Parameter) -> State:
    """What a program does to a parameter."""
    if parameter.origin is Origin.SHARED:
        return "shared"
    if parameter.declared is None:
        return "added"
    return "set" if parameter.default is None else "replaced"


def slot_state(slot: Slot) -> State:
    """What a program does to a slot; one that the family leaves empty is set, not replaced."""
    if slot.origin is Origin.SHARED:
        return "shared"
    return "set" if slot.default in (None, "none") else "replaced"


def part_state(program: Program, kind: str, id: str, origin: Origin) -> State:
    """What a program does to a table, link, list and so on."""
    if origin is Origin.SHARED:
        return "shared"
    return "replaced" if (kind, id) in program.inherited.parts else "added"


class _Maker:
    """The outline of one program being put together."""

    def __init__(
        self, program: Program, source: RenderedSource | None, guide: Guide | None
    ) -> None:
        self.program = program
        self.known: Headings = headings(program, guide)
        self.family = {section.id: section for section in program.inherited.sections()}
        self.above = _parents(program.inherited.chapters) | _parents(program.inherited.appendices)
        self.here = {section.id for section in program.sections()}
        self.uses: dict[str, list[Use]] = {}
        for use in source.uses if source is not None else ():
            if use.section is not None and use.kind not in _NO_PARTS:
                self.uses.setdefault(use.section, []).append(use)

    def make(self) -> Outline:
        program, inherited = self.program, self.program.inherited
        return Outline(
            program=program.id,
            short_name=fill(program.short_name, program),
            title=fill(program.title, program),
            version=str(program.version),
            items=(
                *self._items(program.chapters, inherited.chapters, "chapter", 1),
                *self._items(program.appendices, inherited.appendices, "appendix", 1),
            ),
            differences=tuple(differences(program)),
        )

    def _items(
        self,
        sections: Sequence[SectionDef],
        family: Sequence[FamilySection],
        top: str,
        level: int,
    ) -> Iterator[OutlineItem]:
        """The sections of one level with all below them, omitted ones in their places.

        An omitted section stands behind the nearest of those that precede it in the family and
        are still on this level, or first.
        """
        shown: list[SectionDef | FamilySection] = list(sections)
        before: list[str] = []
        for section in family:
            if section.id not in self.here:
                ids = [one.id for one in shown]
                last = next((id for id in reversed(before) if id in ids), None)
                shown.insert(ids.index(last) + 1 if last is not None else 0, section)
            before.append(section.id)
        for one in shown:
            if isinstance(one, FamilySection):
                yield self._omitted(one, top, level)
                yield from self._items((), one.sections, top, level + 1)
            else:
                yield self._item(one, top, level)
                declared = self.family.get(one.id)
                below = declared.sections if declared is not None else ()
                yield from self._items(one.sections, below, top, level + 1)

    def _item(self, section: SectionDef, top: str, level: int) -> OutlineItem:
        found = self.known.sections.get(section.id)
        heading = found or Heading(number="", label="", title=fill(section.title, self.program))
        clause = section.clause.source.name if section.clause is not None else None
        family = self.family.get(section.id)
        was = tuple(self._was(section, family)) if family is not None else ()
        state: State = "shared"
        if section.origin is Origin.PROGRAM:
            state = "added" if family is None else "replaced" if was else "set"
        if family is not None and section.id in self.program.inherited.omitted:
            state = "moved"
        return OutlineItem(
            kind=_kind(top, level),
            id=section.id,
            level=level,
            number=heading.number,
            label=heading.label,
            title=heading.title,
            state=state,
            source=Span(file=clause) if clause is not None else section.at,
            declared=family.at if family is not None else section.at,
            clause=clause,
            changed=None if state == "shared" else section.at,
            was=was,
            applies=section.status is _PRESENT,
            parts=tuple(self._part(use) for use in self.uses.get(section.id, ())),
        )

    def _was(self, section: SectionDef, family: FamilySection) -> Iterator[Former]:
        """What the family has where a section of it differs in this program."""
        if section.origin is Origin.SHARED:
            return
        if section.title != family.title:
            title = fill(family.title, self.program)
            yield Former(what="title", value=title, at=family.title.at)
        clause = section.clause.id if section.clause is not None else "none"
        shared = _file(family.clause)
        if clause != family.clause and shared and section.status is _PRESENT:
            yield Former(what="text", value=shared, at=family.at)
        if section.status is not family.status:
            yield Former(what="status", value=family.status.value, at=family.at)
        if section.id in self.program.inherited.omitted:
            above = self.above.get(section.id)
            name = f"in “{above.title}”" if above is not None else "on the first level"
            yield Former(what="place", value=name, at=family.at)

    def _omitted(self, section: FamilySection, top: str, level: int) -> OutlineItem:
        changed = self.program.inherited.omitted.get(section.id)
        return OutlineItem(
            kind=_kind(top, level),
            id=section.id,
            level=level,
            number="",
            label="",
            title=fill(section.title, self.program),
            state="omitted",
            source=section.at,
            declared=section.at,
            clause=None if section.sections else _file(section.clause),
            changed=changed,
            applies=section.status is _PRESENT,
        )

    def _part(self, use: Use) -> OutlinePart:
        program = self.program
        title, state = "", _SHARED
        declared: Span | None = None
        source: str | None = None
        if use.kind == "slot":
            slot = program.slots[use.id]
            title, declared, state = slot.description, slot.at, slot_state(slot)
            source = slot.clause.source.name if slot.clause is not None else None
        elif use.kind in _COLLECTIONS:
            part = getattr(program, _COLLECTIONS[use.kind])[use.id]
            declared = part.at
            state = part_state(program, use.kind, use.id, part.origin)
            title = part_title(program, use.kind, use.id)
        heading = self.known.blocks.get(use.id)
        return OutlinePart(
            kind=use.kind,
            id=use.id,
            number=heading.number if heading is not None else "",
            title=title,
            state=state,
            at=use.at,
            declared=declared,
            source=source,
        )


def part_title(program: Program, kind: str, id: str) -> str:
    """A table's or figure's caption, or what a list or a form holds, in a few words."""
    from builder.model.wording import counted

    if kind in {"table", "figure"}:
        return fill(getattr(program, _COLLECTIONS[kind])[id].caption, program)
    if kind == "list":
        return counted(len(program.lists[id].items), "item")
    if kind == "links":
        return counted(len(program.link_lists[id].links), "link")
    if kind == "form":
        return "; ".join(fill(block.title, program) for block in program.forms[id].blocks)
    return ""


def differences(program: Program) -> Iterator[Difference]:
    """What a program does to all of its family that is no section."""
    inherited = program.inherited
    for parameter in program.parameters.values():
        state = parameter_state(parameter)
        if state != "shared":
            shared = parameter.declared
            yield _difference("parameter", parameter.id, state, parameter.at, shared)
    for slot in program.slots.values():
        if slot.origin is Origin.PROGRAM:
            yield _difference("slot", slot.id, slot_state(slot), slot.at, slot.declared)
    for kind, name in _COLLECTIONS.items():
        parts: Mapping[str, object] = getattr(program, name)
        yield from _own(program, kind, [(id, part) for id, part in parts.items()])
    yield from _own(program, "term", [(str(entry.term), entry) for entry in program.glossary])
    for (kind, id), at in inherited.left_out.items():
        yield _difference(kind, id, "omitted", at, inherited.parts.get((kind, id)))
    if program.precedence and program.precedence[0].at.file == program.at.file:
        yield _difference("order of precedence", "", "replaced", program.precedence[0].at, None)


def _own(program: Program, kind: str, parts: Sequence[tuple[str, object]]) -> Iterator[Difference]:
    for id, part in parts:
        origin, at = getattr(part, "origin", Origin.SHARED), getattr(part, "at", None)
        if origin is Origin.PROGRAM and isinstance(at, Span):
            state = part_state(program, kind, id, origin)
            yield _difference(kind, id, state, at, program.inherited.parts.get((kind, id)))


def _difference(kind: str, id: str, state: State, at: Span, shared: Span | None) -> Difference:
    return Difference(kind=kind, id=id, state=state, at=at, shared=shared)


def _parents(sections: Sequence[FamilySection]) -> dict[str, FamilySection]:
    return {
        child.id: section
        for top in sections
        for section in top.walk()
        for child in section.sections
    }


def _file(clause: str) -> str | None:
    return None if clause == "none" else f"content/{clause}.md"


def _kind(top: str, level: int) -> Literal["chapter", "section", "appendix"]:
    if level > 1:
        return "section"
    return "appendix" if top == "appendix" else "chapter"

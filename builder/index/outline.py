"""The structure of a guide, and how it differs from what its family declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from builder.clauses.values import fill
from builder.index.headings import Heading, Headings, headings
from builder.model.guide import Guide
from builder.model.kinds import KINDS, Kind
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
from builder.render import RenderedSource, Use
from builder.source import Span

_PRESENT = Status.PRESENT
_SHARED: State = "shared"


def outline(
    program: Program, source: RenderedSource | None = None, guide: Guide | None = None
) -> Outline:
    """The outline of a program.

    Numbers are those of its `guide`; without one they are counted from the outline. Without its
    rendered `source` it is not known what stands in the sections.
    """
    return _Maker(program, source, guide).make()


def _is_placed(use: Use) -> bool:
    kind = KINDS.get(use.kind)
    return kind.placed if kind is not None else use.kind != "reference"


def state_of(program: Program, kind: Kind, key: str, thing: Any) -> State:
    """What a program does to a thing; a slot that the family leaves empty is set, not replaced."""
    if thing.origin is Origin.SHARED:
        return "shared"
    if (kind.id, key) not in program.inherited.parts:
        return "added"
    left_open = isinstance(thing, Parameter | Slot) and thing.default in (None, "none")
    return "set" if left_open else "replaced"


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
            if use.section is not None and _is_placed(use):
                self.uses.setdefault(use.section, []).append(use)

    def make(self) -> Outline:
        program, inherited = self.program, self.program.inherited
        return Outline(
            program=program.id,
            short_name=self.known.short_name,
            title=self.known.title,
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
        program, words, kind = self.program, self.program.words, KINDS.get(use.kind)
        thing = kind.of(program)[use.id] if kind is not None else None
        numbered = kind is not None and kind.numbered
        heading = self.known.blocks.get(use.id) if numbered else None
        number = heading.number if heading is not None else ""
        title = fill(kind.title(thing), program) if kind is not None else ""
        clause = thing.clause if isinstance(thing, Slot) else None
        return OutlinePart(
            kind=use.kind,
            id=use.id,
            number=number,
            label=words.label(use.kind, number) if use.kind in words.names else "",
            title=heading.title if heading is not None else title,
            state=state_of(program, kind, use.id, thing) if kind is not None else _SHARED,
            at=use.at,
            declared=thing.at if thing is not None else None,
            source=clause.source.name if clause is not None else None,
        )


def differences(program: Program) -> Iterator[Difference]:
    """What a program does to all of its family that is no section."""
    inherited = program.inherited
    for kind in KINDS.values():
        for key, thing in kind.of(program).items():
            if kind.id != "section" and thing.origin is Origin.PROGRAM:
                state, shared = (
                    state_of(program, kind, key, thing),
                    inherited.parts.get((kind.id, key)),
                )
                yield Difference(kind=kind.id, id=key, state=state, at=thing.at, shared=shared)
    for (name, key), at in inherited.left_out.items():
        shared = inherited.parts.get((name, key))
        yield Difference(kind=name, id=key, state="omitted", at=at, shared=shared)
    if program.precedence and program.precedence[0].at.file == program.at.file:
        at = program.precedence[0].at
        yield Difference(kind="order of precedence", id="", state="replaced", at=at)


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

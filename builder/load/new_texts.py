"""A program whose clauses have other texts, and nothing else is different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from builder.model.program import ClauseFile, Program, SectionDef, Slot


def with_clauses(program: Program, changed: Mapping[str, ClauseFile]) -> Program:
    """The program with these clauses, by id, in place of its own; the same object if none is.

    What holds none of them stays the same object.
    """
    if not changed:
        return program
    texts = {clause.source.name: clause.source for clause in changed.values()}
    return replace(
        program,
        chapters=_sections(program.chapters, changed),
        appendices=_sections(program.appendices, changed),
        slots=_slots(program.slots, changed),
        sources={name: texts.get(name, source) for name, source in program.sources.items()},
    )


def _slots(slots: Mapping[str, Slot], changed: Mapping[str, ClauseFile]) -> Mapping[str, Slot]:
    made = {
        id: replace(slot, clause=changed[slot.clause.id])
        for id, slot in slots.items()
        if slot.clause is not None and slot.clause.id in changed
    }
    return dict(slots) | made if made else slots


def _sections(
    sections: tuple[SectionDef, ...], changed: Mapping[str, ClauseFile]
) -> tuple[SectionDef, ...]:
    made = tuple(_section(section, changed) for section in sections)
    same = all(one is other for one, other in zip(made, sections, strict=True))
    return sections if same else made


def _section(section: SectionDef, changed: Mapping[str, ClauseFile]) -> SectionDef:
    inner = _sections(section.sections, changed)
    clause = changed.get(section.clause.id) if section.clause is not None else None
    if clause is None and inner is section.sections:
        return section
    return replace(section, clause=clause or section.clause, sections=inner)

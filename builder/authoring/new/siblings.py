"""What the other programs of a family say, as a pattern for a new one.

What each of them says in its own way a new program will have to say, too; what all of them say
in the same words it can take over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.model.cover import keys
from builder.model.program import ClauseFile, Origin, Program, SectionDef
from builder.source.paths import is_file

COVER_KEYS: Mapping[str, str] = {
    key.replace("_", "-"): field.name
    for key, field in keys().items()
    if field.words and not field.required
}
"""The keys of the cover that a program may leave out and that hold a text, with their fields."""

TODO = "TODO"
"""What stands where a text is still to be written."""

_EXAMPLE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Siblings:
    """The programs of a family that there are.

    `cover` maps a field of the cover that any of them has to the words that all of them have
    in common, or to None where they differ. `slots` and `sections` are those that each of them
    fills; `examples` maps an id to what one of them says, with its name. `schema` is the line by
    which editors find the schema.
    """

    cover: Mapping[str, str | None] = field(default_factory=dict)
    slots: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    examples: Mapping[str, str] = field(default_factory=dict)
    schema: str | None = None


def siblings(root: Path, family: str) -> Siblings:
    """The programs that extend the family in `program_defs/<family>.yaml`.

    A program with faults counts as far as it can be read.
    """
    from builder.load import load_project
    from builder.load.definitions import FOLDER

    name = f"{FOLDER}/{family}.yaml"
    programs = [program for program in load_project(root).value.values() if name in program.sources]
    if not programs:
        return Siblings(schema=_schema_line(root))
    return Siblings(
        cover={
            key: _common(programs, name)
            for key, name in COVER_KEYS.items()
            if any(_cover(programs, name))
        },
        slots=_each(
            {slot.id for slot in program.slots.values() if slot.origin is Origin.PROGRAM}
            for program in programs
        ),
        sections=_each(
            {section.id for section in program.sections() if _is_own(section)}
            for program in programs
        ),
        examples=_examples(programs),
        schema=_first_lines(programs) or _schema_line(root),
    )


def _is_own(section: SectionDef) -> bool:
    return section.origin is Origin.PROGRAM and section.clause is not None


def _each(groups: Iterable[set[str]]) -> frozenset[str]:
    first, *others = groups
    return frozenset(first.intersection(*others))


def _cover(programs: Iterable[Program], name: str) -> list[str | None]:
    return [program.cover.get(name) for program in programs]


def _common(programs: Iterable[Program], name: str) -> str | None:
    first, *others = _cover(programs, name)
    return str(first) if first is not None and all(first == other for other in others) else None


def _examples(programs: Iterable[Program]) -> dict[str, str]:
    found: dict[str, str] = {}
    for program in programs:
        texts: dict[str, str | None] = {
            key: program.cover.get(name) for key, name in COVER_KEYS.items()
        }
        texts |= {
            parameter.id: parameter.value
            for parameter in program.parameters.values()
            if parameter.origin is Origin.PROGRAM
        }
        for entries in program.lists.values():
            if entries.origin is Origin.PROGRAM:
                texts[entries.id] = "; ".join(entries.items)
        for slot in program.slots.values():
            if slot.origin is Origin.PROGRAM:
                texts[slot.id] = _written(slot.clause)
        for section in program.sections():
            if _is_own(section):
                texts[section.id] = _written(section.clause)
        for id, text in texts.items():
            if text and TODO not in text and len(text) <= _EXAMPLE:
                found.setdefault(id, f"In {program.id}: {' '.join(text.split())}")
    return found


def _written(clause: ClauseFile | None) -> str | None:
    """The name of a clause file, if its text is written already."""
    return clause.source.name if clause and TODO not in clause.source.text else None


def _first_lines(programs: Iterable[Program]) -> str | None:
    """The line for editors at the top of another program's file."""
    for program in programs:
        line = program.sources[program.at.file].line(1)
        if line.startswith("# yaml-language-server:"):
            return line
    return None


def _schema_line(root: Path) -> str | None:
    """The line for editors, if the project holds the schema."""
    name = "builder/schemas/program.schema.json"
    return f"# yaml-language-server: $schema=../{name}" if is_file(root / name) else None

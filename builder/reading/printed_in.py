"""Where in the guide an authored text is printed.

A check that finds something in a YAML file can tell its author which page of the guide shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from builder.clauses.values import fill
from builder.model.guide import Section
from builder.model.program import Program
from builder.reading.authored import AuthoredText, Form
from builder.reading.subject import Subject

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class PrintPlace:
    """A part of the guide that prints a text; its `name` follows “it prints in”."""

    name: str
    title: str | None = None


COVER = PrintPlace("the front matter")
HISTORY = PrintPlace("the revision history")


@dataclass(frozen=True, slots=True)
class _Index:
    """The sections of a guide by what is printed in them.

    `files` are keyed by the names of clause files, `places` by file, line and column of blocks,
    `ids` by the ids of blocks, `links` by their addresses and words, and by their addresses alone.
    """

    files: dict[str, list[Section]] = field(default_factory=dict)
    places: dict[tuple[str, int, int], list[Section]] = field(default_factory=dict)
    ids: dict[str, list[Section]] = field(default_factory=dict)
    links: dict[tuple[str, str], list[Section]] = field(default_factory=dict)


def printed_in(subject: Subject, authored: AuthoredText) -> tuple[PrintPlace, ...]:
    """Every place of the guide that prints the text, in reading order.

    Empty if nothing prints it.
    """
    if authored.about == subject.id:
        rows = {row.summary.at for row in subject.program.revisions}
        return (HISTORY,) if authored.text.at in rows else (COVER,)
    return tuple(dict.fromkeys(_names(_sections(subject, authored, frozenset()))))


def _names(sections: Iterable[Section]) -> Iterator[PrintPlace]:
    for section in sections:
        kind = "appendix" if section.kind == "appendix" else "section"
        yield PrintPlace(f"the {kind} “{section.title}”", section.title)


def _sections(subject: Subject, authored: AuthoredText, seen: frozenset[str]) -> Iterator[Section]:
    """The sections that print a text; `seen` are the parameters that led to it."""
    index = subject.once(_index)
    at = authored.text.at
    if authored.form is Form.CLAUSE:
        yield from index.files.get(at.file, ())
        return
    parameter = next((p for p in subject.guide.parameters if p.id == authored.about), None)
    if parameter is not None and _is_value(subject.program, authored):
        for used in parameter.used if parameter.id not in seen else ():
            text = subject.authored_at(used)
            if text is not None:
                yield from _sections(subject, text, seen | {parameter.id})
        return
    link = subject.program.links.get(authored.about)
    if link is not None and at in {link.label.at, link.url.at}:
        url, label = (fill(text, subject.program) for text in (link.url, link.label))
        yield from index.links.get((url, label), index.links.get((url, ""), []))
        return
    document = subject.program.documents.get(authored.about)
    if document is not None:
        at = document.name.at  # where the list of documents says that an item begins
    here = index.places.get((at.file, at.line, at.column), ())
    yield from here or index.ids.get(authored.about, ())


def _is_value(program: Program, authored: AuthoredText) -> bool:
    parameter = program.parameters.get(authored.about)
    return parameter is not None and parameter.value.at == authored.text.at


def _index(subject: Subject) -> _Index:
    index = _Index()
    for section in subject.guide.walk():
        _note(index.ids, section.id, section)
        if section.clause:
            _note(index.files, section.clause, section)
    for section, block in subject.blocks():
        if block.at is not None:
            _note(index.files, block.at.file, section)
            _note(index.places, (block.at.file, block.at.line, block.at.column), section)
        if block.id is not None:
            _note(index.ids, block.id, section)
        for run in block.runs:
            if run.kind == "link" and run.target:
                _note(index.links, (run.target, run.text), section)
                _note(index.links, (run.target, ""), section)
    return index


def _note(group: dict[K, list[Section]], key: K, section: Section) -> None:
    found = group.setdefault(key, [])
    if section not in found[-1:]:
        found.append(section)

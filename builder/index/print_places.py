"""Where in the guide an authored text is printed.

A check that finds something in a YAML file can tell its author which page of the guide shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.index.index import index_of
from builder.model.guide import Section
from builder.model.kinds import KINDS
from builder.reading.authored import AuthoredText, Form
from builder.reading.subject import Subject


@dataclass(frozen=True, slots=True)
class PrintPlace:
    """A part of the guide that prints a text; its `name` follows “it prints in”."""

    name: str
    title: str | None = None


COVER = PrintPlace("the front matter")
HISTORY = PrintPlace("the revision history")
# What prints all things of a kind in one place.
_TOGETHER = {"document": "precedence", "term": "glossary"}


def print_places(subject: Subject, authored: AuthoredText) -> tuple[PrintPlace, ...]:
    """Every place of the guide that prints the text, in reading order.

    Empty if nothing prints it.
    """
    if authored.about == subject.id:
        rows = {row.summary.at for row in subject.program.revisions}
        return (HISTORY,) if authored.text.at in rows else (COVER,)
    sections = {section.id: section for section in subject.guide.walk()}
    order = [None, *sections]
    here = sorted({id for id in _sections(subject, authored) if id in order}, key=order.index)
    return tuple(_named(sections[id]) if id is not None else COVER for id in here)


def _named(section: Section) -> PrintPlace:
    return PrintPlace(f"the {section.noun} “{section.title}”", section.title)


def _sections(subject: Subject, authored: AuthoredText) -> Iterator[str | None]:
    """The ids of the sections that print a text; None for the pages before them."""
    about, index = authored.about, index_of(subject)
    if authored.form is Form.CLAUSE:
        file = authored.text.at.file
        texts = index.usages("clause", file.removeprefix("content/").removesuffix(".md"))
        empty = {one.id for one in subject.guide.walk() if one.status == "not-applicable"}
        yield from (usage.section for usage in texts if usage.section not in empty)
        return
    if about in index.uses.known.sections:
        yield about
    for kind in KINDS.values():
        if any(thing.id == about for thing in kind.of(subject.program).values()):
            places = [*index.uses.of(kind.id, about)]
            if kind.id == "link":
                places += index.uses.references(about)
            if kind.id in _TOGETHER:
                places += index.uses.of(_TOGETHER[kind.id], "")
            yield from (usage.section for usage in places)

"""The one rule by which the sections of a guide are numbered.

Chapters and what is below them have decimals, appendices letters. The outline alone decides:
HTML, PDF, JSON and the overview of a guide that cannot be assembled have their numbers from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import NamedTuple

from builder.model.guide import SectionKind
from builder.model.program import Program, SectionDef


class SectionNumber(NamedTuple):
    """What a section is, and its number: `3.4.1`, `B` or `B.1`."""

    kind: SectionKind
    number: str


def section_numbers(program: Program) -> dict[str, SectionNumber]:
    """The numbers of all sections of a program by their ids, in reading order."""
    found: dict[str, SectionNumber] = {}
    for count, chapter in enumerate(program.chapters, start=1):
        found[chapter.id] = SectionNumber("chapter", str(count))
        found |= _below(chapter, str(count))
    for count, appendix in enumerate(program.appendices, start=1):
        found[appendix.id] = SectionNumber("appendix", letters(count))
        found |= _below(appendix, letters(count))
    return found


def _below(above: SectionDef, before: str) -> Iterator[tuple[str, SectionNumber]]:
    for count, section in enumerate(above.sections, start=1):
        number = f"{before}.{count}"
        yield section.id, SectionNumber("section", number)
        yield from _below(section, number)


def letters(count: int) -> str:
    """The number of an appendix, counted from 1: A to Z, then AA, AB and so on."""
    found = ""
    while count:
        count, rest = divmod(count - 1, len(ascii_uppercase))
        found = ascii_uppercase[rest] + found
    return found

"""The numbers and titles of a guide's parts, by their ids.

They are those of the published guide. A guide that has faults is not assembled, but its author
still needs to see its structure; then they are counted as the guide will count them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.clauses.values import fill
from builder.model.guide import Guide
from builder.model.numbering import section_numbers
from builder.model.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """How a section, table or figure is numbered, cited and titled."""

    number: str
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What the guide is called, and headings by id.

    Those are of the sections, and of tables and figures (without a guide, none).
    """

    title: str
    short_name: str
    sections: Mapping[str, Heading]
    blocks: Mapping[str, Heading] = field(default_factory=dict)


def headings(program: Program, guide: Guide | None) -> Headings:
    """The headings of a program's guide."""
    words = program.words
    if guide is None:
        numbers = section_numbers(program)
        return Headings(
            title=fill(program.title, program),
            short_name=fill(program.short_name, program),
            sections={
                section.id: Heading(
                    number=numbers[section.id].number,
                    label=words.label(*numbers[section.id]),
                    title=fill(section.title, program),
                )
                for section in program.sections()
            },
        )
    return Headings(
        title=guide.identity.title,
        short_name=guide.identity.short_name,
        sections={
            section.id: Heading(number=section.number, label=section.label, title=section.title)
            for section in guide.walk()
        },
        blocks={
            block.id: Heading(
                number=block.number,
                label=words.label(block.kind, block.number),
                title=block.own_text,
            )
            for section in guide.walk()
            for block in section.walk_blocks()
            if block.id and block.number
        },
    )

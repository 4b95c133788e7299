"""The numbers and titles of a guide's parts, by their ids.

They are those of the published guide. A guide that has faults is not assembled, but its author
still needs to see its structure; then they are counted as the guide will count them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.clauses.values import fill
from builder.model.guide import Guide
from builder.model.program import Program, SectionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """How a section, table or figure is numbered, cited and titled."""

    number: str
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Headings by id: of the sections, and of tables and figures (without a guide, none)."""

    sections: Mapping[str, Heading]
    blocks: Mapping[str, Heading] = field(default_factory=dict)


def headings(program: Program, guide: Guide | None) -> Headings:
    """The headings of a program's guide."""
    if guide is None:
        return Headings(sections=dict(_counted(program)))
    return Headings(
        sections={
            section.id: Heading(number=section.number, label=section.label, title=section.title)
            for section in guide.walk()
        },
        blocks={
            block.id: Heading(
                number=block.number,
                label=f"{block.kind.capitalize()} {block.number}",
                title="".join(run.text for run in block.runs),
            )
            for section in guide.walk()
            for top in section.blocks
            for block in top.walk()
            if block.id and block.number
        },
    )


def _counted(program: Program) -> Iterator[tuple[str, Heading]]:
    from builder.assemble.numbers import letter_of

    def below(
        sections: Sequence[SectionDef], before: str, word: str
    ) -> Iterator[tuple[str, Heading]]:
        for count, section in enumerate(sections, start=1):
            number = f"{before}{count}"
            label = f"{word} {number}"
            if word == "Appendix":
                number = letter_of(count)
                label = f"{word} {number}"
            title = fill(section.title, program)
            yield section.id, Heading(number=number, label=label, title=title)
            yield from below(section.sections, f"{number}.", "Section")

    yield from below(program.chapters, "", "Section")
    yield from below(program.appendices, "", "Appendix")

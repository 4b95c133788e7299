"""Where the things of a program are used: with the numbers that readers see, and the places."""

from __future__ import annotations

from collections.abc import Mapping

from builder.index.headings import Headings, headings
from builder.model.kinds import KINDS
from builder.model.usage import Role, Usage
from builder.reading.printed import Printed
from builder.reading.subject import Subject
from builder.render import Use
from builder.render.reads import Key
from builder.source import Span

_ROLES: Mapping[str, Role] = {"parameter": "printed", "reference": "referred to", "link": "listed"}


class Uses:
    """All uses in one guide, ready to be asked."""

    def __init__(self, subject: Subject) -> None:
        program = subject.program
        self.program = program
        self.known: Headings = headings(program, subject.guide)
        self.short_name = self.known.short_name
        self._titles = {
            (section.title.at.file, section.title.at.line): section.id
            for section in program.sections()
        }
        self._found: dict[Key, list[Usage]] = {}
        for use in subject.source.uses:
            self._found.setdefault((use.kind, use.id), []).append(self._usage(use))

    def of(self, kind: str, id: str) -> tuple[Usage, ...]:
        """Every place that prints a thing of a kind, or puts it there, in reading order."""
        return tuple(self._found.get((kind, id), ()))

    def references(self, id: str) -> tuple[Usage, ...]:
        """Every reference to an id, in reading order."""
        return self.of("reference", id)

    def usage(self, role: Role, at: Span, *, section: str | None = None, inside: str = "") -> Usage:
        """A use at a place of the sources, that readers meet in a section."""
        heading = self.known.sections.get(section or "")
        return Usage(
            program=self.program.id,
            short_name=self.short_name,
            role=role,
            at=Span(file=at.file, line=at.line, column=at.column),
            section=section,
            number=heading.number if heading is not None else "",
            title=heading.title if heading is not None else "",
            inside=inside,
        )

    def inside(self, text: Printed) -> str:
        """In what a printed text stands: `title`, `Table 2`, `form`, `term API`."""
        block = text.inside
        if text.section is None:
            return ""
        if block is None:
            return "title" if text.title else ""
        if block.number is not None:
            return self.program.words.label(block.kind, block.number)
        return f"term {block.own_text}" if block.kind == "entry" else block.kind

    def name(self, kind: str, id: str) -> str:
        """A table or figure by its number, anything else by its id: `Table 2`, `list materials`."""
        numbered = kind in KINDS and KINDS[kind].numbered
        heading = self.known.blocks.get(id) if numbered else None
        return heading.label if heading is not None else f"{kind} {id}".strip()

    def _usage(self, use: Use) -> Usage:
        return self.usage(
            _ROLES.get(use.kind, "placed"),
            use.at,
            section=use.section or self._titles.get((use.at.file, use.at.line)),
            inside=self.name(*use.inside) if use.inside is not None else "",
        )

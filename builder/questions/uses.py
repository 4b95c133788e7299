"""Where the things of a program are used: with the numbers that readers see, and the places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.clauses.values import fill
from builder.model.guide import Guide
from builder.model.program import Program
from builder.model.usage import ParameterUse, Role, Usage
from builder.questions.headings import Headings, headings
from builder.questions.outline import parameter_state
from builder.render import RenderedSource, Use
from builder.source import Span

Key = tuple[str, str]
"""The kind of a thing and its id."""

_ROLES: Mapping[str, Role] = {"parameter": "printed", "reference": "referred to", "link": "listed"}


class Uses:
    """All uses in one guide, ready to be asked.

    Numbers are those of the `guide`; without one, sections are counted and tables have none.
    """

    def __init__(self, program: Program, source: RenderedSource, guide: Guide | None) -> None:
        self.program = program
        self.short_name = fill(program.short_name, program)
        self.known: Headings = headings(program, guide)
        self._titles = {
            (section.title.at.file, section.title.at.line): section.id
            for section in program.sections()
        }
        self._found: dict[Key, list[Usage]] = {}
        for use in source.uses:
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

    def name(self, kind: str, id: str) -> str:
        """A table or figure by its number, anything else by its id: `Table 2`, `list materials`."""
        heading = self.known.blocks.get(id) if kind in {"table", "figure"} else None
        return (
            heading.label if heading is not None else " ".join(part for part in (kind, id) if part)
        )

    def _usage(self, use: Use) -> Usage:
        return self.usage(
            _ROLES.get(use.kind, "placed"),
            use.at,
            section=use.section or self._titles.get((use.at.file, use.at.line)),
            inside=self.name(*use.inside) if use.inside is not None else "",
        )


def parameters(
    program: Program, source: RenderedSource, guide: Guide | None = None
) -> tuple[ParameterUse, ...]:
    """Every parameter of a program, by id, with its value and where it is printed."""
    return tuple(_parameters(program, Uses(program, source, guide)))


def _parameters(program: Program, uses: Uses) -> Iterator[ParameterUse]:
    for parameter in sorted(program.parameters.values(), key=lambda one: one.id):
        default = parameter.default
        yield ParameterUse(
            id=parameter.id,
            value=fill(parameter.value, program),
            written=str(parameter.value),
            description=parameter.description,
            state=parameter_state(parameter),
            at=parameter.value.at,
            declared=parameter.declared or parameter.at,
            default=str(default) if default is not None else None,
            default_at=default.at if default is not None else None,
            usages=uses.of("parameter", parameter.id),
        )

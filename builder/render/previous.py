"""What a program's last rendering left, and when a page of it holds again.

A page is rendered again if the templates, the values or the texts of its clauses changed. Values
are everything in the definitions: which of them a page prints is not asked. It is rendered again
as well if anything was at fault in it, if a template read the text of a file as it is written, or
if one of its tables, figures or forms stands in an earlier page by now.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from builder.model.kinds import KINDS
from builder.model.program import Program
from builder.render.page import RenderedPage
from builder.render.reads import Key, Reads
from builder.render.template_files import TemplateFiles
from builder.source import SourceFile

ONCE = frozenset({kind.id for kind in KINDS.values() if kind.placed and kind.addressed}) | {
    "glossary"
}
"""Blocks with anchors in them, of which no two may have the same name."""


@dataclass(slots=True, kw_only=True)
class Rendering:
    """The pages of one program as they were rendered, each with what it read."""

    templates: TemplateFiles
    values: object
    pages: dict[str, tuple[RenderedPage, Reads]] = field(default_factory=dict)

    def like(self, other: Rendering) -> bool:
        """Whether pages are made of the same templates and values."""
        return self.templates is other.templates and self.values == other.values


def holds(reads: Reads, clauses: Mapping[str, SourceFile], placed: Container[Key]) -> bool:
    """Whether a page would read the same with these clauses, after what is `placed` already."""
    return (
        not reads.faults
        and not reads.peeked
        and all(clauses.get(id) == text for id, text in reads.clauses.items())
        and not any(key[0] in ONCE and key in placed for key in reads.placed)
    )


def values_of(program: Program) -> object:
    """All that pages print but the clauses' texts, with the places where it is written."""
    clauses = {clause.source.name for clause in program.clauses()}
    definitions = [file for name, file in program.sources.items() if name not in clauses]
    drawings = [figure.description.places for figure in program.figures.values()]
    return replace(program, sources={}), definitions, drawings

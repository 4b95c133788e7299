"""Load and render: the stages that every command begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import Code, Diagnostic, errors, merge_programs
from builder.model.program import Program
from builder.render import RenderedSource, Renderer
from builder.source.two_run_cache import TwoRunCache

if TYPE_CHECKING:
    from builder.model.guide import Guide
    from builder.reading.subject import Subject


@dataclass(frozen=True, kw_only=True)
class Project:
    """The programs asked for, their rendered pages, and all faults found so far."""

    root: Path
    programs: Mapping[str, Program]
    sources: Mapping[str, RenderedSource]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return bool(errors(self.diagnostics))

    def subjects(self, guides: Mapping[str, Guide]) -> dict[str, Subject]:
        """What checks and the index read, of the programs that have a guide."""
        from builder.reading.subject import Subject

        return {
            id: Subject(program=self.programs[id], source=self.sources[id], guide=guide)
            for id, guide in guides.items()
        }


class Memory:
    """What one resident process remembers of a project from one `open_project` to the next.

    It only spares work: what is made of the same bytes is not made again, and a page is rendered
    again if its clauses, the values or the templates changed. Not for two threads at once.
    """

    def __init__(self) -> None:
        self.files = TwoRunCache()
        self._renderer: Renderer | None = None

    def renderer(self, root: Path) -> Renderer:
        """The renderer of the project, which knows the current templates."""
        if self._renderer is None or self._renderer.root != root:
            self._renderer = Renderer(root)
        else:
            self._renderer.refresh()
        return self._renderer


def open_project(
    root: Path,
    programs: Sequence[str] = (),
    *,
    memory: Memory | None = None,
    earlier: bool = False,
) -> Project:
    """Load and render the programs named, or all.

    A fault does not stop the others from being found: whatever can still be rendered is. With a
    `memory`, pages that are as they were the last time are the same objects as then; everything
    else about the result is the same. `earlier` tells that it is a state of the project which
    another version of the builder may have drawn.
    """
    from builder.figures.committed import Drawings
    from builder.load import load_project, program_ids
    from builder.render.unused import shadowed, unused

    memory = memory or Memory()
    memory.files.begin()
    loaded = load_project(root, list(programs) or None, memory=memory.files)
    found = dict(loaded.value)
    renderer = memory.renderer(root)
    drawings = Drawings(root, memory.files, earlier=earlier)
    sources: dict[str, RenderedSource] = {}
    faults: dict[str, list[Diagnostic]] = {}
    for id, program in found.items():
        result = renderer.render(program)
        sources[id] = result.value
        faults[id] = list(result.diagnostics)
        faults[id] += drawings.faults(program, sources[id].figures)
    renderer.forget_others(found)
    more = [shadowed(found)]
    found_so_far = (*loaded.diagnostics, *chain(*faults.values()))
    if {fault.code for fault in errors(found_so_far)} <= _HIDE_NO_USE:
        whole = set(found) == set(program_ids(root))
        more.append(unused({id: (found[id], sources[id]) for id in found}, whole=whole))
    for group in more:
        for id, diagnostics in group.items():
            faults[id] += diagnostics
    return Project(
        root=root,
        programs=found,
        sources=sources,
        diagnostics=merge_programs({"": loaded.diagnostics, **faults}),
    )


_HIDE_NO_USE = frozenset(
    {
        Code.CLAUSE_ADDRESS,
        Code.CLAUSE_MARKDOWN,
        Code.FIGURE_STALE,
        Code.FORBIDDEN_CHARACTER,
        Code.INLINE_MARKDOWN,
        Code.REFERENCE_NOT_PLACED,
        Code.UNKNOWN_REFERENCE,
    }
)
"""Errors in spite of which it is known what is printed and what is not."""

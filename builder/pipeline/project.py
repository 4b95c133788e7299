"""Load and render: the stages that every command begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, merge_programs
from builder.model.program import Program
from builder.render import RenderedSource


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
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def open_project(root: Path, programs: Sequence[str] = ()) -> Project:
    """Load and render the programs named, or all.

    A fault does not stop the others from being found: whatever can still be rendered is.
    """
    from builder.load import load_project
    from builder.render import Renderer
    from builder.render.authored import unused_parameters

    loaded = load_project(root, list(programs) or None)
    found = {id: program for id, program in loaded.value.items() if program is not None}
    renderer = Renderer(root)
    sources: dict[str, RenderedSource] = {}
    faults: dict[str, list[Diagnostic]] = {}
    for id, program in found.items():
        result = renderer.render(program)
        sources[id] = result.value
        faults[id] = list(result.diagnostics)
    unused = unused_parameters({id: (found[id], sources[id].used) for id in found})
    for id, more in unused.items():
        faults[id] += more
    return Project(
        root=root,
        programs=found,
        sources=sources,
        diagnostics=(*loaded.diagnostics, *merge_programs(faults)),
    )

"""Builds one guide: assemble, then every output from the same resolved doctrees."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Result, errors
from builder.model.guide import Guide, Words
from builder.model.program import Program
from builder.outputs.output import Edition, Output, all_outputs, in_making, site
from builder.pipeline.project import Project
from builder.pipeline.workers import Progress
from builder.render import RenderedSource

if TYPE_CHECKING:
    from builder.assemble.assemble import Assembly

_NO_WORDS = Words(shared=0, specific=0)


@dataclass(frozen=True, kw_only=True)
class GuideJob:
    """One guide to make in `folder`, which does not exist yet."""

    root: Path
    program: Program
    source: RenderedSource
    folder: Path


@dataclass(frozen=True, kw_only=True)
class GuideReport:
    """What became of a guide: words by origin, sizes by output, seconds by stage.

    `guide` is what its readers get, None if it could not be assembled.
    """

    program: str
    version: str
    diagnostics: tuple[Diagnostic, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    guide: Guide | None = None

    @property
    def words(self) -> Words:
        """The words of the guide; none if it could not be assembled."""
        return self.guide.words if self.guide else _NO_WORDS


def stages() -> tuple[str, ...]:
    """The stages that a guide goes through, as `build_guide` names them."""
    return ("assemble", *(output.title for output in in_making()), "check", "done")


def guide_jobs(project: Project, folder: Path) -> list[GuideJob]:
    """A job for each guide of a project, in a folder of its own below `folder`.

    None for a guide whose templates failed: of its pages, nobody knows what is missing.
    """
    return [
        GuideJob(root=project.root, program=project.programs[id], source=source, folder=folder / id)
        for id, source in project.sources.items()
        if not source.broken
    ]


def warm_up(outputs: Iterable[Output]) -> None:
    """Import what making these outputs needs, before worker processes are forked."""
    from builder.assemble.application import import_extensions

    import_extensions()
    for output in outputs:
        for name in output.imports:
            import_module(name)


def assemble_guide(job: GuideJob, *, anyway: bool = False) -> Result[Assembly | None]:
    """Read and resolve a guide, once for all outputs, in the folder of the job.

    With `anyway`, what can be read of a guide at fault is a value, too, to look for more faults.
    """
    from builder.assemble.assemble import assemble

    _, sphinx = site()
    return assemble(
        job.root,
        job.program,
        job.source,
        job.folder,
        builder=sphinx.name,
        extensions=sphinx.extensions,
        overrides=sphinx.options(job.root, job.program),
        anyway=anyway,
    )


def build_guide(job: GuideJob, progress: Progress) -> GuideReport:
    """Make every output of one guide, and check that no text was lost on the way."""
    from builder.assemble.passages import passages
    from builder.outputs.completeness import lost_text

    id, clock = job.program.id, _Clock()
    faults: list[Diagnostic] = []
    sizes: dict[str, int] = {}

    def report(guide: Guide | None) -> GuideReport:
        return GuideReport(
            program=id,
            version=str(job.program.version),
            diagnostics=tuple(faults),
            sizes=sizes,
            seconds=clock.seconds,
            guide=guide,
        )

    progress(id, "assemble")
    result = assemble_guide(job, anyway=True)
    clock.lap("assemble")
    faults += result.diagnostics
    assembly = result.value
    if assembly is None or faults:
        return report(assembly.guide if assembly is not None else None)

    # Before the outputs, of which one changes the doctrees.
    read = passages(assembly.source, assembly.doctrees)
    edition = Edition(root=job.root, assembly=assembly, folder=job.folder)
    for output in in_making():
        progress(id, output.title)
        faults += output.make(edition)
        clock.lap(output.title)
    if errors(faults):
        return report(assembly.guide)

    progress(id, "check")
    for output in all_outputs():
        if output.read is not None:
            found = output.read(edition)
            wanted = [one for one in read if found.front or not one.front]
            faults += lost_text(wanted, found.text, output.title)
            faults += found.faults
            if found.size is not None:
                sizes[output.title] = found.size
    clock.lap("check")
    shutil.rmtree(job.folder / "doctrees", ignore_errors=True)
    progress(id, "done")
    return report(assembly.guide)


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._last
        self._last = now

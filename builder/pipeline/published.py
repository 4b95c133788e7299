"""The guides as published, for commands that read them and write neither HTML nor PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.diagnostics import Result, merge_programs
from builder.model.guide import Guide
from builder.outputs.output import Edition, Output, all_outputs, site
from builder.pipeline.guide import GuideJob, assemble_guide, guide_jobs, warm_up
from builder.pipeline.project import Project
from builder.pipeline.workers import Progress, side_by_side


def assemble_all(project: Project) -> Result[dict[str, Guide]]:
    """The guides of a project by their programs' ids, with all its diagnostics.

    Everything that assembling leaves behind goes to a temporary folder and is gone afterwards.
    A program with errors has no guide in the value; the diagnostics say why.
    """
    if project.failed:
        return Result(value={}, diagnostics=project.diagnostics)
    return _assembled(project, _guide, [site()[0]])


def assemble_to_judge(project: Project) -> Result[dict[str, Guide]]:
    """As `assemble_all`, for looking for faults: what is at fault hides nothing else.

    Guides with errors are among the value as far as they can be read, and the diagnostics say
    what the outputs would refuse.
    """
    return _assembled(project, _judged, all_outputs())


def _assembled(
    project: Project,
    work: Callable[[GuideJob, Progress], Result[Guide | None]],
    outputs: Iterable[Output],
) -> Result[dict[str, Guide]]:
    with tempfile.TemporaryDirectory(prefix="guides-") as name:
        jobs = guide_jobs(project, Path(name))
        found = side_by_side(work, jobs, lambda: warm_up(outputs))
        results = {job.program.id: result for job, result in zip(jobs, found, strict=True)}
    guides = {id: result.value for id, result in results.items() if result.value is not None}
    faults = merge_programs({id: result.diagnostics for id, result in results.items()})
    return Result(value=guides, diagnostics=(*project.diagnostics, *faults))


def _guide(job: GuideJob, progress: Progress) -> Result[Guide | None]:
    result = assemble_guide(job)
    guide = result.value.guide if result.value is not None else None
    return Result(value=guide, diagnostics=result.diagnostics)


def _judged(job: GuideJob, progress: Progress) -> Result[Guide | None]:
    result = assemble_guide(job, anyway=True)
    assembly = result.value
    if assembly is None or result.diagnostics:
        guide = assembly.guide if assembly is not None else None
        return Result(value=guide, diagnostics=result.diagnostics)
    edition = Edition(root=job.root, assembly=assembly, folder=job.folder)
    faults = [fault for output in all_outputs() if output.judge for fault in output.judge(edition)]
    return Result(value=assembly.guide, diagnostics=tuple(faults))

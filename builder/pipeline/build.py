"""Builds guides: all of them or none.

Everything is made in a staging folder beside the output. Only when every guide asked for is
complete do readers get the new ones, all at once, so that a fault in one guide leaves all earlier
output as it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, errors, merge_programs
from builder.load import program_ids
from builder.outputs.output import all_outputs
from builder.pipeline.check import build_findings, findings_memory, remember, remembered
from builder.pipeline.conversion import is_guide
from builder.pipeline.front_page import index_page, read_template
from builder.pipeline.guide import GuideReport, build_guide, guide_jobs, warm_up
from builder.pipeline.occupied import in_the_way
from builder.pipeline.output_folder import refused
from builder.pipeline.project import Project, open_project
from builder.pipeline.publish import publish, staging, telling
from builder.pipeline.published import assemble_to_judge
from builder.pipeline.recovery import recover
from builder.pipeline.workers import Progress, side_by_side, silent


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did: a report a guide, all faults, and how long it took in seconds.

    `dropped` are guides that were published earlier and are not any more, because the project
    does not define them.
    """

    project: Project
    guides: tuple[GuideReport, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    failed: bool
    dropped: tuple[str, ...] = ()


def build(
    root: Path,
    programs: Sequence[str] = (),
    *,
    out: Path | None = None,
    strict: bool = False,
    progress: Progress = silent,
) -> BuildReport:
    """Build the programs named, or all, below `out` (by default `build/` in the root).

    What is found is what `guides check` finds. Nothing is published with an error, or, if the
    build is `strict`, with a warning. `progress` is called with a guide's id and the stage it
    enters.
    """
    started = time.perf_counter()
    out = out or root / "build"
    known = program_ids(root)
    if refused(root, out) is None:
        recover(out)
    for name in programs or ("all guides",):
        progress(name, "read")
    memory = findings_memory(root, programs, date.today())
    project = open_project(root, programs)
    blocked = in_the_way(root, out, project.programs, known)
    if project.failed or blocked:
        # Nothing can be published; what is wrong besides is told all the same, as by a check.
        judged = assemble_to_judge(project)
        return BuildReport(
            project=project,
            guides=(),
            diagnostics=build_findings(project, judged.value, (*judged.diagnostics, *blocked)),
            seconds=time.perf_counter() - started,
            failed=True,
        )
    dropped: tuple[str, ...] | None = None
    with telling(lambda: dropped is not None), staging(out) as folder:
        reports = side_by_side(
            build_guide, guide_jobs(project, folder), lambda: warm_up(all_outputs()), progress
        )
        template = read_template(root)
        faults = merge_programs(
            {"": template.diagnostics} | {report.program: report.diagnostics for report in reports}
        )
        guides = {report.program: report.guide for report in reports if report.guide}
        # What a check found in the same sources needs no second look.
        before = None if faults else remembered(memory)
        if before is not None:
            found = before.diagnostics
        else:
            found = build_findings(project, guides, (*project.diagnostics, *faults))
            if not faults:
                remember(memory, project.programs, found)
        failed = bool(errors(found)) or (strict and _warns(found))
        if not failed:
            dropped = publish(
                root,
                folder,
                out,
                project.sources,
                # Only a build of all guides knows that one is not wanted any more.
                keep=lambda name: bool(programs) or name in known or not is_guide(out / name),
                front=lambda entries: index_page(template.value, entries),
            )
    return BuildReport(
        project=project,
        guides=tuple(reports),
        diagnostics=found,
        seconds=time.perf_counter() - started,
        failed=failed,
        dropped=dropped or (),
    )


def _warns(found: Iterable[Diagnostic]) -> bool:
    return any(one.severity is Severity.WARNING for one in found)

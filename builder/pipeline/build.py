"""Builds guides: all of them or none.

Everything is made in a staging folder beside the output. Only when every guide asked for is
complete do the finished folders take the place of the old ones, so that a fault in one guide
leaves all earlier output as it was.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, errors, merge_programs
from builder.outputs.output import all_outputs
from builder.pipeline.check import build_findings
from builder.pipeline.front_page import index_page
from builder.pipeline.guide import GuideReport, build_guide, guide_jobs, warm_up
from builder.pipeline.project import Project, open_project
from builder.pipeline.publish import in_the_way, publish, staging_folder, sweep
from builder.pipeline.published import assemble_to_judge
from builder.pipeline.workers import Progress, side_by_side, silent


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did: a report a guide, all faults, and how long it took in seconds."""

    project: Project
    guides: tuple[GuideReport, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    failed: bool


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
    for name in programs or ("all guides",):
        progress(name, "read")
    project = open_project(root, programs)
    blocked = in_the_way(out, project.programs)
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
    staging = staging_folder(out)
    sweep(out)  # first: guides of an interrupted build may still stand aside
    try:
        reports = side_by_side(
            build_guide, guide_jobs(project, staging), lambda: warm_up(all_outputs()), progress
        )
        index = index_page(root, staging, out)
        faults = merge_programs(
            {"": index.diagnostics} | {report.program: report.diagnostics for report in reports}
        )
        guides = {report.program: report.guide for report in reports if report.guide}
        found = build_findings(project, guides, (*project.diagnostics, *faults))
        failed = bool(errors(found)) or (strict and _warns(found))
        if not failed:
            (staging / "index.html").write_text(index.value, encoding="utf-8")
            # In this order: the page that links the guides comes when they are there.
            publish(staging, out, [*project.sources, "index.html"])
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return BuildReport(
        project=project,
        guides=tuple(reports),
        diagnostics=found,
        seconds=time.perf_counter() - started,
        failed=failed,
    )


def _warns(found: Iterable[Diagnostic]) -> bool:
    return any(one.severity is Severity.WARNING for one in found)

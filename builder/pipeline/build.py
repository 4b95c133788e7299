"""Builds guides: all of them or none.

Everything is made in a staging folder beside the output. Only when every guide asked for is
complete do the finished folders take the place of the old ones, so that a fault in one guide
leaves all earlier output as it was.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, merge_programs
from builder.pipeline.guide import GuideJob, GuideReport, build_guide, pdf_name, warm_up
from builder.pipeline.index import write_index
from builder.pipeline.project import Project, open_project

Progress = Callable[[str, str], None]
_STAGING = ".staging"


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
    progress: Progress = lambda guide, stage: None,
) -> BuildReport:
    """Build the programs named, or all, below `out` (by default `build/` in the root).

    `progress` is called with a guide's id and the stage it enters.
    """
    started = time.perf_counter()
    out = out or root / "build"
    for name in programs or ("all guides",):
        progress(name, "read")
    project = open_project(root, programs)
    if project.failed:
        return BuildReport(
            project=project,
            guides=(),
            diagnostics=project.diagnostics,
            seconds=time.perf_counter() - started,
            failed=True,
        )
    staging = out / f"{_STAGING}-{os.getpid()}"
    _sweep(out)
    try:
        jobs = [
            GuideJob(root=root, program=project.programs[id], source=source, folder=staging / id)
            for id, source in project.sources.items()
        ]
        reports = _run(jobs, progress)
        faults = merge_programs({report.program: report.diagnostics for report in reports})
        failed = any(report.failed for report in reports)
        if not failed:
            for report in reports:
                _publish(staging / report.program, out / report.program)
            write_index(root, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return BuildReport(
        project=project,
        guides=tuple(reports),
        diagnostics=(*project.diagnostics, *faults),
        seconds=time.perf_counter() - started,
        failed=failed,
    )


def _run(jobs: list[GuideJob], progress: Progress) -> list[GuideReport]:
    """Build every guide, side by side where the system can fork.

    Sphinx and the other libraries are imported once, here; the forked workers have them.
    """
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [build_guide(job, progress) for job in jobs]
    warm_up()
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_tell_through, initargs=(queue,)
    ) as pool:
        futures = [pool.submit(_work, job) for job in jobs]
        while not all(future.done() for future in futures):
            while not queue.empty():
                progress(*queue.get())
            time.sleep(0.01)
        while not queue.empty():
            progress(*queue.get())
        return [future.result() for future in futures]


_tell: Progress = lambda guide, stage: None  # noqa: E731


def _tell_through(queue: multiprocessing.SimpleQueue[tuple[str, str]]) -> None:
    global _tell  # noqa: PLW0603 (a worker process has one way to report)
    _tell = lambda guide, stage: queue.put((guide, stage))  # noqa: E731


def _work(job: GuideJob) -> GuideReport:
    return build_guide(job, _tell)


def _publish(new: Path, place: Path) -> None:
    """Put a finished folder in the place of the old one with two renames."""
    place.parent.mkdir(parents=True, exist_ok=True)
    old = place.with_name(f".old-{place.name}-{os.getpid()}")
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _sweep(out: Path) -> None:
    """Remove what an interrupted build left behind."""
    for left in (*out.glob(f"{_STAGING}-*"), *out.glob(".old-*")):
        shutil.rmtree(left, ignore_errors=True)


__all__ = ["BuildReport", "build", "pdf_name"]

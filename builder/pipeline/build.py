"""Builds guides: all of them or none.

Everything is made in a staging folder beside the output. Only when every guide asked for is
complete do the finished folders take the place of the old ones, so that a fault in one guide
leaves all earlier output as it was.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, merge_programs
from builder.pipeline.check import build_findings
from builder.pipeline.guide import GuideJob, GuideReport, build_guide, pdf_name, warm_up
from builder.pipeline.index import index_page
from builder.pipeline.project import Project, open_project
from builder.pipeline.publish import in_the_way, publish, staging_folder, sweep

Progress = Callable[[str, str], None]


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
    blocked = in_the_way(out, project.programs)
    if project.failed or blocked:
        return BuildReport(
            project=project,
            guides=(),
            diagnostics=(*project.diagnostics, *blocked),
            seconds=time.perf_counter() - started,
            failed=True,
        )
    staging = staging_folder(out)
    sweep(out)
    try:
        jobs = [
            GuideJob(root=root, program=project.programs[id], source=source, folder=staging / id)
            for id, source in project.sources.items()
        ]
        reports = _run(jobs, progress)
        index = index_page(root, staging, out)
        faults = merge_programs(
            {"": index.diagnostics} | {report.program: report.diagnostics for report in reports}
        )
        guides = {report.program: report.guide for report in reports if report.guide}
        found = build_findings(project, guides, (*project.diagnostics, *faults))
        failed = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
        if not failed:
            (staging / "index.html").write_text(index.value, encoding="utf-8")
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


def _run(jobs: list[GuideJob], progress: Progress) -> list[GuideReport]:
    """Build every guide, side by side where that is safe.

    Sphinx and the other libraries are imported once, here; the forked workers have them.
    """
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers < 2 or not _can_fork():
        return [build_guide(job, progress) for job in jobs]
    warm_up()
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    # The workers find their jobs in the memory that they are forked with; nothing is sent.
    _jobs[:] = jobs
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_tell_through, initargs=(queue,)
    ) as pool:
        try:
            futures = [pool.submit(_work, number) for number in range(len(jobs))]
            while not all(future.done() for future in futures):
                while not queue.empty():
                    progress(*queue.get())
                time.sleep(0.01)
            while not queue.empty():
                progress(*queue.get())
            return [future.result() for future in futures]
        except BaseException:
            # Leaving the pool waits for the workers; an interrupted build must not.
            for worker in multiprocessing.active_children():
                worker.kill()
            raise


def _can_fork() -> bool:
    """Whether a forked process would be whole.

    Typst works with threads of its own, which stay in this process once it has set a PDF; a
    fork has none of them and would wait for them for ever. Python's own threads do not matter.
    """
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) <= threading.active_count()


_tell: Progress = lambda guide, stage: None  # noqa: E731
_jobs: list[GuideJob] = []


def _tell_through(queue: multiprocessing.SimpleQueue[tuple[str, str]]) -> None:
    global _tell  # noqa: PLW0603 (a worker process has one way to report)
    # An interruption from the keyboard reaches every process; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker ends after a guide or two; looking for garbage in large trees is wasted on it.
    gc.disable()
    _tell = lambda guide, stage: queue.put((guide, stage))  # noqa: E731


def _work(number: int) -> GuideReport:
    return build_guide(_jobs[number], _tell)


__all__ = ["BuildReport", "build", "pdf_name"]

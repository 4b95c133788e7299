"""The guides as published, for commands that read them and write neither HTML nor PDF."""

from __future__ import annotations

import tempfile
from pathlib import Path

from builder.diagnostics import Result, merge_programs
from builder.model.guide import Guide
from builder.pipeline.project import Project
from builder.pipeline.workers import side_by_side


def assemble_all(project: Project) -> Result[dict[str, Guide]]:
    """The guides of a project by their programs' ids, with all its diagnostics.

    Everything that assembling leaves behind goes to a temporary folder and is gone afterwards.
    A program with errors has no guide in the value; the diagnostics say why.
    """
    if project.failed:
        return Result(value={}, diagnostics=project.diagnostics)
    with tempfile.TemporaryDirectory(prefix="guides-") as name:
        jobs = [(project, id, Path(name) / id) for id in project.programs]
        results = dict(zip(project.programs, side_by_side(_guide, jobs, _warm_up), strict=True))
    guides = {id: result.value for id, result in results.items() if result.value is not None}
    faults = merge_programs({id: result.diagnostics for id, result in results.items()})
    return Result(value=guides, diagnostics=(*project.diagnostics, *faults))


def _warm_up() -> None:
    """Import what assembling needs, before worker processes are forked."""
    import furo  # noqa: F401

    from builder.assemble import assemble  # noqa: F401
    from builder.outputs.html import builder  # noqa: F401


def _guide(job: tuple[Project, str, Path]) -> Result[Guide | None]:
    """The guide of one program, assembled in a folder that does not exist yet."""
    from builder.assemble.assemble import assemble, write_source
    from builder.outputs import html
    from builder.pipeline.guide import pdf_name

    project, id, folder = job
    program, source = project.programs[id], project.sources[id]
    write_source(project.root, program, source, folder / "src")
    result = assemble(
        program,
        source,
        folder,
        builder=html.BUILDER,
        extensions=html.EXTENSIONS,
        overrides=html.options(project.root, program, pdf=f"../{pdf_name(program)}"),
    )
    guide = result.value.guide if result.value is not None else None
    return Result(value=guide, diagnostics=result.diagnostics)

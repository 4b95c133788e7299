"""Writes the HTML of an assembled guide from its resolved doctrees."""

from __future__ import annotations

import shutil

from builder.assemble.assemble import Assembly
from builder.assemble.messages import collecting
from builder.diagnostics import Diagnostic


def write_html(assembly: Assembly) -> tuple[Diagnostic, ...]:
    """Write the site into the Sphinx application's output folder.

    Returns what Sphinx complained of while writing.
    """
    from sphinx.util.build_phase import BuildPhase
    from sphinx.util.parallel import SerialTasks

    app, builder = assembly.app, assembly.app.builder
    app.env.toctree_includes = dict(sorted(app.env.toctree_includes.items()))
    with collecting(assembly.source) as found:
        builder.finish_tasks = SerialTasks()
        builder.prepare_writing(set(assembly.doctrees))
        builder.copy_assets()
        builder.phase = BuildPhase.WRITING
        for name, doctree in assembly.doctrees.items():
            builder.write_doc_serialized(name, doctree)
            builder.write_doc(name, doctree)
        builder.finish()
        builder.finish_tasks.join()
    for leftover in (".buildinfo", "objects.inv"):
        (app.outdir / leftover).unlink(missing_ok=True)
    shutil.rmtree(app.outdir / "_sources", ignore_errors=True)
    return tuple(found)

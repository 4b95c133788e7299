"""Runs Sphinx over one guide's pages, once, and hands on what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from builder.assemble import numbers
from builder.assemble.application import application, settings, write_source
from builder.assemble.extract import extract_guide
from builder.assemble.facts import read_facts
from builder.assemble.faults import missing, swallowed
from builder.assemble.messages import collecting
from builder.diagnostics import Result
from builder.model.guide import Guide
from builder.model.program import Program
from builder.render import RenderedSource

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """One guide after Sphinx: its application, resolved doctrees by page name, and `Guide`."""

    program: Program
    source: RenderedSource
    app: Sphinx
    doctrees: Mapping[str, nodes.document]
    guide: Guide


def assemble(  # noqa: PLR0913 (a stage with its settings)
    program: Program,
    source: RenderedSource,
    folder: Path,
    *,
    builder: str,
    extensions: Sequence[str] = (),
    overrides: Mapping[str, object] | None = None,
) -> Result[Assembly | None]:
    """Read and resolve a guide.

    `folder` holds `src/` (see `write_source`); doctrees and HTML go beside it. `builder` and
    `extensions` name the Sphinx builder that decides addresses between pages. Everything
    Sphinx complains of becomes a diagnostic; with any of those the value is None.
    """
    from sphinx.util.build_phase import BuildPhase

    all_settings = settings(program, source) | dict(overrides or {})
    app = application(folder, all_settings, builder=builder, extensions=extensions)
    with collecting(source) as faults:
        app.builder.read()
        list(app.env.check_dependents(app, set()))
        app.builder.phase = BuildPhase.CONSISTENCY_CHECK
        app.env.check_consistency()
        names = [page.name for page in source.pages]
        read = app.env._write_doc_doctree_cache
        facts = {name: read_facts(read[name]) for name in names}
        found = numbers.collect(app.env, program, facts)
        app.env.guide_numbers = found  # type: ignore[attr-defined]
        faults.extend(swallowed(program, source, found))
        if not faults:
            faults.extend(missing(source, facts, found))
        if faults:
            return Result(value=None, diagnostics=tuple(faults))
        app.builder.phase = BuildPhase.RESOLVING
        doctrees = {}
        for name in names:
            doctrees[name] = app.env.get_and_resolve_doctree(name, app.builder, tags=app.tags)
            numbers.annotate(doctrees[name], found)
    if faults:
        return Result(value=None, diagnostics=tuple(faults))
    guide = extract_guide(program, source, doctrees, found)
    return Result(
        value=Assembly(program=program, source=source, app=app, doctrees=doctrees, guide=guide)
    )


__all__ = ["Assembly", "assemble", "write_source"]

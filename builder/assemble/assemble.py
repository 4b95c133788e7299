"""Runs Sphinx over one guide's pages, once, and hands on what came out.

Sphinx's application and environment are mutable and global in places; they are made here and
used only here and in `outputs`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from builder.assemble import anchors, numbers, references
from builder.assemble.extract import extract_guide
from builder.assemble.messages import collecting
from builder.diagnostics import Diagnostic, Result
from builder.model.guide import Guide
from builder.model.program import Program
from builder.render import PageKind, RenderedSource
from builder.render.plain import fill

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_EARLY, _LATE = 100, 900


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """One guide after Sphinx: its application, resolved doctrees by page name, and `Guide`."""

    program: Program
    source: RenderedSource
    app: Sphinx
    doctrees: Mapping[str, nodes.document]
    guide: Guide


def write_source(root: Path, program: Program, source: RenderedSource, folder: Path) -> None:
    """Write the pages and the figures they show, as a source folder for Sphinx."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    for page in source.pages:
        (folder / f"{page.name}.md").write_text(page.text, encoding="utf-8")
    for id in source.figures:
        drawing = program.figures[id].svg
        (folder / "figures" / f"{id}.svg").write_bytes((root / drawing).read_bytes())


def settings(program: Program, source: RenderedSource) -> dict[str, object]:
    """The Sphinx configuration of a guide; there is no `conf.py` that could run code."""
    parts = (program.title, program.subtitle)
    name = " ".join(fill(part, program) for part in parts if part)
    return {
        "project": name,
        "version": str(program.version),
        "release": str(program.version),
        "copyright": fill(program.copyright or "", program),
        "language": "en",
        "root_doc": "index",
        "source_suffix": {".md": "markdown"},
        "numfig": True,
        "numfig_secnum_depth": 0,
        "numfig_format": {"table": "Table %s", "figure": "Figure %s"},
        "smartquotes": False,
        "myst_enable_extensions": ["colon_fence"],
        "myst_disable_syntax": ["html_block", "html_inline"],
        "myst_url_schemes": ["http", "https", "mailto", "guide"],
        "suppress_warnings": ["myst.header"],
        "guide_section_ids": frozenset(
            [s.id for s in program.sections()] + ["document-control", "revision-history"]
        ),
        "guide_figure_texts": {f.id: str(f.description) for f in program.figures.values()},
        "guide_appendices": [p.name for p in source.pages if p.kind is PageKind.APPENDIX],
        "guide_front": [p.name for p in source.pages if p.kind is PageKind.FRONT],
    }


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
    from sphinx.application import Sphinx
    from sphinx.util.build_phase import BuildPhase

    confoverrides = settings(program, source) | dict(overrides or {})
    confoverrides["extensions"] = ["myst_parser", __name__, *extensions]
    app = Sphinx(
        srcdir=folder / "src",
        confdir=None,
        outdir=folder / "html",
        doctreedir=folder / "doctrees",
        buildername=builder,
        confoverrides=confoverrides,
        status=None,
        warning=StringIO(),
        freshenv=True,
    )
    app.env.settings.update(file_insertion_enabled=False, raw_enabled=False)
    # What Sphinx tells below that level goes nowhere, and making it is a tenth of its time.
    logging.getLogger("sphinx").setLevel(logging.WARNING)
    with collecting(source) as faults:
        app.builder.read()
        list(app.env.check_dependents(app, set()))
        app.builder.phase = BuildPhase.CONSISTENCY_CHECK
        app.env.check_consistency()
        names = [page.name for page in source.pages]
        read = dict(app.env._write_doc_doctree_cache)
        found = numbers.collect(app.env, names, read)
        app.env.guide_numbers = found  # type: ignore[attr-defined]
        app.env.guide_builder = app.builder  # type: ignore[attr-defined]
        faults.extend(_swallowed(program, source, found))
        if not faults:
            faults.extend(_missing(source, read, found))
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


_FENCE = re.compile(r" *(?P<colons>:{3,})(?P<name>\{[^}]*\})?")


def _swallowed(
    program: Program, source: RenderedSource, found: Mapping[str, numbers.Number]
) -> list[Diagnostic]:
    """Sections that are part of a block that is never closed, once a block."""
    faults = {}
    for section in program.sections():
        lines = {p.name: p.text.split("\n") for p in source.pages}
        heading = f"({section.id})="
        page = next((p for p in source.pages if heading in lines[p.name]), None)
        if section.id in found or page is None:
            continue
        open_blocks: list[int] = []
        for number, line in enumerate(lines[page.name], start=1):
            fence = _FENCE.fullmatch(line.rstrip()) or _FENCE.match(line)
            if line == heading:
                break
            if fence and fence["name"]:
                open_blocks.append(number)
            elif fence and open_blocks:
                open_blocks.pop()
        if open_blocks:
            at = page.origin(open_blocks[-1], ":::")
            faults[at] = Diagnostic(
                code="markup-unclosed",
                at=at,
                message="This block is never closed, so that sections after it are lost.",
                hint="Write a line with as many colons below what belongs to it.",
            )
    return list(faults.values())


def _missing(
    source: RenderedSource,
    doctrees: Mapping[str, nodes.document],
    found: Mapping[str, numbers.Number],
) -> list[Diagnostic]:
    """References to tables and figures that are declared but stand nowhere in the guide."""
    faults = []
    for name, doctree in doctrees.items():
        for node in doctree.findall(nodes.reference):
            uri = node.get("refuri", "")
            id = uri.partition("/")[2]
            if uri.startswith(references.SCHEME) and id not in found:
                page = source.page(name)
                at = page.origin(_line(node), uri) if page else None
                faults.append(
                    Diagnostic(
                        code="reference-not-placed",
                        at=at,
                        message=f"“{id}” is declared but stands nowhere in this guide.",
                        hint="Put it in a clause with its marker, or remove the reference.",
                    )
                )
    return faults


def _line(node: nodes.Node | None) -> int:
    while node is not None and not node.line:
        node = node.parent
    return (node.line or 1) if node is not None else 1


def setup(app: Sphinx) -> dict[str, object]:
    """Sphinx's entry point for this module as an extension."""
    app.add_config_value("guide_section_ids", frozenset(), "env", types=frozenset)
    app.add_config_value("guide_figure_texts", {}, "env", types=dict)
    app.add_config_value("guide_appendices", [], "env", types=list)
    app.add_config_value("guide_front", [], "env", types=list)
    app.connect("doctree-read", anchors.permanent_anchors, priority=_EARLY)
    app.connect("env-get-updated", numbers.letter_appendices, priority=_LATE)
    app.add_post_transform(references.References)
    app.add_post_transform(references.GlossaryTerms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

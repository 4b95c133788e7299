"""The Sphinx application of one guide: its settings, its source folder, and its extension.

Sphinx's application and environment are mutable and global in places; they are made here and
used only here and in `outputs`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from builder.assemble import anchors, line_breaks, numbers, references
from builder.clauses.values import fill, identity
from builder.model.program import Program
from builder.model.words import Language
from builder.render import PageKind, RenderedSource

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Sphinx calls its own listeners with 500.
_EARLY, _LATE = 100, 900
_NOTHING = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"/>'


def write_source(root: Path, program: Program, source: RenderedSource, folder: Path) -> None:
    """Write the pages and the figures they show, as a source folder for Sphinx."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    for page in source.pages:
        (folder / f"{page.name}.md").write_text(page.text, encoding="utf-8")
    for id in source.figures:
        drawing = program.figures[id].svg
        (folder / "figures" / f"{id}.svg").write_bytes(drawn(root / drawing))


def drawn(file: Path) -> bytes:
    """A committed drawing; an empty one for one that is not there, which is reported elsewhere."""
    return file.read_bytes() if file.is_file() else _NOTHING


def settings(program: Program, source: RenderedSource) -> dict[str, object]:
    """The Sphinx configuration of a guide; there is no `conf.py` that could run code."""
    words = program.words
    return {
        "project": identity(program).name,
        "version": str(program.version),
        "release": str(program.version),
        "language": words.code,
        "root_doc": "index",
        "source_suffix": {".md": "markdown"},
        "numfig": True,
        # Tables and figures are counted through the whole guide, not anew in each chapter.
        "numfig_secnum_depth": 0,
        "numfig_format": {kind: words.label(kind, "%s") for kind in ("table", "figure")},
        "smartquotes": False,
        "myst_enable_extensions": ["colon_fence"],
        "myst_disable_syntax": ["html_block", "html_inline"],
        "myst_url_schemes": ["http", "https", "mailto", "guide"],
        "suppress_warnings": ["myst.header"],
        "guide_section_ids": frozenset(
            [s.id for s in program.sections()] + ["document-control", "revision-history"]
        ),
        "guide_term_ids": {fill(e.term, program): e.id for e in program.glossary},
        "guide_figure_texts": {f.id: str(f.description) for f in program.figures.values()},
        "guide_headings": numbers.headings(program),
        "guide_words": words,
        "guide_front": [p.name for p in source.pages if p.kind is PageKind.FRONT],
    }


def application(
    folder: Path,
    settings: Mapping[str, object],
    *,
    builder: str,
    extensions: Sequence[str] = (),
) -> Sphinx:
    """A Sphinx application that knows nothing of any earlier one.

    `folder` holds `src/` (see `write_source`); doctrees and HTML go beside it.
    """
    from sphinx.application import Sphinx

    app = Sphinx(
        srcdir=folder / "src",
        confdir=None,
        outdir=folder / "html",
        doctreedir=folder / "doctrees",
        buildername=builder,
        confoverrides={**settings, "extensions": ["myst_parser", __name__, *extensions]},
        status=None,
        warning=StringIO(),
        freshenv=True,
    )
    # Docutils’ own guard: no directive reads a file or prints markup past the writers.
    app.env.settings.update(file_insertion_enabled=False, raw_enabled=False)
    app.env.guide_builder = app.builder  # type: ignore[attr-defined]
    # What Sphinx tells below that level goes nowhere, and making it is a tenth of its time.
    logging.getLogger("sphinx").setLevel(logging.WARNING)
    return app


def import_extensions() -> None:
    """Import what Sphinx imports as it starts, so that forked processes share it."""
    from sphinx.application import builtin_extensions

    for name in (*builtin_extensions, "myst_parser.sphinx_ext.main", "myst_parser.parsers.sphinx_"):
        import_module(name)


def setup(app: Sphinx) -> dict[str, object]:
    """Sphinx's entry point for this module as an extension."""
    app.add_config_value("guide_section_ids", frozenset(), "env", types=frozenset)
    app.add_config_value("guide_term_ids", {}, "env", types=dict)
    app.add_config_value("guide_figure_texts", {}, "env", types=dict)
    app.add_config_value("guide_headings", {}, "env", types=dict)
    app.add_config_value("guide_words", None, "env", types=Language)
    app.add_config_value("guide_front", [], "env", types=list)
    line_breaks.setup(app)
    app.connect("doctree-read", anchors.permanent_anchors, priority=_EARLY)
    app.connect("env-get-updated", numbers.number_pages, priority=_LATE)
    app.add_post_transform(references.References)
    app.add_post_transform(references.GlossaryTerms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

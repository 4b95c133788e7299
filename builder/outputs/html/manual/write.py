"""Builds the manual's site from the Markdown pages of `docs/`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from builder.diagnostics import Code, Diagnostic
from builder.outputs.html.manual.builder import BUILDER, ManualHTMLBuilder
from builder.outputs.html.manual.contents import read_contents
from builder.outputs.html.manual.messages import collecting, place
from builder.outputs.html.manual.search import search_hits
from builder.outputs.html.options import FOLDER as GUIDE_TEMPLATES
from builder.outputs.html.site import settings, write_site
from builder.source import SourceFile

_TEMPLATES = "templates/manual"


def write_manual(
    root: Path, sources: Mapping[str, SourceFile], folder: Path, *, version: str
) -> tuple[Diagnostic, ...]:
    """Write the site of the pages `sources`, by name, to `folder`/html.

    Returns every link that leads nowhere and whatever else cannot be set; with any of those the
    site is not complete.
    """
    from sphinx.application import Sphinx

    app = Sphinx(
        srcdir=root / "docs",
        confdir=None,
        outdir=folder / "html",
        doctreedir=folder / "doctrees",
        buildername=BUILDER,
        confoverrides=_settings(root, version),
        status=None,
        warning=StringIO(),
        freshenv=True,
    )
    # Sphinx takes all handlers away when it starts.
    with collecting(sources) as logged:
        app.env.settings.update(file_insertion_enabled=False, raw_enabled=False)
        logging.getLogger("sphinx").setLevel(logging.WARNING)
        app.builder.read()
        read = {name: app.env.get_doctree(name) for name in sorted(sources)}
        contents, faults = read_contents(read, sources)
        for name, doctree in read.items():
            faults += _foreign(sources[name], doctree)
        resolved = {
            name: app.env.get_and_resolve_doctree(name, app.builder, tags=app.tags) for name in read
        }
        if not faults and not logged:
            app.config.html_title = app.config.html_short_title = contents.title
            app.config.html_context |= {"manual_contents": contents, "guide_parts": contents.pages}
            assert isinstance(app.builder, ManualHTMLBuilder)
            write_site(app.builder, resolved, search_hits(contents, resolved))
    return (*faults, *logged)


def _settings(root: Path, version: str) -> dict[str, object]:
    """The configuration; there is no `conf.py` that could run code."""
    return {
        **settings(root, GUIDE_TEMPLATES, _TEMPLATES, styles=("guide.css", "manual.css")),
        "extensions": ["myst_parser", "builder.outputs.html.manual.builder"],
        "language": "en",
        "root_doc": "index",
        "source_suffix": {".md": "markdown"},
        "version": version,
        "release": version,
        "smartquotes": False,
        "myst_heading_anchors": 4,
        "myst_url_schemes": ["http", "https", "mailto"],
        # The front page lists the pages by plain links, see `contents`.
        "suppress_warnings": ["toc.not_included", "myst.header"],
    }


def _foreign(source: SourceFile, doctree: nodes.document) -> list[Diagnostic]:
    """What no page of the manual may hold: links to files outside it, and HTML."""
    faults = []
    for link in doctree.findall(addnodes.download_reference):
        target = str(link["reftarget"])
        faults.append(
            Diagnostic(
                code=Code.MANUAL_LINK,
                at=place(source, _line(link), target.lstrip("/")),
                message=f"“{target}” is no page of the manual.",
                hint="Write the file’s name as `code`: the site stands without the project.",
            )
        )
    for raw in doctree.findall(nodes.raw):
        text = raw.astext().strip()
        if not (text.startswith("<!--") and text.endswith("-->")):
            faults.append(
                Diagnostic(
                    code=Code.MANUAL_MARKUP,
                    at=place(source, _line(raw), text.split("\n")[0]),
                    message="The manual is written in Markdown; this is HTML.",
                    hint="Use Markdown, and put names in angle brackets between backquotes.",
                )
            )
    return faults


def _line(node: nodes.Node | None) -> int:
    while node is not None and not node.line:
        node = node.parent
    return (node.line or 1) if node is not None else 1

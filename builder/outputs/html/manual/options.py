"""The Sphinx settings of the manual."""

from __future__ import annotations

from pathlib import Path

from builder.outputs.html import site
from builder.outputs.html.options import FOLDER as GUIDE_FOLDER

FOLDER = "templates/manual"
EXTENSIONS = ("myst_parser", "builder.outputs.html.manual.builder")


def options(root: Path, version: str) -> dict[str, object]:
    """The configuration; there is no `conf.py` that could run code."""
    return {
        **site.settings(root, GUIDE_FOLDER, FOLDER, styles=("guide.css", "manual.css")),
        "extensions": list(EXTENSIONS),
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

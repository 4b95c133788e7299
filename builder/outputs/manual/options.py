"""The Sphinx settings of the manual."""

from __future__ import annotations

from pathlib import Path

from builder.outputs.html.options import FOLDER as GUIDE_FOLDER
from builder.outputs.html.options import FONTS

FOLDER = "templates/manual"
EXTENSIONS = ("myst_parser", "builder.outputs.manual.builder")
_FACES = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Italic.ttf", "IBMPlexSans-SemiBold.ttf")
_LICENSE = "OFL.txt"


def options(root: Path, version: str) -> dict[str, object]:
    """The configuration; there is no `conf.py` that could run code."""
    fonts = [root / FONTS / face for face in (*_FACES, _LICENSE)]
    statics = [root / GUIDE_FOLDER / "static", root / FOLDER / "static", *fonts]
    return {
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
        "highlight_language": "none",
        "html_theme": "furo",
        "html_theme_options": {
            "sidebar_hide_name": True,
            "top_of_page_buttons": [],
            "footer_icons": [],
        },
        "html_sidebars": {
            "**": [
                "sidebar/identity.html",
                "sidebar/find.html",
                "sidebar/scroll-start.html",
                "sidebar/parts.html",
                "sidebar/scroll-end.html",
            ]
        },
        "templates_path": [str(root / FOLDER)],
        "html_static_path": [str(path) for path in statics if path.exists()],
        "html_css_files": ["guide.css", "manual.css"],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_permalinks_icon": "#",
        "html_domain_indices": False,
        "html_use_index": False,
        "html_last_updated_fmt": None,
    }

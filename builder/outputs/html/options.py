"""The Sphinx settings of the HTML output."""

from __future__ import annotations

from pathlib import Path

from builder.clauses.values import identity
from builder.model.cover import COVER, labels, shown
from builder.model.program import Program
from builder.outputs.output import downloads

FOLDER = "templates/html"
FONTS = "templates/fonts"
_FACES = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Italic.ttf", "IBMPlexSans-SemiBold.ttf")
_LICENSE = "OFL.txt"


def options(root: Path, program: Program, *, beside: str = "../") -> dict[str, object]:
    """Settings for `assemble`'s `overrides`. `beside` leads from a page to the other outputs."""
    cover = identity(program)
    fonts = [root / FONTS / face for face in (*_FACES, _LICENSE)]
    return {
        "html_theme": "furo",
        "html_title": f"{cover.name} {cover.version}",
        "html_short_title": f"{cover.short_name} {cover.version}",
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
        "html_context": {
            "words": program.words,
            "labels": labels(program.words),
            **{f"guide_{field.name}": shown(cover, field) or "" for field in COVER},
            "guide_files": [
                (output.title, beside + output.path(cover.program, cover.version))
                for output in downloads()
            ],
        },
        "templates_path": [str(root / FOLDER)],
        "html_static_path": [
            str(root / FOLDER / "static"),
            *(str(font) for font in fonts if font.is_file()),
        ],
        "html_css_files": ["guide.css"],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_secnumber_suffix": " ",
        "html_permalinks_icon": "#",
        "html_domain_indices": False,
        "html_use_index": False,
        "html_last_updated_fmt": None,
        "highlight_language": "none",
    }

"""The Sphinx settings of the HTML output."""

from __future__ import annotations

from pathlib import Path

from builder.model.program import Program

BUILDER = "guide-html"
EXTENSIONS = ("builder.outputs.html.builder",)
FOLDER = "templates/html"


def options(root: Path, program: Program, *, pdf: str) -> dict[str, object]:
    """Settings for `assemble`'s `overrides`. `pdf` is the PDF's address from an HTML page."""
    name = " ".join(part for part in (program.title, program.subtitle) if part)
    return {
        "html_theme": "furo",
        "html_title": f"{name} {program.version}",
        "html_short_title": f"{program.short_name} {program.version}",
        "html_theme_options": {
            "sidebar_hide_name": True,
            "top_of_page_buttons": [],
            "footer_icons": [],
        },
        "html_sidebars": {
            "**": [
                "sidebar/identity.html",
                "sidebar/search.html",
                "sidebar/scroll-start.html",
                "sidebar/navigation.html",
                "sidebar/scroll-end.html",
            ]
        },
        "html_context": {
            "guide_title": str(program.title),
            "guide_subtitle": str(program.subtitle or ""),
            "guide_version": str(program.version),
            "guide_classification": str(program.classification or ""),
            "guide_pdf": pdf,
        },
        "templates_path": [str(root / FOLDER)],
        "html_static_path": [str(root / FOLDER / "static")],
        "html_css_files": ["guide.css"],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_show_copyright": bool(program.copyright),
        "html_secnumber_suffix": " ",
        "html_permalinks_icon": "#",
        "html_domain_indices": False,
        "html_use_index": False,
        "html_last_updated_fmt": None,
        "pygments_style": "sphinx",
    }

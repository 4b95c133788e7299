"""The Sphinx settings of the HTML output."""

from __future__ import annotations

from pathlib import Path

from builder.clauses.values import identity
from builder.model.cover import COVER, labels, shown
from builder.model.program import Program
from builder.outputs.html import site
from builder.outputs.output import downloads

FOLDER = "templates/html"


def options(root: Path, program: Program, *, beside: str = "../") -> dict[str, object]:
    """Settings for `assemble`'s `overrides`. `beside` leads from a page to the other outputs."""
    cover = identity(program)
    return {
        **site.settings(root, FOLDER, styles=("guide.css",)),
        "html_title": f"{cover.name} {cover.version}",
        "html_short_title": f"{cover.short_name} {cover.version}",
        "html_secnumber_suffix": " ",
        "html_context": {
            "words": program.words,
            "labels": labels(program.words),
            **{f"guide_{field.name}": shown(cover, field) or "" for field in COVER},
            "guide_files": [
                (output.title, beside + output.path(cover.program, cover.version))
                for output in downloads()
            ],
        },
    }

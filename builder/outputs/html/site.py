"""What the sites of guides and of the manual have in common: settings, writing, search index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docutils import nodes

    from builder.model.words import Language
    from builder.outputs.html.builder import GuideHTMLBuilder

FONTS = "templates/fonts"
INDEX = "guide-index.js"
"""The search index: a script, because a page opened from a folder may not fetch files."""
_FONTS = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "OFL.txt",
)
_OWN = ("guide.css", "guide.js", "guide-search.js", "manual.css", "manual.js")
_KEPT = ("furo.css", "furo.js", "furo.js.LICENSE.txt", INDEX, *_OWN, *_FONTS)


class Hit(NamedTuple):
    """What a search can find.

    `label` stands before the title in a result (`3.4`, `Appendix F`, or a term); `spellings` are
    what people call it without its title, first how it is cited.
    """

    kind: str
    label: str
    title: str
    address: str
    text: str
    spellings: tuple[str, ...] = ()


def settings(root: Path, *folders: str, styles: Iterable[str]) -> dict[str, object]:
    """The Sphinx settings of a site.

    Each of the `folders` may have static files, the last one has the templates. `styles` are
    the sheets that follow the theme's.
    """
    static = [
        *(root / folder / "static" for folder in folders),
        *(root / FONTS / f for f in _FONTS),
    ]
    return {
        "html_theme": "furo",
        "html_theme_options": {
            "sidebar_hide_name": True,
            "top_of_page_buttons": [],
            "footer_icons": [],
        },
        "html_sidebars": {
            "**": [
                f"sidebar/{part}.html"
                for part in ("identity", "find", "scroll-start", "parts", "scroll-end")
            ]
        },
        "templates_path": [str(root / folders[-1])],
        "html_static_path": [str(path) for path in static if path.exists()],
        "html_css_files": list(styles),
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_permalinks_icon": "#",
        "html_domain_indices": False,
        "html_use_index": False,
        "html_last_updated_fmt": None,
        "highlight_language": "none",
    }


def write_site(
    builder: GuideHTMLBuilder, doctrees: Mapping[str, nodes.document], hits: Iterable[Hit]
) -> None:
    """Write every page, the page that searches, and its index."""
    from sphinx.util.build_phase import BuildPhase
    from sphinx.util.parallel import SerialTasks

    builder.finish_tasks = SerialTasks()
    builder.prepare_writing(set(doctrees))
    builder.copy_assets()
    builder.phase = BuildPhase.WRITING
    for name, doctree in doctrees.items():
        builder.post_process_images(doctree)
        builder.write_doc(name, doctree)
    for name in [name for name in builder.images if name.endswith(".svg")]:
        del builder.images[name]  # stands in its page
    builder.copy_image_files()
    write_search(builder, hits)
    _tidy(Path(builder.outdir))


def write_search(builder: GuideHTMLBuilder, hits: Iterable[Hit]) -> None:
    """Write the page that searches, and its index with the words that it needs."""
    words: Language = builder.config.guide_words
    builder.handle_page("search", {"title": words.search}, "search.html")
    data = {
        "results": words.results,
        "meaning": words.meaning,
        "endings": words.endings,
        "short_endings": words.short_endings,
        "entries": list(hits),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    index = Path(builder.outdir) / "_static" / INDEX
    index.write_text(f"window.guideIndex = {text};\n", encoding="utf-8")


def _tidy(out: Path) -> None:
    """Remove what Sphinx and the theme copy for features that no page uses."""
    static = out / "_static"
    for file in static.rglob("*"):
        if file.is_file() and file.name not in _KEPT:
            file.unlink()
    for leftover in (".buildinfo", "objects.inv"):
        (out / leftover).unlink(missing_ok=True)
    for folder in sorted((f for f in static.rglob("*") if f.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()

"""Writes the HTML of an assembled guide from its resolved doctrees."""

from __future__ import annotations

from pathlib import Path

from builder.assemble.assemble import Assembly
from builder.assemble.messages import collecting
from builder.diagnostics import Diagnostic
from builder.outputs.html.search import search_script

_INDEX = "guide-index.js"
_KEPT = ("furo.css", "guide.css", "furo.js", "furo.js.LICENSE.txt", "guide.js", "guide-search.js")
_KEPT_KINDS = (".ttf",)
_LICENSE = "OFL.txt"


def write_html(assembly: Assembly) -> tuple[Diagnostic, ...]:
    """Write the site into the Sphinx application's output folder.

    Returns what Sphinx complained of while writing.
    """
    from sphinx.util.build_phase import BuildPhase
    from sphinx.util.parallel import SerialTasks

    from builder.outputs.html.builder import GuideHTMLBuilder

    app, builder, guide = assembly.app, assembly.app.builder, assembly.guide
    assert isinstance(builder, GuideHTMLBuilder)
    app.env.toctree_includes = dict(sorted(app.env.toctree_includes.items()))
    app.config.html_context["guide_parts"] = guide.sections
    builder.meanings = {item.id: item.means for item in guide.glossary}
    with collecting(assembly.source) as found:
        builder.finish_tasks = SerialTasks()
        builder.prepare_writing(set(assembly.doctrees))
        builder.copy_assets()
        builder.phase = BuildPhase.WRITING
        for name, doctree in assembly.doctrees.items():
            builder.post_process_images(doctree)
            builder.write_doc(name, doctree)
        for name in [name for name in builder.images if name.endswith(".svg")]:
            del builder.images[name]  # stands in its page
        builder.copy_image_files()
        builder.handle_page("search", {"title": assembly.program.words.search}, "search.html")
    out = Path(app.outdir)
    (out / "_static" / _INDEX).write_text(search_script(guide), encoding="utf-8")
    _tidy(out)
    return tuple(found)


def _tidy(out: Path) -> None:
    """Remove what Sphinx and the theme copy for features that no page uses."""
    static = out / "_static"
    for file in static.rglob("*"):
        kept = file.name in (*_KEPT, _INDEX, _LICENSE) or file.suffix in _KEPT_KINDS
        if file.is_file() and not kept:
            file.unlink()
    for leftover in (".buildinfo", "objects.inv"):
        (out / leftover).unlink(missing_ok=True)
    for folder in sorted((f for f in static.rglob("*") if f.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()

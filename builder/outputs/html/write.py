"""Writes the HTML of an assembled guide from its resolved doctrees."""

from __future__ import annotations

from builder.assemble.assemble import Assembly
from builder.assemble.messages import collecting
from builder.diagnostics import Diagnostic
from builder.outputs.html.builder import GuideHTMLBuilder
from builder.outputs.html.search import search_hits
from builder.outputs.html.site import write_site


def write_html(assembly: Assembly) -> tuple[Diagnostic, ...]:
    """Write the site into the Sphinx application's output folder.

    Returns what Sphinx complained of while writing.
    """
    app, builder, guide = assembly.app, assembly.app.builder, assembly.guide
    assert isinstance(builder, GuideHTMLBuilder)
    app.env.toctree_includes = dict(sorted(app.env.toctree_includes.items()))
    app.config.html_context["guide_parts"] = guide.sections
    builder.meanings = {item.id: item.means for item in guide.glossary}
    with collecting(assembly.source) as found:
        write_site(builder, assembly.doctrees, search_hits(guide))
    return tuple(found)

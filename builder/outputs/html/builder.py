"""A Sphinx HTML builder whose search also finds section numbers, and whose figures are inline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class GuideTranslator(HTML5Translator):
    """Writes figures as inline SVG, so that they follow the page's colours.

    As an image, a drawing in `currentColor` would be black on a dark page; inline it also keeps
    its text as text, for search in the page and for screen readers.
    """

    def visit_image(self, node: nodes.image) -> None:
        """An SVG of this guide is put into the page; anything else is left to Sphinx."""
        drawing = Path(self.builder.srcdir) / node["uri"]
        if drawing.suffix == ".svg" and drawing.is_file():
            svg = drawing.read_text(encoding="utf-8")
            self.body.append(svg[svg.index("<svg") :])
            raise nodes.SkipNode
        super().visit_image(node)



class GuideHTMLBuilder(StandaloneHTMLBuilder):
    """See the module."""

    name = "guide-html"
    default_translator_class = GuideTranslator

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Index a page, and every numbered thing on it by the way it is cited."""
        super().index_page(pagename, doctree, title)
        if self.indexer is None:
            return
        titles: list[tuple[str, str | None]] = self.indexer._all_titles.setdefault(pagename, [])
        for node in doctree.findall(nodes.Element):
            number = node.get("number")
            if number and node["ids"]:
                id = node["ids"][0]
                if isinstance(node, nodes.section) and node["label"] == "Section":
                    titles.append((number, id))
                titles.append((f"{node['label']} {number}", id))


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point for this module as an extension."""
    app.add_builder(GuideHTMLBuilder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""The Sphinx builder of the manual: that of the guides, with the manual's own contents."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from builder.model.words import Language, words_of
from builder.outputs.html.builder import GuideHTMLBuilder
from builder.outputs.html.translator import GuideTranslator

BUILDER = "manual-html"
_BEFORE_THEME, _AFTER_THEME = 400, 600
_STYLES = ("furo.css", "guide.css", "manual.css")
_SCRIPTS = ("furo.js", "guide.js", "manual.js")
_LONG_LINE = 26
"""From how many characters on a line of code can be wider than a list on the narrowest screen."""


class ManualTranslator(GuideTranslator):
    """Writes the pages of the manual."""

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """An example that may scroll sideways can be reached by keyboard."""
        place = len(self.body)
        try:
            super().visit_literal_block(node)
        finally:
            if max(map(len, node.astext().split("\n"))) > _LONG_LINE:
                text = "".join(self.body[place:])
                self.body[place:] = [text.replace("<pre>", '<pre tabindex="0">', 1)]

    def visit_raw(self, node: nodes.Element) -> None:
        """Remarks for whoever edits the page are not for its readers."""
        raise nodes.SkipNode


class ManualHTMLBuilder(GuideHTMLBuilder):
    """See the module."""

    name = BUILDER
    default_translator_class = ManualTranslator


def _no_tree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Event `html-page-context`, before furo's: without a tree, it makes no navigation."""
    context.pop("toctree", None)
    context["toc"] = ""


def _contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Event `html-page-context`, after furo's: what the page is, and what lies before and after."""
    pages = context["manual_contents"].pages
    names = [page.id for page in pages]
    place = names.index(pagename) if pagename in names else None
    context["manual_page"] = None if place is None else pages[place]
    context["manual_previous"] = pages[place - 1] if place else None
    follows = 0 if pagename == app.config.root_doc else None if place is None else place + 1
    more = follows is not None and follows < len(pages)
    context["manual_next"] = pages[follows] if more else None
    context["furo_hide_toc"] = place is None or not pages[place].sections
    for key, wanted in (("css_files", _STYLES), ("script_files", _SCRIPTS)):
        context[key] = [
            f for f in context[key] if str(f.filename).partition("?")[0].endswith(wanted)
        ]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point for this module as an extension."""
    app.add_builder(ManualHTMLBuilder)
    app.add_config_value("guide_words", words_of(), "env", types=Language)
    # MyST has put a function of its own in the place of every translator's.
    app.add_node(
        nodes.container,
        override=True,
        html=(ManualTranslator.visit_container, ManualTranslator.depart_container),
    )
    for script in ("guide.js", "manual.js"):
        app.add_js_file(script)
    app.connect("html-page-context", _no_tree, priority=_BEFORE_THEME)
    app.connect("html-page-context", _contents, priority=_AFTER_THEME)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""The Sphinx builder of the manual: that of the guides, with the manual's own contents."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from builder.model.words import Language, words_of
from builder.outputs.html.builder import GuideHTMLBuilder, set_up
from builder.outputs.html.translator import GuideTranslator

BUILDER = "manual-html"
_LONG_LINE = 26
"""From how many characters on a line of code can be wider than a list on the narrowest screen."""


class ManualTranslator(GuideTranslator):
    """Writes the pages of the manual."""

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """An example has colours; one that may scroll sideways can be reached by keyboard."""
        place = len(self.body)
        # Sphinx writes the whole block at once, and then raises `SkipNode`.
        try:
            HTML5Translator.visit_literal_block(self, node)
        finally:
            if max(map(len, node.astext().split("\n"))) > _LONG_LINE:
                text = "".join(self.body[place:])
                self.body[place:] = [text.replace("<pre>", '<pre tabindex="0">', 1)]

    def visit_raw(self, node: nodes.Element) -> None:
        """Remarks for those who edit the page are not for its readers."""
        raise nodes.SkipNode


class ManualHTMLBuilder(GuideHTMLBuilder):
    """See the module."""

    name = BUILDER
    default_translator_class = ManualTranslator
    styles = ("furo.css", "guide.css", "manual.css")
    scripts = ("furo.js", "guide.js", "manual.js")


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point for this module as an extension."""
    app.add_config_value("guide_words", words_of(), "env", types=Language)
    return set_up(app, ManualHTMLBuilder)

"""Line breaks that an author asks for: one node of ours, which every output knows.

The parser writes them as raw HTML and raw LaTeX, which only those two formats could print. In a
text that has to stay on one line of its page, like a cell, a character stands for each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from builder.render import LINE_BREAK

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_AROUND = re.compile(f" *{LINE_BREAK} *")


class hard_break(nodes.Inline, nodes.Element):  # noqa: N801 (named as docutils names its nodes)
    """Where a line ends within a paragraph."""

    def astext(self) -> str:
        """White space, so that no two words become one."""
        return "\n"


def replace_breaks(app: Sphinx, doctree: nodes.document) -> None:
    """Event `doctree-read`: `hard_break` in the place of raw markup."""
    for text in [text for text in doctree.findall(nodes.Text) if LINE_BREAK in text]:
        first, *rest = _AROUND.split(text)
        parts: list[nodes.Node] = [nodes.Text(first)]
        for part in rest:
            parts += [hard_break(), nodes.Text(part)]
        text.parent.replace(text, parts)
    for raw in list(doctree.findall(nodes.raw)):
        if raw.get("format") == "html" and raw.astext().strip() == "<br />":
            raw.parent.replace(raw, hard_break())
        elif raw.get("format") == "latex":
            raw.parent.remove(raw)


def visit_html(translator: Any, node: hard_break) -> None:
    """Write the break into a page."""
    translator.body.append("<br />\n")


def depart_html(translator: Any, node: hard_break) -> None:
    """Nothing stands in it."""


def setup(app: Sphinx) -> None:
    """Make Sphinx know the node."""
    app.add_node(hard_break, html=(visit_html, depart_html))
    app.connect("doctree-read", replace_breaks, priority=50)

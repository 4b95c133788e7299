"""Which function translates which docutils node.

The nodes are looked up by their exact class name, so that Sphinx's own nodes need no import and a
node without a translator is an error instead of being treated like its base class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from docutils import nodes

from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.page import PageKind


@dataclass(slots=True, kw_only=True)
class Context:
    """Where the translator is: the page it is on and the ids that can be linked to.

    `known` are all ids of all pages; `placed` those that already have a place in the document.
    """

    known: frozenset[str]
    kind: PageKind = "chapter"
    level: int = 0
    placed: set[str] = field(default_factory=set)

    def ids(self, node: nodes.Element) -> list[str]:
        """A node's ids as Typst literals, first the permanent one; each id is given out once."""
        from builder.outputs.pdf.escape import string

        fresh = [id_ for id_ in node["ids"] if id_ not in self.placed]
        self.placed.update(fresh)
        return [string(id_) for id_ in fresh]


Handler = Callable[[Any, Context], str]
HANDLERS: dict[str, Handler] = {}

# Nodes that print nothing: they steer Sphinx, or mark a place that other nodes print.
DROPPED = frozenset(
    {
        "comment",
        "index",
        "meta",
        "substitution_definition",
        "tabular_col_spec",
        "target",
        "toctree",
    }
)

# What a page says only on the web, such as its link to this PDF, carries this class.
WEB_ONLY = "html-only"

_F = TypeVar("_F", bound=Handler)


def handles(*names: str) -> Callable[[_F], _F]:
    """Register a function as the translator of the docutils nodes of these class names."""

    def register(handler: _F) -> _F:
        for name in names:
            HANDLERS[name] = handler
        return handler

    return register


def translate_node(node: nodes.Node, context: Context) -> str:
    """The Typst statement that prints a node; an empty string for a node that prints nothing.

    Raises:
        PdfTranslationError: there is no translator for this kind of node.
    """
    name = type(node).__name__
    if name in DROPPED:
        return _anchors(node, context)
    if isinstance(node, nodes.Element) and WEB_ONLY in node.get("classes", ()):
        return ""
    handler = HANDLERS.get(name)
    if handler is None:
        raise PdfTranslationError(f"the PDF cannot show a “{name}” node", node)
    return handler(node, context)


def _anchors(node: nodes.Node, context: Context) -> str:
    """The place of a target that was not moved to the element after it."""
    if not isinstance(node, nodes.target) or "refid" in node:
        return ""
    ids = context.ids(node)
    return f"anchors(({', '.join(ids)},))" if ids else ""


def translate_children(node: nodes.Node, context: Context) -> list[str]:
    """The statements of a node's children, without those that print nothing."""
    return [part for child in node.children if (part := translate_node(child, context))]

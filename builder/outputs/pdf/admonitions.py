"""Notes, warnings and the like."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import admonitionlabels

from builder.outputs.pdf.blocks import transparent
from builder.outputs.pdf.escape import body, string
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import PdfContext, handles, translate_children, translate_node

URGENT = frozenset({"attention", "caution", "danger", "error", "warning"})


@handles(*admonitionlabels)
def labelled(node: nodes.Element, context: PdfContext) -> str:
    """An admonition whose kind gives it its label."""
    name = type(node).__name__
    urgent = ", urgent: true" if name in URGENT else ""
    return f"note({string(str(admonitionlabels[name]))}, {transparent(node, context)}{urgent})"


@handles("admonition", "topic")
def titled(node: nodes.Element, context: PdfContext) -> str:
    """An admonition with a title of its own."""
    title, *rest = node.children
    if not isinstance(title, nodes.title):
        return f"note([], {body(translate_children(node, context))})"
    content = [translate_node(child, context) for child in rest]
    return f"note({inline(title, context)}, {body(content)})"

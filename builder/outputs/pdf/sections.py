"""Sections and their headings, with the numbers that assembling gave them."""

from __future__ import annotations

from docutils import nodes

from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import array, body, optional, string
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import Context, handles, translate_node


@handles("section")
def section(node: nodes.section, context: Context) -> str:
    """A section: its heading and what is in it."""
    ids = array(context.ids(node))
    context.level += 1
    parts = []
    for child in node.children:
        if isinstance(child, nodes.title):
            parts.append(_heading(node, child, ids, context))
        else:
            parts.append(translate_node(child, context))
    context.level -= 1
    return body(parts)


def _heading(node: nodes.section, title: nodes.title, ids: str, context: Context) -> str:
    text = inline(title, context)
    number = str(node["number"]) if "number" in node else None
    if context.kind == "front":
        return f"front-section({ids}, {context.level}, {text})"
    if context.level > 1:
        return f"section({ids}, {context.level}, {optional(number)}, {text})"
    if number is None:
        raise PdfTranslationError(f"the {context.kind} “{title.astext()}” has no number", title)
    return f"{context.kind}({ids}, {string(number)}, {text})"

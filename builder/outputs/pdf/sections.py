"""Sections and their headings, with the numbers that assembling gave them."""

from __future__ import annotations

from docutils import nodes

from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import body, optional, prose, string
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import PdfContext, handles, translate_node
from builder.render import PageKind


@handles("section")
def section(node: nodes.section, context: PdfContext) -> str:
    """A section: its heading and what is in it. A chapter holds its pages together."""
    ids = context.ids(node)
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if title is None:
        raise PdfTranslationError("a section has no title", node)
    context.level += 1
    level = context.level
    parts = [translate_node(child, context) for child in node.children if child is not title]
    context.level -= 1
    heading = inline(title, context)
    number = node.get("heading")
    if context.kind is PageKind.FRONT:
        return body([f"front-section({ids}, {level}, {heading})", *parts])
    if level > 1:
        return body([f"section({ids}, {level}, {optional(number)}, {heading})", *parts])
    if number is None:
        raise PdfTranslationError(f"the {context.kind} “{title.astext()}” has no number", title)
    named = f"{string(number)}, {heading}, {prose(title.astext())}"
    return f"{context.kind}(facts, {ids}, {named}, {body(parts)})"

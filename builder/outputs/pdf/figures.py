"""Figures and images."""

from __future__ import annotations

from docutils import nodes

from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import body, run, string
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import PdfContext, handles, translate_children, translate_node
from builder.outputs.pdf.room import CAPTION

# Where the compiler finds images, so that none can hide a template.
IMAGE_FOLDER = "images"


@handles("image")
def image(node: nodes.image, context: PdfContext) -> str:
    """An image.

    Raises:
        PdfTranslationError: it has no alternative text.
    """
    alt = node.get("alt", "").strip()
    if not alt:
        raise PdfTranslationError(f"the image “{node['uri']}” has no alternative text", node)
    file = string(f"/{IMAGE_FOLDER}/{node['uri']}")
    return run([context.anchors(node), f"drawing({file}, {string(alt)})"])


@handles("figure")
def figure(node: nodes.figure, context: PdfContext) -> str:
    """A figure: its image, caption and legend."""
    ids = context.ids(node)
    caption, legend, content = "none", "none", []
    for child in node.children:
        if isinstance(child, nodes.caption):
            with context.within(context.room.of(CAPTION).semibold()):
                caption = inline(child, context)
        elif isinstance(child, nodes.legend):
            legend = body(translate_children(child, context))
        else:
            content.append(translate_node(child, context))
    number, label = numbering(node, captioned=caption != "none")
    return f"picture({ids}, {number}, {label}, {caption}, {body(content)}, {legend})"


def numbering(node: nodes.Element, *, captioned: bool) -> tuple[str, str]:
    """The number of a captioned figure or table, and what such a thing is called.

    Raises:
        PdfTranslationError: there is a caption, but no number for it.
    """
    if not captioned:
        return "none", "none"
    if "number" not in node or "name" not in node:
        raise PdfTranslationError(f"a “{type(node).__name__}” node has no number", node)
    return string(str(node["number"])), string(str(node["name"]))

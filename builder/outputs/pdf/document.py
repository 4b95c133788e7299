"""A whole guide as one Typst document."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from builder.model.cover import Identity
from builder.outputs.pdf import admonitions, blocks, figures, sections, tables
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import body
from builder.outputs.pdf.facts import facts
from builder.outputs.pdf.registry import PdfContext, PdfPage, translate_children, translate_node
from builder.render import PageKind

# Importing these modules registers their translators; nothing else asks for them by name.
TRANSLATORS = (admonitions, blocks, figures, sections, tables)


def translate(pages: Sequence[PdfPage], identity: Identity) -> str:
    """The Typst source of a guide: the front pages, then the chapters and appendices in order.

    The title of a front page's outermost section is the guide's own title, which the cover
    prints.

    Raises:
        PdfTranslationError: a node has no translator, a reference has no target, an image has
            no alternative text, or a number is missing.
    """
    known: set[str] = set()
    for page in pages:
        for node in page.doctree.findall(nodes.Element):
            known.update(node["ids"])
    context = PdfContext(known=frozenset(known))
    front: list[str] = []
    content: list[str] = []
    for page in pages:
        context.kind = page.kind
        context.level = 0
        if page.kind is PageKind.FRONT:
            front += _front(page.doctree, context)
        else:
            content += translate_children(page.doctree, context)
    return "\n".join(
        [
            '#import "/guide.typ": *',
            f"#let facts = {facts(identity)}",
            f"#show: guide.with(facts, {body(front)})",
            "#" + body(content),
            "",
        ]
    )


def _front(doctree: nodes.document, context: PdfContext) -> list[str]:
    sections_ = [child for child in doctree.children if isinstance(child, nodes.section)]
    if len(sections_) != 1:
        return translate_children(doctree, context)
    top = sections_[0]
    marks = context.anchors(top)
    around = [child for child in doctree.children if child is not top]
    within = [child for child in top.children if not isinstance(child, nodes.title)]
    return [marks, *(translate_node(child, context) for child in (*around, *within))]


def image_names(pages: Sequence[PdfPage]) -> tuple[str, ...]:
    """The file names, relative to the rendered tree, of all images that the PDF shows."""
    found: dict[str, None] = {}
    for page in pages:
        for node in page.doctree.findall(nodes.image):
            if not isinstance(node.get("uri"), str):
                raise PdfTranslationError("an image has no file", node)
            found.setdefault(node["uri"])
    return tuple(found)

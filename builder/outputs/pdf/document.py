"""A whole guide as one Typst document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docutils import nodes

from builder.model.cover import Identity
from builder.outputs.pdf import blocks, figures, tables
from builder.outputs.pdf.breaks import soft
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import body, optional, string
from builder.outputs.pdf.facts import facts
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import (
    PdfContext,
    PdfPage,
    handles,
    translate_children,
    translate_node,
)
from builder.outputs.pdf.room import RUNNING, TITLES, Letters, Room
from builder.render import PageKind

# Importing these modules registers their translators; nothing else asks for them by name.
TRANSLATORS = (blocks, figures, tables)


def translate(pages: Sequence[PdfPage], identity: Identity, fonts: Path | None = None) -> str:
    """The Typst source of a guide: the front pages, then the chapters and appendices in order.

    `fonts` is the folder of the typefaces, by which words too long for their lines are told. The
    title of a front page's outermost section is the guide's own title, which the cover
    prints.

    Raises:
        PdfTranslationError: a node has no translator, a reference has no target, an image has
            no alternative text, or a number is missing.
    """
    # All ids first, because references lead forward, too.
    known: set[str] = set()
    for page in pages:
        for node in page.doctree.findall(nodes.Element):
            known.update(node["ids"])
    context = PdfContext(known=frozenset(known), room=Room(letters=Letters(fonts)))
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
            f"#let facts = {facts(identity, context.room)}",
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
    with context.within(context.room.of(TITLES[min(level, len(TITLES) - 1)]).semibold()):
        heading = inline(title, context)
    number = node.get("heading")
    if context.kind is PageKind.FRONT:
        return body([f"front-section({ids}, {level}, {heading})", *parts])
    if level > 1:
        return body([f"section({ids}, {level}, {optional(number)}, {heading})", *parts])
    if number is None:
        raise PdfTranslationError(f"the {context.kind} “{title.astext()}” has no number", title)
    named = f"{string(number)}, {heading}, {soft(title.astext(), context.room.of(RUNNING))}"
    return f"{context.kind}(facts, {ids}, {named}, {body(parts)})"


def image_names(pages: Sequence[PdfPage]) -> tuple[str, ...]:
    """The file names, relative to the rendered tree, of all images that the PDF shows."""
    found: dict[str, None] = {}
    for page in pages:
        for node in page.doctree.findall(nodes.image):
            if not isinstance(node.get("uri"), str):
                raise PdfTranslationError("an image has no file", node)
            found.setdefault(node["uri"])
    return tuple(found)

"""What stands within a paragraph: text, emphasis, code, references."""

from __future__ import annotations

from docutils import nodes

from builder.outputs.pdf.breaks import plan, written
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import prose, run, string
from builder.outputs.pdf.registry import PdfContext, handles, translate_children

# The class of a link from a word of the text to its entry in the glossary.
GLOSSARY_TERM = "glossary-term"


def inline(node: nodes.Node, context: PdfContext) -> str:
    """A Typst expression of all that stands within a block, on one line, its long words parted."""
    before, context.plan = context.plan, plan(node, context.room)
    try:
        return _within(node, context)
    finally:
        context.plan = before


def _within(node: nodes.Node, context: PdfContext) -> str:
    return run(translate_children(node, context))


@handles("Text")
def text(node: nodes.Text, context: PdfContext) -> str:
    """Running text."""
    pieces = context.plan.get(id(node))
    if pieces:
        return written(pieces)
    value = prose(node.astext())
    return "" if value == '""' else value


@handles("strong")
def strong(node: nodes.strong, context: PdfContext) -> str:
    """Strong emphasis."""
    return f"strong({_within(node, context)})"


@handles("emphasis", "title_reference")
def emphasis(node: nodes.Element, context: PdfContext) -> str:
    """Emphasis."""
    return f"emph({_within(node, context)})"


@handles("literal")
def literal(node: nodes.literal, context: PdfContext) -> str:
    """Code within a sentence."""
    code = prose(node.astext())
    pieces = context.plan.get(id(node))
    return f"code({code}, {written(pieces)})" if pieces else f"raw({code})"


@handles("inline", "abbreviation", "term", "caption", "title", "attribution")
def transparent(node: nodes.Element, context: PdfContext) -> str:
    """A node that adds nothing to its text; its place counts if something refers to it."""
    return run([context.anchors(node), *translate_children(node, context)])


@handles("hard_break")
def hard_break(_node: nodes.Element, _context: PdfContext) -> str:
    """A line that ends within a paragraph."""
    return "linebreak()"


@handles("superscript")
def superscript(node: nodes.superscript, context: PdfContext) -> str:
    """Raised text."""
    return f"super({_within(node, context)})"


@handles("subscript")
def subscript(node: nodes.subscript, context: PdfContext) -> str:
    """Lowered text."""
    return f"sub({_within(node, context)})"


@handles("reference")
def reference(node: nodes.reference, context: PdfContext) -> str:
    """A link, to a place in the guide or to an address outside.

    Raises:
        PdfTranslationError: the place is not in the guide, or the node says none.
    """
    target = node.get("target_id") or node.get("refid")
    if target:
        if target not in context.known:
            raise PdfTranslationError(f"nothing in the guide has the id “{target}”", node)
        function = "term-link" if GLOSSARY_TERM in node["classes"] else "inside"
        return f"{function}({string(target)}, {_within(node, context)})"
    address = node.get("refuri")
    if not address:
        raise PdfTranslationError("a reference leads nowhere", node)
    return f"outside({string(address)}, {_within(node, context)})"

"""Paragraphs, lists, notes, code: what stands between headings."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import admonitionlabels

from builder.outputs.pdf.breaks import line_pieces, written
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import body, run, string
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import PdfContext, handles, translate_children, translate_node
from builder.outputs.pdf.room import (
    BULLET,
    DIGIT,
    LISTING_INSET,
    MEANING,
    NOTE_INSET,
    NUMBER,
    QUOTE_INSET,
)

# How the levels of numbered lists count; a level beyond the last starts again with the first.
PATTERNS = ("1.", "a.", "i.")

# A paragraph that ends so introduces what follows, and stays on the same page with it.
INTRODUCES = (":", "\N{FULLWIDTH COLON}")
_URGENT = frozenset({"attention", "caution", "danger", "error", "warning"})


def flow(node: nodes.Element, context: PdfContext) -> str:
    """A Typst expression of the blocks within a node.

    A first paragraph is left bare: an item or a cell of one paragraph is then set as a line of
    text and not with the space around a paragraph.
    """
    children = [child for child in node.children if not isinstance(child, nodes.comment)]
    if children and type(children[0]) is nodes.paragraph:
        first = children[0]
        lead = [context.anchors(first), inline(first, context)]
        rest = [translate_node(child, context) for child in children[1:]]
        if any(rest):
            lead.append("parbreak()")
        return run([*lead, *rest]) if not any(rest) else body([*lead, *rest])
    return body(translate_children(node, context))


@handles("paragraph", "rubric")
def paragraph(node: nodes.Element, context: PdfContext) -> str:
    """A paragraph, kept with what follows if it introduces that."""
    follows = node.next_node(descend=False, siblings=True)
    function = "par"
    if follows is not None and node.astext().rstrip().endswith(INTRODUCES):
        function = "lead-in"
    return run([context.anchors(node), f"{function}({inline(node, context)})"])


@handles("container", "compound", "glossary", "only", "legend")
def transparent(node: nodes.Element, context: PdfContext) -> str:
    """A group that adds nothing to what is in it. Sphinx wraps a toctree in one."""
    if "toctree-wrapper" in node.get("classes", ()):
        return ""
    return body([context.anchors(node), *translate_children(node, context)])


@handles(*admonitionlabels)
def labelled(node: nodes.Element, context: PdfContext) -> str:
    """An admonition whose kind gives it its label."""
    name = type(node).__name__
    urgent = ", urgent: true" if name in _URGENT else ""
    with context.within(context.room.less(NOTE_INSET)):
        content = transparent(node, context)
    return f"note({string(str(admonitionlabels[name]))}, {content}{urgent})"


@handles("admonition", "topic")
def titled(node: nodes.Element, context: PdfContext) -> str:
    """An admonition with a title of its own."""
    title, *rest = node.children
    with context.within(context.room.less(NOTE_INSET)):
        if not isinstance(title, nodes.title):
            return f"note([], {body(translate_children(node, context))})"
        content = [translate_node(child, context) for child in rest]
        with context.within(context.room.semibold()):
            return f"note({inline(title, context)}, {body(content)})"


@handles("bullet_list")
def bullet_list(node: nodes.bullet_list, context: PdfContext) -> str:
    """A bulleted list."""
    with context.within(context.room.less(BULLET)):
        items = ", ".join(_items(node, context))
    return run([context.anchors(node), f"bullets({items})"])


@handles("enumerated_list")
def enumerated_list(node: nodes.enumerated_list, context: PdfContext) -> str:
    """A numbered list; how it counts depends on how deep it stands in other numbered lists."""
    depth = 0
    above = node.parent
    while above is not None:
        depth += isinstance(above, nodes.enumerated_list)
        above = above.parent
    pattern = string(PATTERNS[depth % len(PATTERNS)])
    start = node.get("start", 1)
    # The widest label: roman numerals have about two letters for each digit of a number.
    digits = 2 * len(str(start + len(node.children))) + 1
    with context.within(context.room.less(NUMBER + digits * DIGIT * context.room.size)):
        items = ", ".join([str(start), pattern, *_items(node, context)])
    return run([context.anchors(node), f"steps({items})"])


def _items(node: nodes.Element, context: PdfContext) -> list[str]:
    items = []
    for item in node.children:
        if isinstance(item, nodes.comment):
            continue
        if not isinstance(item, nodes.list_item):
            raise PdfTranslationError(f"a list holds a “{type(item).__name__}” node", item)
        marks = context.anchors(item)
        content = flow(item, context)
        items.append(run([marks, content]) if marks else content)
    return items


@handles("definition_list")
def definition_list(node: nodes.definition_list, context: PdfContext) -> str:
    """A list of terms and what they mean; terms that share a meaning stand in one line."""
    items = []
    for item in node.children:
        if not isinstance(item, nodes.definition_list_item):
            raise PdfTranslationError(f"a glossary holds a “{type(item).__name__}” node", item)
        terms = [child for child in item.children if isinstance(child, nodes.term)]
        meanings = [child for child in item.children if isinstance(child, nodes.definition)]
        extra = [child for child in item.children if child not in (*terms, *meanings)]
        if extra:
            raise PdfTranslationError(
                f"a glossary entry holds a “{type(extra[0]).__name__}” node", extra[0]
            )
        heads: list[str] = [context.anchors(item)]
        for place, term in enumerate(terms):
            heads += ['", "'] if place else []
            with context.within(context.room.less(MEANING).semibold()):
                heads.append(run([context.anchors(term), inline(term, context)]))
        with context.within(context.room.less(MEANING)):
            content = [flow(meaning, context) for meaning in meanings]
        items.append(f"({run(heads)}, {run(content)})")
    return run([context.anchors(node), f"definitions({', '.join(items)})"])


@handles("block_quote")
def block_quote(node: nodes.block_quote, context: PdfContext) -> str:
    """A quotation or an indented passage."""
    with context.within(context.room.less(QUOTE_INSET)):
        return f"aside({body([context.anchors(node), *translate_children(node, context)])})"


@handles("literal_block", "doctest_block")
def literal_block(node: nodes.Element, context: PdfContext) -> str:
    """Lines of code, exactly as they stand."""
    code = node.astext()
    room = context.room.less(LISTING_INSET)
    lines = [(at, line_pieces(line, room)) for at, line in enumerate(code.split("\n"), 1)]
    parted = "".join(f", ({at}, {written(pieces, exactly=True)})" for at, pieces in lines if pieces)
    return run([context.anchors(node), f"listing({string(code)}{parted})"])


@handles("line_block")
def line_block(node: nodes.line_block, context: PdfContext) -> str:
    """Lines that keep their ends, such as an address."""
    lines: list[str] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            lines += [f"h(1.2em) + {inline(line, context)}" for line in child.findall(nodes.line)]
        else:
            lines.append(inline(child, context))
    return f"verse({', '.join(lines)})"


@handles("transition")
def transition(_node: nodes.transition, _context: PdfContext) -> str:
    """A change of subject within a section."""
    return "divider"

"""A whole guide as one Typst document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from docutils import nodes

from builder.outputs.pdf import admonitions, blocks, figures, sections, tables
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import array, body, optional, string
from builder.outputs.pdf.page import GuideFacts, PdfPage
from builder.outputs.pdf.registry import Context, translate_children, translate_node

# Importing these modules registers their translators.
TRANSLATORS = (admonitions, blocks, figures, sections, tables)

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def translate(pages: Sequence[PdfPage], facts: GuideFacts) -> str:
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
    context = Context(known=frozenset(known))
    front: list[str] = []
    content: list[str] = []
    for page in pages:
        context.kind = page.kind
        context.level = 0
        if page.kind == "front":
            front += _front(page.doctree, context)
        else:
            content += translate_children(page.doctree, context)
    return "\n".join(
        [
            '#import "/guide.typ": *',
            f"#let facts = {_facts(facts)}",
            f"#show: guide.with(facts, {body(front)})",
            "#" + body(content),
            "",
        ]
    )


def _front(doctree: nodes.document, context: Context) -> list[str]:
    sections_ = [child for child in doctree.children if isinstance(child, nodes.section)]
    if len(sections_) != 1:
        return translate_children(doctree, context)
    top = sections_[0]
    ids = context.ids(top)
    marks = [f"anchors({array(ids)})"] if ids else []
    around = [child for child in doctree.children if child is not top]
    within = [child for child in top.children if not isinstance(child, nodes.title)]
    return [*marks, *(part for child in (*around, *within) if (part := _part(child, context)))]


def _part(node: nodes.Node, context: Context) -> str:
    return translate_node(node, context)


def _facts(facts: GuideFacts) -> str:
    language, _, region = facts.language.partition("-")
    keywords = facts.keywords or tuple(
        text for text in (facts.short_name, facts.title, facts.subtitle) if text
    )
    entries = {
        "title": string(facts.title),
        "subtitle": optional(facts.subtitle),
        "short-name": string(facts.short_name),
        "version": string(facts.version),
        "date": optional(printed_date(facts.date)),
        "document-date": _document_date(facts.date),
        "classification": optional(facts.classification),
        "copyright": optional(facts.copyright),
        "trademarks": optional(facts.trademarks),
        "publisher-name": string(facts.publisher_name),
        "publisher-lines": array([string(line) for line in facts.publisher_lines]),
        "keywords": array([string(word) for word in keywords]),
        "language": string(language),
        "region": optional(region or None),
    }
    return "(" + ", ".join(f"{name}: {value}" for name, value in entries.items()) + ")"


def _iso(text: str | None) -> tuple[date, bool] | None:
    """A date, and whether its day is known."""
    match = _ISO.fullmatch(text or "")
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        return date(int(year), int(month), int(day or 1)), day is not None
    except ValueError:
        return None


def printed_date(text: str | None) -> str | None:
    """An ISO date written out, as `June 20, 2018` or `June 2018`; any other text as it is."""
    found = _iso(text)
    if found is None:
        return text
    when, has_day = found
    return f"{when:%B} {when.day}, {when.year}" if has_day else f"{when:%B} {when.year}"


def _document_date(text: str | None) -> str:
    found = _iso(text)
    if found is None:
        return "auto"
    when, _ = found
    return f"datetime(year: {when.year}, month: {when.month}, day: {when.day})"


def image_names(pages: Sequence[PdfPage]) -> tuple[str, ...]:
    """The file names, relative to the rendered tree, of all images that the PDF shows."""
    found: dict[str, None] = {}
    for page in pages:
        for node in page.doctree.findall(nodes.image):
            if not isinstance(node.get("uri"), str):
                raise PdfTranslationError("an image has no file", node)
            found.setdefault(node["uri"])
    return tuple(found)

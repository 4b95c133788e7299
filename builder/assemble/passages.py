"""What the parser read of the pages: every passage of text, with its place.

A passage is a paragraph, a title, a caption, a term, a cell’s text or a block of code: text with no
other block in it. What is compared with an output, or with what authors wrote, is compared passage
by passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docutils import nodes

from builder.assemble.facts import line_of
from builder.render import PageKind, RenderedSource
from builder.source import Span

_NO_TEXT = frozenset({"toctree-wrapper", "html-only"})
"""Classes of what has no text of the guide in it, or only on the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One passage on a page of the guide, and where its author wrote it.

    `front` tells that it is on the front page, and `cover` that it is the guide’s own title, which
    covers set in a way of their own.
    """

    page: str
    text: str
    at: Span
    front: bool = False
    cover: bool = False


def passages(source: RenderedSource, doctrees: Mapping[str, nodes.document]) -> tuple[Passage, ...]:
    """All passages of a guide, in reading order. Lists of contents are none."""
    found: list[Passage] = []
    for page in source.pages:
        doctree = doctrees[page.name]
        front = page.kind is PageKind.FRONT
        for node in _leaves(doctree):
            text = node.astext()
            if text.strip():
                top = isinstance(node, nodes.title) and node.parent.parent is doctree
                found.append(
                    Passage(
                        page=page.name,
                        text=text,
                        at=page.passage_origin(line_of(node) or 1),
                        front=front,
                        cover=front and top,
                    )
                )
    return tuple(found)


def _leaves(node: nodes.Element) -> Iterator[nodes.TextElement]:
    for child in node.children:
        if isinstance(child, nodes.comment) or not isinstance(child, nodes.Element):
            continue
        if isinstance(child, nodes.TextElement):
            yield child
        elif _NO_TEXT.isdisjoint(child["classes"]):
            yield from _leaves(child)

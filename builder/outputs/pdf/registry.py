"""Which function translates which docutils node.

The nodes are looked up by their exact class name, so that Sphinx's own nodes need no import and a
node without a translator is an error instead of being treated like its base class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from docutils import nodes

from builder.outputs.pdf.breaks import Plan
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import array, string
from builder.outputs.pdf.room import Room
from builder.render import PageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page of the guide as Sphinx resolved it, with the numbers that assembling wrote on it.

    A numbered `section` of the doctree has the attribute `heading`, what stands before its title; a
    captioned `figure` or `table` has `name` and `number`, an internal `reference` has `target_id`.
    """

    kind: PageKind
    doctree: nodes.document


@dataclass(slots=True, kw_only=True)
class PdfContext:
    """Where the translator is: the page it is on and the ids that can be linked to.

    `known` are all ids of all pages; `placed` those that already have a place in the document.
    `room` is the line that text stands on, `plan` how the words of the block at hand are broken.
    """

    known: frozenset[str]
    kind: PageKind = PageKind.CHAPTER
    level: int = 0
    placed: set[str] = field(default_factory=set)
    room: Room = field(default_factory=Room)
    plan: Plan = field(default_factory=dict)

    @contextmanager
    def within(self, room: Room) -> Iterator[None]:
        """Translate on lines of another room for a while."""
        before, self.room = self.room, room
        try:
            yield
        finally:
            self.room = before

    def ids(self, *nodes_: nodes.Element) -> str:
        """A Typst array of nodes' ids, first the permanent one.

        Each id is given out once: Typst cannot link a label that stands in two places.
        """
        found = dict.fromkeys(id_ for node in nodes_ for id_ in node["ids"])
        fresh = [id_ for id_ in found if id_ not in self.placed]
        self.placed.update(fresh)
        return array([string(id_) for id_ in fresh])

    def anchors(self, node: nodes.Element) -> str:
        """The Typst statement that places a node's ids; an empty string if there are none."""
        ids = self.ids(node)
        return f"anchors({ids})" if ids != "()" else ""


Handler = Callable[[Any, PdfContext], str]
HANDLERS: dict[str, Handler] = {}

# Nodes that print nothing: they steer Sphinx, or mark a place that other nodes print.
DROPPED = frozenset(
    {
        "comment",
        "index",
        "meta",
        "substitution_definition",
        "tabular_col_spec",
        "target",
        "toctree",
    }
)

# What a page says only on the web, such as its link to this PDF, carries this class.
WEB_ONLY = "html-only"

_F = TypeVar("_F", bound=Handler)


def handles(*names: str) -> Callable[[_F], _F]:
    """Register a function as the translator of the docutils nodes of these class names."""

    def register(handler: _F) -> _F:
        for name in names:
            HANDLERS[name] = handler
        return handler

    return register


def translate_node(node: nodes.Node, context: PdfContext) -> str:
    """The Typst statement that prints a node; an empty string for a node that prints nothing.

    Raises:
        PdfTranslationError: there is no translator for this kind of node.
    """
    name = type(node).__name__
    if name in DROPPED:
        # A target that says where it leads has been moved to the element after it.
        if isinstance(node, nodes.target) and "refid" not in node:
            return context.anchors(node)
        return ""
    if isinstance(node, nodes.Element) and WEB_ONLY in node.get("classes", ()):
        return ""
    handler = HANDLERS.get(name)
    if handler is None:
        raise PdfTranslationError(f"the PDF cannot show a “{name}” node", node)
    return handler(node, context)


def translate_children(node: nodes.Node, context: PdfContext) -> list[str]:
    """The statements of a node's children, without those that print nothing."""
    return [part for child in node.children if (part := translate_node(child, context))]

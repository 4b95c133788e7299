"""A figure as its author declares it: a flow chart or a tree, with every label's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.source import Span

FOLDER = "content/figures"
"""Where the data of figures and their drawings stand side by side, below the project's root."""


class FigureKind(StrEnum):
    """How a figure is drawn."""

    FLOW = "flow"
    TREE = "tree"


class NodeShape(StrEnum):
    """What a box of a flow chart stands for."""

    START = "start"
    STEP = "step"
    DECISION = "decision"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNode:
    """A box of a flow chart."""

    id: str
    label: str
    shape: NodeShape
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEdge:
    """An arrow of a flow chart between two boxes, by their ids."""

    source: str
    target: str
    label: str | None
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """A box of a tree with the boxes that belong to it, in order."""

    label: str
    children: tuple[TreeNode, ...] = ()

    def walk(self) -> Iterator[TreeNode]:
        """This box and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDrawing:
    """What is drawn: `nodes` and `edges` of a flow chart, or the `root` of a tree.

    `description` tells every step in words. `digest` is the SHA-256 of the source text in
    lower-case hexadecimal digits, by which a drawing that has been made can be recognised as
    current.
    """

    id: str
    kind: FigureKind
    title: str
    description: str
    nodes: tuple[FigureNode, ...] = ()
    edges: tuple[FigureEdge, ...] = ()
    root: TreeNode | None = None
    digest: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every word that is drawn, and the title that screen readers say."""
        arrows = (edge.label for edge in self.edges if edge.label is not None)
        boxes = (node.label for node in (*self.nodes, *(self.root.walk() if self.root else ())))
        return (self.title, *boxes, *arrows)

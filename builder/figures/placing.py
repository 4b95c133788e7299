"""Where the boxes of a flow chart stand: rows and columns from Graphviz, set on a grid.

Graphviz ships inside the pygraphviz wheel, which is used for drawing only: a build takes the
drawings that are committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from builder.figures.shapes import NodeBox
from builder.figures.text_metrics import BODY, STRONG
from builder.model.figure import FigureDrawing, FigureEdge, NodeShape

GRID = 8
"""Distance of the lines on which boxes stand and arrows run, in units."""

_POINTS_AN_INCH = 72
_PADDING = 12
_LONGEST_WORD = 190
"""A word that is wider, in units, is broken, though a box grows for its words."""
_TIP = 14
"""What the two points of a decision take from the room for its text, on each side."""
_ALIGNED = 24
"""Boxes whose middles are nearer than this, in units, are put in one column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLayout:
    """One way to lay out a chart, to be compared with others.

    `width` of the boxes, `gap` between two rows (both in units and multiples of `GRID`), and
    `leading`, which branch of a decision goes straight down: the `longest`, the `first` that
    the author names, or `none`. `mirrored` swaps left and right.
    """

    width: int
    gap: int
    leading: str
    mirrored: bool = False


def place(figure: FigureDrawing, layout: ChartLayout) -> dict[str, NodeBox]:
    """The boxes of a flow chart, by node, with their middles on the grid."""
    boxes = {node.id: _box(node.label, node.shape, layout.width) for node in figure.nodes}
    downward = without_returns(figure)
    spots = _graphviz(boxes, downward, _leading_edges(figure, downward, layout.leading), layout)
    if layout.mirrored:
        spots = {name: (-x, y) for name, (x, y) in spots.items()}
    # Graphviz has no fixed origin; from the left edge, equal charts get equal grid lines.
    least = min(x for x, _ in spots.values())
    spots = {name: (x - least, y) for name, (x, y) in spots.items()}
    # Rows are set anew, one under the other: Graphviz centres boxes of unequal height, and its
    # gaps are not multiples of the grid.
    rows = sorted({-y for _, y in spots.values()})
    columns = _columns([x for x, _ in spots.values()])
    placed = {}
    top = 0
    for row in rows:
        members = [name for name, (_, y) in spots.items() if -y == row]
        height = max(boxes[name].height for name in members)
        for name in members:
            x = columns[spots[name][0]]
            placed[name] = replace(boxes[name], x=x, y=_snap(top + height / 2))
        top += height + layout.gap
    return {node.id: placed[node.id] for node in figure.nodes}


def without_returns(figure: FigureDrawing) -> list[FigureEdge]:
    """The edges that lead on: those that close a loop are left out.

    They are the back edges of a depth-first search from the starts. Graphviz would choose by
    itself which edges of a loop to turn, and so might put a start below what it leads to.
    """
    following: dict[str, list[FigureEdge]] = {node.id: [] for node in figure.nodes}
    for edge in figure.edges:
        following[edge.source].append(edge)
    starts = [node.id for node in figure.nodes if node.shape is NodeShape.START]
    returns: set[int] = set()
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        for edge in following[name]:
            if edge.target == name or edge.target in above:
                returns.add(id(edge))
            elif edge.target not in done:
                visit(edge.target, (*above, name))
        done.add(name)

    for name in [*starts, *following]:
        if name not in done:
            visit(name, ())
    return [edge for edge in figure.edges if id(edge) not in returns]


def _box(label: str, shape: NodeShape, width: int) -> NodeBox:
    style = STRONG if shape in {NodeShape.START, NodeShape.END} else BODY
    tip = _TIP if shape is NodeShape.DECISION else 0
    room = width - 2 * (_PADDING if not tip else tip + 4)
    lines = style.wrap(label, room, longest=_LONGEST_WORD)
    needed = max(style.width(line) for line in lines) + 2 * (_PADDING + tip)
    return NodeBox(
        look=shape.value,
        lines=lines,
        style=style,
        width=max(width, -(-int(needed) // (2 * GRID)) * 2 * GRID),
        height=16 * len(lines) + (32 if tip else 16),
    )


def _leading_edges(
    figure: FigureDrawing, downward: Sequence[FigureEdge], leading: str
) -> set[tuple[str, str]]:
    """The edges to be drawn as straight as possible."""
    following: dict[str, list[str]] = {node.id: [] for node in figure.nodes}
    for edge in downward:
        following[edge.source].append(edge.target)

    @cache
    def depth(name: str) -> int:
        return 1 + max(map(depth, following[name]), default=0)

    chosen = set()
    for name, targets in following.items():
        if targets and leading != "none":
            best = max(targets, key=depth) if leading == "longest" else targets[0]
            chosen.add((name, best))
    return chosen


def _graphviz(
    boxes: Mapping[str, NodeBox],
    edges: Iterable[FigureEdge],
    leading: set[tuple[str, str]],
    layout: ChartLayout,
) -> dict[str, tuple[float, float]]:
    """The middles of the boxes as Graphviz places them, y upwards."""
    from pygraphviz import AGraph

    graph = AGraph(directed=True, strict=False)
    graph.graph_attr.update(rankdir="TB", nodesep="0.5", ranksep=str(layout.gap / _POINTS_AN_INCH))
    for name, box in boxes.items():
        graph.add_node(
            name,
            label="",
            shape="box",
            fixedsize="true",
            width=box.width / _POINTS_AN_INCH,
            height=box.height / _POINTS_AN_INCH,
        )
    for edge in edges:
        # Graphviz draws edges of high weight short and straight: the leading ones are a column.
        weight = "20" if (edge.source, edge.target) in leading else "1"
        graph.add_edge(edge.source, edge.target, weight=weight)
    graph.layout("dot")
    spots = {}
    for name in boxes:
        x, y = graph.get_node(name).attr["pos"].split(",")
        spots[name] = (float(x), float(y))
    return spots


def _columns(middles: Iterable[float]) -> dict[float, int]:
    """Where each x goes on the grid; nearly equal ones go to the same place."""
    columns: dict[float, int] = {}
    group: list[float] = []
    for x in [*sorted(set(middles)), float("inf")]:  # the last one closes the last group
        if group and x - group[0] > _ALIGNED:
            place = _snap(sum(group) / len(group))
            columns.update(dict.fromkeys(group, place))
            group = []
        group.append(x)
    return columns


def _snap(value: float) -> int:
    return round(value / GRID) * GRID

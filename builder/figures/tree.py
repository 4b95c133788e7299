"""Trees: the root on top, its children as columns, everything below them stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.figures.shapes import Connector, NodeBox, Picture, Point
from builder.figures.svg import MARGIN, WIDTH
from builder.figures.text_metrics import BODY, STRONG
from builder.model.figure import TreeNode

_MOST_COLUMNS = 5
"""More columns than this would be too narrow to read; the tree is then one column."""
_GUTTER = 20
_INDENT = 16
_PADDING = 8
_GAP = 8
_DROP = 20
"""Height of the connection between the root and the groups, above and below its bar."""
_NARROWEST = 60
"""What a box needs, in units; where columns grow narrower, the tree is one column."""
_WIDEST = 240
_OUTLINE = 480
"""Widths of a column and of a tree that is one column, in units."""


def arrange_tree(root: TreeNode) -> Picture:
    """Place the boxes of a tree of any depth and the lines that join them."""
    space = WIDTH - 2 * MARGIN
    columns = len(root.children)
    # Even, so that the middle of a box is a whole unit.
    width = min(_WIDEST, (space - (columns - 1) * _GUTTER) // max(columns, 1) // 2 * 2)
    if not 0 < columns <= _MOST_COLUMNS or width - (_depth(root) - 2) * _INDENT < _NARROWEST:
        boxes, lines = _stack(root, (0, 0), width=_OUTLINE, level=0)
        return Picture(boxes=tuple(boxes), lines=tuple(lines))
    total = columns * width + (columns - 1) * _GUTTER
    top = _box(root, "root", (0, 0), width=_head(root, width, space))
    middle = total // 2
    top = replace(top, x=middle)
    head = max(_box(group, "group", (0, 0), width=width).height for group in root.children)
    bar = top.height + _DROP
    boxes, lines, centres = [top], [], []
    for number, group in enumerate(root.children):
        left = number * (width + _GUTTER)
        below, joins = _stack(group, (left, bar + _DROP), width=width, level=1, height=head)
        centres.append(left + width // 2)
        lines += joins
        boxes += below
    lines += _fork((middle, top.height), bar, centres, bar + _DROP)
    return Picture(boxes=tuple(boxes), lines=tuple(lines))


def _depth(node: TreeNode) -> int:
    return 1 + max(map(_depth, node.children), default=0)


def _head(root: TreeNode, width: int, space: int) -> int:
    """The width of the top box: on one line if there is room."""
    return max(width, min(space, 2 * int(STRONG.width(root.label) / 2 + 24)))


def _fork(start: Point, bar: int, centres: Sequence[int], end: int) -> list[Connector]:
    """From `start` down to a bar at y `bar`, and down from it to each centre at y `end`.

    The outermost are one line, so that its bends are round and no line is drawn twice.
    """
    first, last = centres[0], centres[-1]
    if first == last:
        return [_plain(start, (first, end))]
    lines = [
        _plain((first, end), (first, bar), (last, bar), (last, end)),
        _plain(start, (start[0], bar)),
    ]
    return lines + [_plain((centre, bar), (centre, end)) for centre in centres[1:-1]]


def _plain(*points: Point) -> Connector:
    return Connector(points=points, arrow=False)


def _stack(
    node: TreeNode, corner: Point, *, width: int, level: int, height: int = 0
) -> tuple[list[NodeBox], list[Connector]]:
    """A box with its left upper corner at `corner`, all below it, indented, and their lines."""
    left, top = corner
    look = {0: "root", 1: "group"}.get(level, "leaf")
    box = _box(node, look, corner, width=width, height=height)
    boxes, lines = [box], []
    trunk, inner = left + _INDENT // 2, left + _INDENT
    start = end = top + box.height
    for child in node.children:
        below, joins = _stack(child, (inner, end + _GAP), width=width - _INDENT, level=level + 1)
        if child is node.children[-1]:
            lines.append(_plain((trunk, start), (trunk, below[0].y), (inner, below[0].y)))
        else:
            lines.append(_plain((trunk, below[0].y), (inner, below[0].y)))
        lines += joins
        boxes += below
        end = below[-1].y + below[-1].height // 2
    return boxes, lines


def _box(node: TreeNode, look: str, corner: Point, *, width: int, height: int = 0) -> NodeBox:
    style = BODY if look == "leaf" else STRONG
    room = width - 2 * _PADDING
    lines = style.wrap(node.label, room, longest=room)
    height = max(height, len(lines) * style.leading + 2 * _PADDING)
    return NodeBox(
        look=look,
        lines=lines,
        style=style,
        width=width,
        height=height,
        x=corner[0] + width // 2,
        y=corner[1] + height // 2,
    )

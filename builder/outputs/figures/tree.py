"""Trees: the root on top, its children as columns, everything below them stacked."""

from __future__ import annotations

from builder.model.figure import TreeNode
from builder.outputs.figures.lettering import BODY, STRONG
from builder.outputs.figures.shapes import Box, Line, Picture
from builder.outputs.figures.svg import MARGIN, WIDTH

_MOST_COLUMNS = 5
"""More columns than this would be too narrow to read; the tree is then one column."""
_GUTTER = 20
_INDENT = 16
_PADDING = 8
_GAP = 8
_DROP = 20
"""Height of the connection between the root and the groups, above and below its bar."""
_WIDEST = 240


def arrange_tree(root: TreeNode) -> Picture:
    """Place the boxes of a tree of any depth and the lines that join them."""
    space = WIDTH - 2 * MARGIN
    columns = len(root.children)
    if not 0 < columns <= _MOST_COLUMNS:
        boxes, lines, _ = _stack(root, 0, 0, _WIDEST * 2 - _INDENT, level=0)
        return Picture(boxes=tuple(boxes), lines=tuple(lines))
    width = min(_WIDEST, (space - (columns - 1) * _GUTTER) // columns // 2 * 2)
    total = columns * width + (columns - 1) * _GUTTER
    top = _box(root, "root", 0, 0, width=max(width, 2 * int(STRONG.width(root.label) / 2 + 24)))
    middle = total // 2
    top = _moved(top, middle, top.height // 2)
    head = max(_box(group, "group", 0, 0, width=width).height for group in root.children)
    bar = top.height + _DROP
    boxes, lines = [top], []
    for number, group in enumerate(root.children):
        left = number * (width + _GUTTER)
        below, joins, _ = _stack(group, left, bar + _DROP, width, level=1, height=head)
        centre = left + width // 2
        start = (middle, top.height)
        way = [start, (middle, bar), (centre, bar), (centre, bar + _DROP)]
        lines.append(Line(points=_straight(way), arrow=False))
        lines += joins
        boxes += below
    return Picture(boxes=tuple(boxes), lines=tuple(lines))


def _stack(
    node: TreeNode, left: int, top: int, width: int, *, level: int, height: int = 0
) -> tuple[list[Box], list[Line], int]:
    """A box at (left, top) with all below it indented and stacked, and where they end."""
    look = {0: "root", 1: "group"}.get(level, "leaf")
    box = _box(node, look, left, top, width=width, height=height)
    boxes, lines = [box], []
    end = top + box.height
    trunk = left + _INDENT // 2
    for child in node.children:
        below, joins, child_end = _stack(
            child, left + _INDENT, end + _GAP, width - _INDENT, level=level + 1
        )
        way = [(trunk, top + box.height), (trunk, below[0].y), (left + _INDENT, below[0].y)]
        lines.append(Line(points=tuple(way), arrow=False))
        lines += joins
        boxes += below
        end = child_end
    return boxes, lines, end


def _box(node: TreeNode, look: str, left: int, top: int, *, width: int, height: int = 0) -> Box:
    lettering = BODY if look == "leaf" else STRONG
    lines = lettering.wrap(node.label, width - 2 * _PADDING)
    height = max(height, len(lines) * lettering.leading + 2 * _PADDING)
    return Box(
        look=look,
        lines=lines,
        lettering=lettering,
        width=width,
        height=height,
        x=left + width // 2,
        y=top + height // 2,
    )


def _moved(box: Box, x: int, y: int) -> Box:
    from dataclasses import replace

    return replace(box, x=x, y=y)


def _straight(points: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The points without those that repeat the one before."""
    return tuple(p for i, p in enumerate(points) if i == 0 or p != points[i - 1])

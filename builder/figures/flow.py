"""Flow charts: several layouts are tried, and the calmest that fits the page is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise, product

from builder.figures.captions import caption
from builder.figures.placing import ChartLayout, place, without_returns
from builder.figures.routing import Router
from builder.figures.shapes import Area, Connector, NodeBox, Picture, piece_area
from builder.figures.svg import MARGIN, WIDTH
from builder.model.figure import FigureDrawing, FigureEdge

HEIGHT = 800
"""What a page leaves for a drawing of the common width, in units."""

_WIDTHS = (224, 192, 176, 160, 144)
_GAPS = (40, 48, 56)
_LEADING = ("longest", "first", "none")

_LOST_ARROW = 100_000.0
_LOST_CAPTION = 10_000.0
_TOO_LARGE = 50.0
_CROSSING = 60.0
_BEND = 12.0
_LENGTH = 0.05
_NARROW = 0.4
_HIGH = 0.1
_LEFTWARD = 2.0
"""What it costs that an arrow leaves to the left: side branches stand on the right, if they can."""


def arrange_flow(figure: FigureDrawing) -> Picture:
    """Place the boxes of a flow chart, lay its arrows and put the words beside them.

    Raises:
        ValueError: no layout has room for all on a page; the chart has to be made simpler.
    """
    best: tuple[float, Picture] | None = None
    # From wide boxes to narrow ones, no further than the first size in which all fits uncrossed.
    for width, gap in product(_WIDTHS, _GAPS):
        for cost, picture in _attempts(figure, width, gap):
            if best is None or cost < best[0]:
                best = (cost, picture)
        if best and best[0] < _LOST_CAPTION and _over(best[1]) == crossings(best[1]) == 0:
            break
    if best is None or best[0] >= _LOST_CAPTION:
        msg = (
            f"the flow chart “{figure.id}” does not fit on a page: it has too many boxes or"
            " arrows, or too much text at its arrows"
        )
        raise ValueError(msg)
    return best[1]


def _attempts(figure: FigureDrawing, width: int, gap: int) -> Iterator[tuple[float, Picture]]:
    """Pictures with boxes of one width and rows with one gap, each with what it costs."""
    seen: set[tuple[NodeBox, ...]] = set()
    for leading, mirrored in product(_LEADING, (False, True)):
        layout = ChartLayout(width=width, gap=gap, leading=leading, mirrored=mirrored)
        boxes = place(figure, layout)
        spots = tuple(boxes.values())
        if spots not in seen:  # styles often agree, and routing is what takes the time
            seen.add(spots)
            picture, lost = _arrange(figure, boxes)
            yield lost + _cost(picture, layout), picture


def _arrange(figure: FigureDrawing, boxes: dict[str, NodeBox]) -> tuple[Picture, float]:
    """A picture with the boxes as they stand, and a cost for what found no room in it."""
    router = Router(boxes)
    lost = 0.0
    laid: dict[int, Connector] = {}
    for edge in _easiest_first(figure, boxes):
        points = router.lay(edge)
        if points is None:
            lost += _LOST_ARROW
        else:
            laid[id(edge)] = Connector(points=points)
    lines = [laid[id(edge)] for edge in figure.edges if id(edge) in laid]
    taken: list[Area] = []
    for edge in figure.edges:
        if edge.label and id(edge) in laid:
            line = laid[id(edge)]
            words = caption(edge.label, line, tuple(boxes.values()), lines, taken)
            if words is None:
                lost += _LOST_CAPTION
            else:
                taken.append(words.area)
                lines[lines.index(line)] = replace(line, caption=words)
    return Picture(boxes=tuple(boxes.values()), lines=tuple(lines)), lost


def _easiest_first(figure: FigureDrawing, boxes: dict[str, NodeBox]) -> list[FigureEdge]:
    """Short straight arrows first, those that lead back last."""
    onward = {id(edge) for edge in without_returns(figure)}

    def effort(edge: FigureEdge) -> tuple[bool, int, int]:
        start, end = boxes[edge.source], boxes[edge.target]
        away = abs(start.x - end.x)
        return (id(edge) not in onward, abs(start.y - end.y) + 2 * away, away)

    return sorted(figure.edges, key=effort)


def _over(picture: Picture) -> float:
    """By how many units the picture is larger than the room on a page."""
    area = picture.area
    return max(0.0, area.right - area.left + 2 * MARGIN - WIDTH) + max(
        0.0, area.bottom - area.top + 2 * MARGIN - HEIGHT
    )


def _cost(picture: Picture, layout: ChartLayout) -> float:
    leftward = sum(line.points[1][0] < line.points[0][0] for line in picture.lines)
    pieces = [line.pieces() for line in picture.lines]
    bends = sum(len(line) - 1 for line in pieces)
    length = sum(abs(x1 - x2) + abs(y1 - y2) for line in pieces for (x1, y1), (x2, y2) in line)
    return (
        _TOO_LARGE * _over(picture)
        + _CROSSING * crossings(picture)
        + _BEND * bends
        + _LENGTH * length
        + _LEFTWARD * leftward
        + _NARROW * (max(_WIDTHS) - layout.width)
        + _HIGH * (picture.area.bottom - picture.area.top)
    )


def crossings(picture: Picture) -> int:
    """How often two arrows cross."""
    count = 0
    for one, other in combinations(picture.lines, 2):
        for first, second in product(pairwise(one.points), pairwise(other.points)):
            count += piece_area(first).meets(piece_area(second))
    return count

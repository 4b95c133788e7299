"""Flow charts: several layouts are tried, and the calmest that fits the page is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import inf

from builder.figures.captions import MORE_WIDTHS, WIDTHS, caption
from builder.figures.crowded import CrowdedFigureError
from builder.figures.placing import ChartLayout, place, without_returns
from builder.figures.routing import Router
from builder.figures.shapes import Area, Connector, NodeBox, Picture, piece_area
from builder.figures.svg import MARGIN, WIDTH
from builder.figures.text_metrics import LABEL
from builder.model.figure import FigureDrawing, FigureEdge
from builder.source import Span, Text

HEIGHT = 800
"""What a page leaves for a drawing of the common width, in units."""

_WIDTHS = (224, 192, 176, 160, 144)
_GAPS = (40, 48, 56)
_MORE_GAPS = (72, 96, 128)
MOST_BOXES = 60
_ARROWS_A_BOX = 2
"""More than a page has room for; where boxes and arrows go takes time that grows with both."""
_MORE_WORDS = 208
"""Words at an arrow, in units on one line, that can be to blame if a chart has no room."""
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
        CrowdedFigureError: no layout has room for all on a page.
    """
    if len(figure.nodes) > MOST_BOXES:
        at = figure.nodes[MOST_BOXES].at
        raise _crowded(figure, at, f"it has more than {MOST_BOXES} boxes")
    arrows = _ARROWS_A_BOX * (len(figure.nodes) + 2)
    if len(figure.edges) > arrows:
        raise _crowded(figure, figure.edges[arrows].at, f"it has more than {arrows} arrows")
    cost, found = _best(figure, _GAPS, WIDTHS)
    if _LOST_CAPTION <= cost < _LOST_ARROW:
        # Most charts have room in the first gaps; a long text at an arrow asks for more.
        cost, found = _best(figure, _MORE_GAPS, MORE_WIDTHS)
    if cost >= _LOST_CAPTION:
        words = [edge.label for edge in figure.edges if isinstance(edge.label, Text)]
        longest = max(words, key=LABEL.width, default=None)
        if longest is not None and LABEL.width(longest) > _MORE_WORDS:
            raise _crowded(figure, longest.at, "the words at this arrow have no room")
        raise _crowded(figure, figure.nodes[0].at, "it has too many boxes, arrows or words")
    return found


def _crowded(figure: FigureDrawing, at: Span, why: str) -> CrowdedFigureError:
    return CrowdedFigureError(
        f"The flow chart “{figure.id}” does not fit on a page: {why}.",
        at,
        "Say less here and more in the description, or make two figures of it.",
    )


def _best(
    figure: FigureDrawing, gaps: Sequence[int], widths: Sequence[int]
) -> tuple[float, Picture]:
    """The calmest picture, with what it costs."""
    best = (inf, Picture(boxes=(), lines=()))
    # From wide boxes to narrow ones, no further than the first size in which all fits uncrossed.
    for width, gap in product(_WIDTHS, gaps):
        for cost, picture in _attempts(figure, width, gap, widths):
            if cost < best[0]:
                best = (cost, picture)
        if best[0] < _LOST_CAPTION and _over(best[1]) == crossings(best[1]) == 0:
            break
    return best


def _attempts(
    figure: FigureDrawing, width: int, gap: int, widths: Sequence[int]
) -> Iterator[tuple[float, Picture]]:
    """Pictures with boxes of one width and rows with one gap, each with what it costs."""
    seen: set[tuple[NodeBox, ...]] = set()
    for leading, mirrored in product(_LEADING, (False, True)):
        layout = ChartLayout(width=width, gap=gap, leading=leading, mirrored=mirrored)
        boxes = place(figure, layout)
        spots = tuple(boxes.values())
        if spots not in seen:  # styles often agree, and routing is what takes the time
            seen.add(spots)
            picture, lost = _arrange(figure, boxes, widths)
            yield lost + _cost(picture, layout), picture


def _arrange(
    figure: FigureDrawing, boxes: dict[str, NodeBox], widths: Sequence[int]
) -> tuple[Picture, float]:
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
            words = caption(edge.label, line, tuple(boxes.values()), lines, taken, widths=widths)
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

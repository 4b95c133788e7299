"""Where the words at arrows stand: beside their line, near its start, clear of all else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.figures.shapes import Area, Caption, Connector, NodeBox, Point, piece_area
from builder.figures.text_metrics import LABEL

WIDTHS = (104, 156)
"""How wide lines of words may be, in units, the best first."""
MORE_WIDTHS = (*WIDTHS, 208, 260, 320)
"""What is tried where a chart has no room for its words otherwise."""
_FROM_LINE = 5
_CLEAR = 3
"""What is kept free round the words, in units; less than `_FROM_LINE`."""
_FROM_START = 4
_STRIDE = 4
_OTHER_SIDE = 6


def caption(  # noqa: PLR0913 (all that stands around them)
    words: str,
    line: Connector,
    boxes: Sequence[NodeBox],
    lines: Sequence[Connector],
    taken: Sequence[Area],
    *,
    widths: Sequence[int] = WIDTHS,
) -> Caption | None:
    """Words beside `line`, clear of boxes, all lines and the areas `taken`; None if no room."""
    obstacles = [box.area for box in boxes] + list(taken)
    obstacles += [piece_area(piece) for other in lines for piece in other.pieces()]
    found: tuple[float, Caption] | None = None
    for text in dict.fromkeys(LABEL.wrap(words, w, longest=WIDTHS[-1]) for w in widths):
        width = max(map(LABEL.width, text))
        height = LABEL.leading * len(text)
        for cost, area, anchor in _places(line.points, width, height):
            if found and cost >= found[0]:
                continue
            if not any(area.grown(_CLEAR).meets(other) for other in obstacles):
                found = (cost, Caption(lines=text, area=area, anchor=anchor))
        if found:
            break
    return found[1] if found else None


def _places(
    points: Sequence[Point], width: float, height: float
) -> Iterator[tuple[float, Area, str]]:
    """Areas beside each piece of a line, each with its cost and on which side text is flush.

    It costs to be far from the start of the line, or on its left or below it.
    """
    gone = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        length = abs(x2 - x1) + abs(y2 - y1)
        size = width if y1 == y2 else height
        for offset in range(_FROM_START, max(int(length - size), _FROM_START) + 1, _STRIDE):
            for side in (0, 1):
                if y1 == y2:
                    left = x1 + offset if x2 > x1 else x1 - offset - size
                    top = y1 + _FROM_LINE if side else y1 - _FROM_LINE - height
                else:
                    left = x1 - _FROM_LINE - width if side else x1 + _FROM_LINE
                    top = y1 + offset if y2 > y1 else y1 - offset - size
                area = Area(left=left, top=top, right=left + width, bottom=top + height)
                anchor = "middle" if y1 == y2 else ("start", "end")[side]
                yield gone + offset + side * _OTHER_SIDE, area, anchor
        gone += length

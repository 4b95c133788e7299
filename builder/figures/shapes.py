"""Plain geometry of a drawing: points, boxes with their text, and lines between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from builder.figures.text_metrics import TextStyle

Point = tuple[int, int]
"""x to the right and y downwards, in units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An upright rectangle, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Area:
        """This rectangle with `by` units more on every side."""
        return Area(
            left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by
        )

    def meets(self, other: Area) -> bool:
        """Whether the two rectangles have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeBox:
    """A box with its wrapped text. `x` and `y` are its middle; `look` says how it is drawn."""

    look: str
    lines: tuple[str, ...]
    style: TextStyle
    width: int
    height: int
    x: int = 0
    y: int = 0

    @property
    def area(self) -> Area:
        """The rectangle that the box covers."""
        return Area(
            left=self.x - self.width / 2,
            top=self.y - self.height / 2,
            right=self.x + self.width / 2,
            bottom=self.y + self.height / 2,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Words at an arrow: wrapped lines, and the rectangle that they cover.

    `anchor` says on which side the lines are flush: `start`, `middle` or `end`.
    """

    lines: tuple[str, ...]
    area: Area
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """A line of upright and level pieces through `points`, with an arrow head at its end."""

    points: tuple[Point, ...]
    arrow: bool = True
    caption: Caption | None = None

    def pieces(self) -> list[tuple[Point, Point]]:
        """The straight pieces, from the start to the end."""
        return list(pairwise(self.points))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything that is drawn, and the rectangle that it covers."""

    boxes: tuple[NodeBox, ...]
    lines: tuple[Connector, ...]

    @property
    def area(self) -> Area:
        """The smallest rectangle round all boxes, lines and captions."""
        areas = [box.area for box in self.boxes]
        areas += [line.caption.area for line in self.lines if line.caption]
        areas += [
            Area(left=x, top=y, right=x, bottom=y) for line in self.lines for x, y in line.points
        ]
        return Area(
            left=min(area.left for area in areas),
            top=min(area.top for area in areas),
            right=max(area.right for area in areas),
            bottom=max(area.bottom for area in areas),
        )


def piece_area(piece: tuple[Point, Point]) -> Area:
    """The (flat) rectangle of a straight piece of a line."""
    (x1, y1), (x2, y2) = piece
    return Area(left=min(x1, x2), top=min(y1, y2), right=max(x1, x2), bottom=max(y1, y2))

"""Where the arrows of a flow chart run: upright and level, round the boxes, with few bends.

Each arrow is the cheapest path on the grid from a free side of one box to a free side of the
other; bends, crossings and the neighbourhood of other lines cost more than length. The search
is A* (Hart, Nilsson, Raphael: A Formal Basis for the Heuristic Determination of Minimum Cost
Paths, 1968) over points with a direction: what a step costs depends on whether it is a bend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from builder.figures.placing import GRID
from builder.figures.shapes import NodeBox, Point
from builder.model.figure import FigureEdge

_DOWN, _UP, _RIGHT, _LEFT = (0, 1), (0, -1), (1, 0), (-1, 0)
_SIDES = (_DOWN, _UP, _RIGHT, _LEFT)
_STUB = 2
"""Steps that an arrow runs straight out of or into a box, so that its head has room."""
_LANES = 6
"""Free grid lines round the whole chart, for arrows that go round it."""

_BEND = 5.0
_CROSSING = 12.0
_BESIDE_LINE = 2.0
_NEAR_BOX = 0.5
_JOINED = 0.8
"""The cost of a step along an arrow that leads to the same box: joining it is calm."""
_LEAVE = {_DOWN: 0.0, _RIGHT: 1.0, _LEFT: 1.0}
_ENTER = {_UP: 0.0, _RIGHT: 3.0, _LEFT: 3.0}
_SHARED_EXIT = 30.0

RouteState = tuple[Point, Point]
"""A point of the grid and the direction in which it is reached."""


class Router:
    """Lays arrows one after the other, each with regard to those laid before."""

    def __init__(self, boxes: Mapping[str, NodeBox]) -> None:
        self._boxes = boxes
        self._blocked: set[Point] = set()
        self._near: set[Point] = set()
        for box in boxes.values():
            self._blocked.update(_cells(box, 1))
            self._near.update(_cells(box, 2))
        xs, ys = [x for x, _ in self._blocked], [y for _, y in self._blocked]
        self._least = (min(xs) - _LANES, min(ys) - _LANES)
        self._most = (max(xs) + _LANES, max(ys) + _LANES)
        # Which arrows pass a point, by the box they lead to: arrows to one box may join.
        self._level: dict[Point, set[str]] = {}
        self._upright: dict[Point, set[str]] = {}
        self._bends: dict[Point, set[str]] = {}
        self._exits: set[tuple[str, Point]] = set()
        self._entries: set[tuple[str, Point]] = set()

    def lay(self, edge: FigureEdge) -> tuple[Point, ...] | None:
        """The corner points of the arrow, in units, or None if there is no way."""
        starts = self._starts(edge)
        goals = self._goals(edge)
        path = self._search(edge.target, starts, goals)
        if path is None:
            return None
        # The search ends one stub away from the boxes; the sides tell which ports belong to it.
        first, last = path[0], path[-1]
        out = next(side for (at, side), _ in starts if at == first)
        into = next(side for (at, _), (side, _) in goals.items() if at == last)
        port_out = _port(self._boxes[edge.source], out)
        port_in = _port(self._boxes[edge.target], into)
        self._exits.add((edge.source, out))
        self._entries.add((edge.target, into))
        self._record(edge.target, [_cell(port_out), *path, _cell(port_in)])
        return _corners([port_out, *((x * GRID, y * GRID) for x, y in path), port_in])

    def _starts(self, edge: FigureEdge) -> list[tuple[RouteState, float]]:
        starts = []
        for side, cost in _LEAVE.items():
            # An arrow that leaves where another enters would look like that other's tail.
            if (edge.source, side) in self._entries:
                continue
            taken = (edge.source, side) in self._exits
            at = _beyond(self._boxes[edge.source], side)
            starts.append(((at, side), cost + (_SHARED_EXIT if taken else 0.0)))
        return starts

    def _goals(self, edge: FigureEdge) -> dict[RouteState, tuple[Point, float]]:
        """The last free points before the box, with the side entered and what it costs."""
        goals = {}
        for side, cost in _ENTER.items():
            if (edge.target, side) in self._exits:
                continue
            at = _beyond(self._boxes[edge.target], side)
            goals[(at, (-side[0], -side[1]))] = (side, cost)
        return goals

    def _search(
        self,
        target: str,
        starts: Iterable[tuple[RouteState, float]],
        goals: Mapping[RouteState, tuple[Point, float]],
    ) -> list[Point] | None:
        queue: list[tuple[float, float, int, RouteState]] = []
        goal = _Distance(at for at, _ in goals)
        best: dict[RouteState, float] = {}
        before: dict[RouteState, RouteState | None] = {}
        # Where costs are equal, the way found first counts, so that a figure is always drawn
        # the same way; states themselves are never compared.
        count = 0
        for state, cost in starts:
            best[state], before[state] = cost, None
            heappush(queue, (cost + goal.least(state[0]), cost, count, state))
            count += 1
        arrived: tuple[float, RouteState] | None = None
        while queue:
            whole, cost, _, state = heappop(queue)
            # The first goal reached need not be the best: sides cost differently to enter.
            if arrived and whole >= arrived[0]:
                break
            if cost > best[state]:
                continue  # a cheaper way here was found after this one was queued
            if state in goals:
                whole = cost + goals[state][1]
                if not arrived or whole < arrived[0]:
                    arrived = (whole, state)
            at, heading = state
            for turn in _SIDES:
                if turn == (-heading[0], -heading[1]):
                    continue
                step = self._step(target, at, heading, turn)
                if step is None:
                    continue
                following = ((at[0] + turn[0], at[1] + turn[1]), turn)
                if cost + step < best.get(following, float("inf")):
                    best[following], before[following] = cost + step, state
                    ahead = goal.least(following[0])
                    heappush(queue, (cost + step + ahead, cost + step, count, following))
                    count += 1
        if not arrived:
            return None
        path = []
        place: RouteState | None = arrived[1]
        while place is not None:
            path.append(place[0])
            place = before[place]
        return path[::-1]

    def _step(self, target: str, at: Point, heading: Point, turn: Point) -> float | None:
        """What a step costs, or None if it cannot be made."""
        point = (at[0] + turn[0], at[1] + turn[1])
        if point in self._blocked or not self._inside(point):
            return None
        along, across = (
            (self._level, self._upright)
            if turn in {_LEFT, _RIGHT}
            else (self._upright, self._level)
        )
        strange = {target}  # as the default it makes an empty point hold nothing strange
        if along.get(point, strange) - strange:
            return None
        cost = _JOINED if target in along.get(point, ()) else 1.0
        if turn != heading:
            # A bend on another arrow would look like a branch of it.
            if (self._level.get(at, set()) | self._upright.get(at, set())) - strange:
                return None
            cost += _BEND
        if across.get(point, strange) - strange:
            # A crossing at another arrow's bend could be read either way.
            if self._bends.get(point, strange) - strange:
                return None
            cost += _CROSSING
        for side in (-1, 1):
            beside = (point[0] + side * turn[1], point[1] + side * turn[0])
            if along.get(beside, strange) - strange:
                cost += _BESIDE_LINE
        return cost + (_NEAR_BOX if point in self._near else 0.0)

    def _inside(self, point: Point) -> bool:
        x, y = point
        (left, top), (right, bottom) = self._least, self._most
        return left <= x <= right and top <= y <= bottom

    def _record(self, target: str, path: Sequence[Point]) -> None:
        corners = _corners(path)
        for (x1, y1), (x2, y2) in pairwise(corners):
            lane = self._level if y1 == y2 else self._upright
            for x in range(min(x1, x2), max(x1, x2) + 1):
                for y in range(min(y1, y2), max(y1, y2) + 1):
                    lane.setdefault((x, y), set()).add(target)
        for corner in corners[1:-1]:
            self._bends.setdefault(corner, set()).add(target)


class _Distance:
    """The least that it can cost to reach one of some points."""

    def __init__(self, points: Iterable[Point]) -> None:
        points = list(points)
        self._left, self._right = min(x for x, _ in points), max(x for x, _ in points)
        self._top, self._bottom = min(y for _, y in points), max(y for _, y in points)

    def least(self, at: Point) -> float:
        """A bound for the way from `at`: to the rectangle round the points.

        It is never too high, as A* asks: no step is cheaper than one along a joined arrow.
        """
        x, y = at
        away = max(self._left - x, 0, x - self._right) + max(self._top - y, 0, y - self._bottom)
        return away * _JOINED


def _port(box: NodeBox, side: Point) -> Point:
    return (box.x + side[0] * box.width // 2, box.y + side[1] * box.height // 2)


def _beyond(box: NodeBox, side: Point) -> Point:
    x, y = _cell(_port(box, side))
    return (x + _STUB * side[0], y + _STUB * side[1])


def _cell(point: Point) -> Point:
    return (point[0] // GRID, point[1] // GRID)


def _cells(box: NodeBox, margin: int) -> Iterable[Point]:
    left, top = _cell((box.x - box.width // 2, box.y - box.height // 2))
    right, bottom = _cell((box.x + box.width // 2, box.y + box.height // 2))
    for x in range(left - margin, right + margin + 1):
        for y in range(top - margin, bottom + margin + 1):
            yield (x, y)


def _corners(path: Sequence[Point]) -> tuple[Point, ...]:
    """The points of a path at which it bends, with its ends."""
    corners: list[Point] = []
    for point in path:
        if corners and point == corners[-1]:
            continue
        if len(corners) > 1:
            (x0, y0), (x1, y1) = corners[-2], corners[-1]
            if x0 == x1 == point[0] or y0 == y1 == point[1]:
                corners[-1] = point
                continue
        corners.append(point)
    return tuple(corners)

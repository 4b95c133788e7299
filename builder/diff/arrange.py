"""Puts the parts of two levels into one order, for a reader: what was removed is where it was.

The parts that stay in their order are the heaviest increasing subsequence of the pairs (by the
length of their texts, see `matching.in_order`), so that of two parts that changed places the
shorter one has moved. They are the skeleton: what is only in the old guide follows the part that it
followed there, then what is only in the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar, cast

from builder.diff.matching import in_order
from builder.diff.nodes import Node
from builder.model.redline import Mark

N = TypeVar("N", bound=Node)


class Step(NamedTuple, Generic[N]):
    """A part of one guide or of both, with the mark that it gets.

    `same` has both sides, and several on one of them after a split or merge; `deleted` and
    `moved-away` have only old ones, `inserted` and `moved-here` only new ones. What has moved is in
    both guides, but in another place.
    """

    mark: Mark
    olds: tuple[N, ...]
    news: tuple[N, ...]

    @property
    def node(self) -> N:
        """The part itself, of one that is in one guide only."""
        return (*self.olds, *self.news)[0]

    @property
    def old(self) -> N | None:
        """The part in the old guide, wherever it is there."""
        return self.olds[0] if self.olds else _match(self.news[0])

    @property
    def new(self) -> N | None:
        """The part in the new guide, wherever it is there."""
        return self.news[0] if self.news else _match(self.olds[0])

    @property
    def sides(self) -> tuple[N, N]:
        """The part in both guides, of one that is in both."""
        old, new = self.old, self.new
        assert old is not None
        assert new is not None
        return old, new


def _match(node: N) -> N | None:
    return cast(N, node.matches[0]) if node.matches else None


def unmoved(olds: Sequence[Node], news: Sequence[Node]) -> bool:
    """Whether every part of one level has the same place in both guides."""
    return len(olds) == len(news) and all(
        len(a.matches) == 1 == len(b.matches) and a.matches[0] is b
        for a, b in zip(olds, news, strict=True)
    )


def arrange(olds: Sequence[N], news: Sequence[N]) -> Iterator[Step[N]]:
    """The parts of one level of both guides in reading order."""
    if unmoved(olds, news):
        yield from (Step("same", (a,), (b,)) for a, b in zip(olds, news, strict=True))
        return
    places = {id(node): place for place, node in enumerate(news)}
    # Of a split or merge, the first parts stand for all.
    heads = [
        (place, places[id(node.matches[0])])
        for place, node in enumerate(olds)
        if node.matches and id(node.matches[0]) in places and node.matches[0].matches[0] is node
    ]
    weights = [len(olds[place].code) + len(olds[place].own) for place, _ in heads]
    kept = in_order([new for _, new in heads], weights)
    pairs: dict[int, Step[N]] = {}
    stay: dict[int, int] = {}
    together: set[int] = set()
    for number, (old, new) in enumerate(heads):
        if number in kept:
            step = pairs[old] = _pair(olds[old], news[new])
            stay[old] = new
            together |= {id(node) for node in (*step.olds[1:], *step.news[1:])}
    at = 0
    for place, node in enumerate(olds):
        if id(node) in together:
            continue
        if place not in stay:
            yield Step("moved-away" if node.matches else "deleted", (node,), ())
            continue
        yield from _only_new(news[at : stay[place]], together)
        yield pairs[place]
        at = stay[place] + 1
    yield from _only_new(news[at:], together)


def _pair(old: N, new: N) -> Step[N]:
    return Step("same", tuple(cast("list[N]", new.matches)), tuple(cast("list[N]", old.matches)))


def _only_new(nodes: Sequence[N], together: set[int]) -> Iterator[Step[N]]:
    for node in nodes:
        if id(node) not in together:
            yield Step("moved-here" if node.matches else "inserted", (), (node,))

"""Puts the parts of two levels into one order, for a reader: what went stands where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar, cast

from builder.diff.matching import in_order
from builder.diff.nodes import Node

N = TypeVar("N", bound=Node)


class Step(NamedTuple, Generic[N]):
    """A part of one guide or of both.

    `pair` has both sides (several on one of them after a split or merge), `gone` and `away` only
    old ones, `came` and `here` only new ones. What is `away` or `here` is in both guides, but in
    another place.
    """

    what: Literal["pair", "gone", "came", "away", "here"]
    olds: tuple[N, ...]
    news: tuple[N, ...]


def unmoved(olds: Sequence[Node], news: Sequence[Node]) -> bool:
    """Whether every part of one level stands in the same place in both guides."""
    if len(olds) != len(news):
        return False
    for a, b in zip(olds, news, strict=True):
        if len(a.matches) != 1 or a.matches[0] is not b or len(b.matches) != 1:
            return False
    return True


def arrange(olds: Sequence[N], news: Sequence[N]) -> Iterator[Step[N]]:
    """The parts of one level of both guides in reading order."""
    if unmoved(olds, news):
        yield from (Step("pair", (a,), (b,)) for a, b in zip(olds, news, strict=True))
        return
    places = {id(node): place for place, node in enumerate(news)}
    heads = [
        (place, places[id(node.matches[0])])
        for place, node in enumerate(olds)
        if node.matches and id(node.matches[0]) in places and _leads(node)
    ]
    weights = [len(olds[place].code) + len(olds[place].own) for place, _ in heads]
    kept = in_order([new for _, new in heads], weights)
    stay = {old: new for number, (old, new) in enumerate(heads) if number in kept}
    together: set[int] = set()
    pairs: dict[int, Step[N]] = {}
    for old, new in stay.items():
        step = _pair(olds[old], news[new])
        pairs[old] = step
        together |= {id(node) for node in (*step.olds[1:], *step.news[1:])}
    at = 0
    for place, node in enumerate(olds):
        if id(node) in together:
            continue
        if place not in stay:
            yield Step("away" if node.matches else "gone", (node,), ())
            continue
        yield from _coming(news[at : stay[place]], together)
        yield pairs[place]
        at = stay[place] + 1
    yield from _coming(news[at:], together)


def _leads(node: Node) -> bool:
    return node.matches[0].matches[0] is node


def _pair(old: N, new: N) -> Step[N]:
    return Step("pair", tuple(cast("list[N]", new.matches)), tuple(cast("list[N]", old.matches)))


def _coming(nodes: Sequence[N], together: set[int]) -> Iterator[Step[N]]:
    for node in nodes:
        if id(node) not in together:
            yield Step("here" if node.matches else "came", (), (node,))

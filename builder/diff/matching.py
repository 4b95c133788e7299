"""Pairs things by how alike they are, and finds which of the pairs stayed in order.

Three algorithms, each of which does not depend on the order in which it meets its candidates:

* Likeness is the normalised indel similarity: twice the longest common subsequence over both
  lengths. It is taken of codes, in which a character is a word: a letter counts for nothing.
* The best pairs are an optimal assignment, not the best partner of each in turn: of two similar
  paragraphs, the first would take the partner of the second.
* What stayed in order is the heaviest increasing subsequence; its weights are the lengths of texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")


def likeness(a: str, b: str) -> float:
    """How alike two codes are, from 0 to 1: common words in order, against all words."""
    return _measure()(a, b)


@cache
def _measure() -> Callable[[str, str], float]:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


def likely_pairs(olds: Sequence[str], news: Sequence[str], least: float) -> list[list[int]]:
    """The places of all pairs of codes that are at least so alike, by the old place."""
    if not olds or not news:
        return []
    import numpy as np

    return np.argwhere(_likenesses(olds, news) >= least).tolist()


def _likenesses(olds: Sequence[str], news: Sequence[str]) -> NDArray[np.float64]:
    """How alike all pairs are."""
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    return cdist(olds, news, scorer=Indel.normalized_similarity, dtype=np.float64)


def equal_pairs(
    olds: Sequence[T], news: Sequence[T], key: Callable[[T], Hashable]
) -> list[tuple[T, T]]:
    """Pairs with equal keys; equal things are paired in their order."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for new in reversed(news):
        waiting[key(new)].append(new)
    pairs = []
    for old in olds:
        if found := waiting.get(key(old)):
            pairs.append((old, found.pop()))
    return pairs


def best_pairs(
    olds: Sequence[T],
    news: Sequence[T],
    codes: Callable[[T], str],
    least: float,
    bonus: Callable[[T, T], float] | None = None,
) -> list[tuple[T, T]]:
    """The pairs with the greatest sum of likeness, each at least `least`.

    Found by optimal assignment: the algorithm of Jonker and Volgenant (1987) without its
    initialisation, as SciPy has it (Crouse 2016). `bonus` is added to a likeness before it is
    compared; `-1` forbids a pair.
    """
    if not olds or not news:
        return []
    if len(olds) == 1 and len(news) == 1:
        only = likeness(codes(olds[0]), codes(news[0]))
        only += bonus(olds[0], news[0]) if bonus else 0.0
        return [(olds[0], news[0])] if only >= least else []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    scores = _likenesses([codes(old) for old in olds], [codes(new) for new in news])
    if bonus:
        scores += np.array([[bonus(old, new) for new in news] for old in olds])
    # A small preference for the same order settles ties.
    down = np.arange(len(olds))[:, None] / len(olds)
    across = np.arange(len(news))[None, :] / len(news)
    scores -= 0.001 * np.abs(down - across)
    # What is not alike enough must not draw others away from their best partner.
    scores[scores < least - 0.001] = 0.0
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return [
        (olds[row], news[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if scores[row, column] > 0.0
    ]


def in_order(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Which of some places (indices into `places`) form the heaviest increasing subsequence.

    What is outside of it has moved. With weights of text lengths, what moved is the shorter part.
    Dynamic programming over the places, with the best sum up to each value in a binary indexed tree
    (Fenwick 1994): `n log n` steps, as a chapter can have hundreds of paragraphs.
    """
    order = sorted(set(places))
    # Entry `i` has the best sum, and where it ends, of the `i & -i` values up to the i-th.
    tree: list[tuple[int, int]] = [(0, -1)] * (len(order) + 1)
    before: list[int] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        rank = bisect_left(order, place) + 1
        best = (0, -1)
        at = rank - 1
        while at:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[1])
        mine = (best[0] + max(weight, 1), index)
        at = rank
        while at < len(tree):
            tree[at] = max(tree[at], mine)
            at += at & -at
    best = (0, -1)
    at = len(order)
    while at:
        best = max(best, tree[at])
        at -= at & -at
    kept: set[int] = set()
    index = best[1]
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept

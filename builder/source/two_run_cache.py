"""What a resident process remembers from one run to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class TwoRunCache:
    """Things made in this run and in the one before; what neither of them asked for is forgotten.

    One rule decides whether a thing is made again: whether what it is made of is equal.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def __len__(self) -> int:
        return len(self._before.keys() | self._now.keys())

    def begin(self) -> None:
        """Begin a run: what it does not ask for is forgotten when the next one begins."""
        self._before, self._now = self._now, {}

    def once(self, key: Hashable, basis: object, make: Callable[[], T]) -> T:
        """What `make` made for this key of an equal `basis`, or else makes now."""
        known = self._now.get(key) or self._before.get(key)
        if known is None or known[0] != basis:
            known = (basis, make())
        self._now[key] = known
        made: T = known[1]
        return made

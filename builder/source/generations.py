"""What is remembered from one run to the next, and forgotten when a run has no use for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Generations(Generic[K, V]):
    """Remembers what the latest run and the present one used; older entries are gone.

    An entry must hold all that it depends on in its key, or be judged by who asks for it.
    """

    def __init__(self) -> None:
        self._before: dict[K, V] = {}
        self._now: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._before.keys() | self._now.keys())

    def turn(self) -> None:
        """Begin a run: what it does not use is forgotten at the next turn."""
        self._before, self._now = self._now, {}

    def get(self, key: K) -> V | None:
        """What is remembered, if anything; it counts as used."""
        found = self._now.get(key)
        if found is None:
            found = self._before.get(key)
            if found is not None:
                self._now[key] = found
        return found

    def put(self, key: K, value: V) -> V:
        """Remember a value; returns it."""
        self._now[key] = value
        return value

    def keep(self, entries: Mapping[K, V]) -> None:
        """Count entries as used."""
        self._now.update(entries)

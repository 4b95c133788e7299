"""What a value of a definition is meant to be, and in which order its keys go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_origin

from builder.load.fields import YamlModel
from builder.load.format.tree import YamlBox
from builder.load.shape import UNIONS, bare, keys_of, step


def sorted_keys(kind: Any, keys: Sequence[str]) -> list[int]:
    """The order for the keys of a group, as positions in `keys`.

    Where the keys are the author's own ids, their order is the author's. A key that the group
    does not know stays behind the one that it follows.
    """
    if not (isinstance(kind, type) and issubclass(kind, YamlModel)):
        return list(range(len(keys)))
    order = {name: rank for rank, name in enumerate(keys_of(kind))}
    ranks: list[int] = []
    for key in keys:
        ranks.append(order.get(key, ranks[-1] if ranks else -1))
    return sorted(range(len(keys)), key=lambda number: ranks[number])


def below(kind: Any, key: YamlBox | None, value: YamlBox) -> Any:
    """What a value in a `kind` is meant to be: the one at a key, or an item of a list (None)."""
    return _chosen(step(kind, 0 if key is None else key.value), value.keys)


def _chosen(kind: Any, keys: Sequence[str]) -> Any:
    """The kind without annotations; of several, the one that a group with these keys is."""
    kind, choose = bare(kind)
    if get_origin(kind) not in UNIONS:
        return kind
    if choose is None or not callable(choose.discriminator):
        return None
    return _chosen(step(kind, choose.discriminator(dict.fromkeys(keys) if keys else "")), keys)

"""One object for what did not change, so that "did it change" is a question of identity.

Equality would not do: two texts are equal wherever they stand, but an author must be shown the
place where the text stands now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar

from builder.source.files import SourceFile
from builder.source.span import Span
from builder.source.text import Text

T = TypeVar("T")


def reuse(old: object, new: T) -> T:
    """`new`, or `old` in its place if the two are the same to the last position.

    Parts of frozen dataclasses, tuples and dicts are replaced in the same way, so that the
    result shares with `old` all that did not change. What is made of anything else counts as
    changed.
    """
    if old is new or type(old) is not type(new):
        return new
    kept: Any = new
    if isinstance(new, Text):
        kept = old if _same_text(old, new) else new
    elif isinstance(new, (str, Span, int, float)) or new is None:
        kept = old if old == new else new
    elif isinstance(new, SourceFile):
        assert isinstance(old, SourceFile)
        kept = old if old == new and old.path == new.path else new
    elif isinstance(new, tuple):
        kept = _tuple(old, new)
    elif isinstance(new, dict):
        kept = _dict(old, new)
    elif is_dataclass(new):
        kept = _dataclass(old, new)
    return kept  # type: ignore[no-any-return]


def _same_text(old: Any, new: Text) -> bool:
    if old != new:
        return False
    for name in _slots(type(new)):  # noqa: SIM110 (in a definition whose lines moved, every text)
        if getattr(old, name) != getattr(new, name):
            return False
    return True


@cache
def _slots(kind: Any) -> Sequence[str]:
    return [name for base in kind.__mro__ for name in getattr(base, "__slots__", ())]


def _tuple(old: Any, new: tuple[Any, ...]) -> Any:
    if new and hasattr(new[0], "id"):
        # Added and moved parts do not hide that the others are the same.
        known = {part.id: part for part in old if hasattr(part, "id")}
        parts = tuple(reuse(known.get(part.id), part) for part in new)
    else:
        parts = tuple(map(reuse, old, new)) + new[len(old) :]
    if len(old) == len(new) and all(map(is_, old, parts)):
        return old
    return new if all(map(is_, new, parts)) else parts


def _dict(old: Any, new: dict[Any, Any]) -> Any:
    keys = {key: key for key in old}
    parts = {
        reuse(keys[key], key) if key in keys else key: reuse(old[key], value)
        if key in old
        else value
        for key, value in new.items()
    }
    if len(old) == len(parts) and all(map(is_, old, parts)) and _same_values(old, parts):
        return old
    same = all(map(is_, new, parts)) and _same_values(new, parts)
    return new if same else parts


def _same_values(one: dict[Any, Any], other: dict[Any, Any]) -> bool:
    return all(map(is_, one.values(), other.values()))


def _dataclass(old: Any, new: Any) -> Any:
    kind: Any = type(new)
    before = {name: getattr(old, name) for name in _fields(kind)}
    changed = {}
    same = True
    for name, was in before.items():
        value = getattr(new, name)
        kept = reuse(was, value)
        same = same and kept is was
        if kept is not value:
            changed[name] = kept
    if same:
        return old
    return replace(new, **changed) if changed else new


@cache
def _fields(kind: Any) -> Sequence[str]:
    return [field.name for field in fields(kind)]

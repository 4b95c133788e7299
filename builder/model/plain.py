"""Dataclasses of the model as plain data, for JSON, and back.

Every member is always there, so that whoever reads it need not ask whether it is; a place is an
object of `file`, `line` and `column`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from builder.source import Span

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Dataclasses as objects, tuples as arrays, texts as plain texts."""
    if isinstance(value, Span):
        return {"file": value.file, "line": value.line, "column": value.column}
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(part) for key, part in value.items()}
    return str(value) if isinstance(value, str) else value


def from_plain(kind: type[T], plain: object) -> T:
    """The dataclass that `to_plain` made an object of.

    Members that are left out have their defaults.

    Raises:
        TypeError, ValueError: the object is none of those.
    """
    found = _read(kind, plain)
    assert isinstance(found, kind)
    return found


def _read(kind: Any, plain: object) -> Any:
    origin = get_origin(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind, plain)
    if origin is tuple:
        if not isinstance(plain, list):
            raise TypeError("an array is needed")
        (part, _) = get_args(kind)
        return tuple(_read(part, one) for one in plain)
    if origin is Mapping:
        if not isinstance(plain, dict):
            raise TypeError("an object is needed")
        return {str(key): _read(get_args(kind)[1], part) for key, part in plain.items()}
    if origin in (Union, UnionType):
        (part,) = (one for one in get_args(kind) if one is not type(None))
        return None if plain is None else _read(part, plain)
    fits = plain in get_args(kind) if origin is Literal else type(plain) is kind
    if not fits:
        raise TypeError(f"{plain!r} is no {kind}")
    return plain


def _dataclass(kind: Any, plain: object) -> Any:
    if not isinstance(plain, dict):
        raise TypeError(f"{kind.__name__} is an object")
    kinds = _kinds(kind)
    if not plain.keys() <= kinds.keys():
        raise ValueError(f"{kind.__name__} has other members")
    return kind(**{name: _read(kinds[name], part) for name, part in plain.items()})


@cache
def _kinds(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)

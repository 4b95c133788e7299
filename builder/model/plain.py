"""The one codec of the project: dataclasses as plain data, for JSON, and back.

Snapshots, comparisons, outlines, findings and everything that is remembered between two runs are
written and read here. What to write follows from the annotations of the dataclasses alone, so that
a new member needs no line of code. Reading is compiled once a class to a function: a guide of 35
pages takes 7 ms, and nothing heavy is imported for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Read = Callable[[Any], Any]

EMPTY: Collection[object] = (None, (), {})
"""What says nothing, for `to_plain`."""


def to_plain(
    value: object, *, without: Collection[object] = (), hidden: Collection[str] = ()
) -> Any:
    """Dataclasses as objects, tuples as arrays, texts as plain texts.

    Members whose values are among `without` are left out if they have a default, by which they
    come back; those that are named in `hidden` are left out everywhere.
    """
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else str(value)
    if isinstance(value, tuple | list):
        return [to_plain(part, without=without, hidden=hidden) for part in value]
    if isinstance(value, Mapping):
        return {
            str(key): to_plain(part, without=without, hidden=hidden) for key, part in value.items()
        }
    if not is_dataclass(kind):
        return value
    found = {}
    for name, needed in _members(kind):
        part = getattr(value, name)
        # A number is never left out, though zero equals False.
        if (needed or type(part) is int or part not in without) and name not in hidden:
            found[name] = to_plain(part, without=without, hidden=hidden)
    return found


def from_plain(kind: type[T], plain: object) -> T:
    """The dataclass that `to_plain` made an object of.

    Members that are left out have their defaults. Members that the class does not have are
    ignored: a later version may have added them.

    Raises:
        ValueError: the object is none of those.
    """
    try:
        found = _reader(cast(Any, kind))(plain)
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    assert isinstance(found, kind)
    return found


def json_schema(kind: type, title: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_plain` writes."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(kind).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **{key: value for key, value in schema.items() if key != "title"},
    }


@cache
def _members(kind: Any) -> tuple[tuple[str, bool], ...]:
    """The names of a dataclass's members, and whether they must be there."""
    return tuple(
        (one.name, one.default is MISSING and one.default_factory is MISSING)
        for one in fields(kind)
    )


@cache
def _reader(kind: Any) -> Read:
    """A function that reads values of a type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _array(_reader(inner[0]))
    if origin is Mapping:
        return _object(*map(_reader, inner))
    if origin in (Union, UnionType):
        (one,) = (_reader(part) for part in inner if part is not type(None))
        return lambda plain: None if plain is None else one(plain)
    if origin is Literal:
        return _one_of(inner)
    if is_dataclass(kind):
        return _dataclass(kind)
    return kind if issubclass(kind, Enum) else _scalar(kind)


def _scalar(kind: type) -> Read:
    def read(plain: Any) -> Any:
        if type(plain) is not kind:
            raise ValueError(f"{plain!r} is no {kind.__name__}")
        return plain

    return read


def _dataclass(kind: Any) -> Read:
    members: dict[str, Read] = {}

    def read(plain: Any) -> Any:
        if not members:
            # Not before: a block can hold blocks, and their reader is this one.
            members.update({name: _reader(part) for name, part in get_type_hints(kind).items()})
        if type(plain) is not dict:
            raise ValueError(f"{kind.__name__} is an object")
        return kind(
            **{name: members[name](part) for name, part in plain.items() if name in members}
        )

    return read


def _array(one: Read) -> Read:
    def read(plain: Any) -> Any:
        if type(plain) is not list:
            raise ValueError("an array is needed")
        return tuple([one(part) for part in plain])

    return read


def _object(name: Read, one: Read) -> Read:
    def read(plain: Any) -> Any:
        if type(plain) is not dict:
            raise ValueError("an object is needed")
        return {name(key): one(part) for key, part in plain.items()}

    return read


def _one_of(words: tuple[object, ...]) -> Read:
    def read(plain: Any) -> Any:
        if plain not in words:
            raise ValueError(f"{plain!r} is none of {words}")
        return plain

    return read

"""Outlines and uses as plain data, for JSON.

See `builder.model.plain` for the form: every member of the dataclasses is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from builder.model.outline import Outline
from builder.model.plain import to_plain
from builder.model.usage import NamedPart

SCHEMA_VERSION = 1

Plain = dict[str, Any]


def outline_json(outline: Outline) -> Plain:
    """An outline, with all its sections in `items`."""
    return _object(outline)


def things_json(things: Iterable[NamedPart]) -> list[Plain]:
    """Things with what they are in each guide, and their uses."""
    return [_object(thing) for thing in things]


def _object(value: object) -> Plain:
    plain = to_plain(value)
    assert isinstance(plain, dict)
    return plain

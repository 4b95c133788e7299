"""Writes and reads `guide.json`, and describes it as a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from builder.model.guide import SCHEMA_VERSION, Guide

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def dump_guide(guide: Guide) -> str:
    """The snapshot as JSON text: stable key order, empty fields left out.

    Every member stands on a line of its own and every chapter, glossary entry and so on too, so
    that a line-by-line comparison of two snapshots is of some use.
    """
    members = (f"{json.dumps(key)}: {_lines(value)}" for key, value in _plain(guide).items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(part, ensure_ascii=False) for part in value) + "\n]"


def load_guide(text: str) -> Guide:
    """Read a snapshot.

    Raises:
        ValueError: the text is not a snapshot of a version that this code knows.
    """
    version = json.loads(text).get("schema_version")
    if version != SCHEMA_VERSION:
        raise ValueError(f"This snapshot has schema version {version}, not {SCHEMA_VERSION}.")
    return _adapter().validate_json(text)


def guide_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `guide.json`."""
    schema = _adapter().json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Program guide snapshot",
        **{key: value for key, value in schema.items() if key != "title"},
    }


@cache
def _adapter() -> TypeAdapter[Guide]:
    from pydantic import TypeAdapter

    return TypeAdapter(Guide)


def _plain(value: object) -> Any:
    """Dataclasses as objects without their empty fields, tuples as arrays."""
    if is_dataclass(value):
        found = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {
            name: part
            for name, part in found.items()
            if part is not None and part not in ([], {}) and part is not False
        }
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    return str(value) if isinstance(value, str) else value

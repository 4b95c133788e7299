"""The comparison as JSON, for other programs, and the schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from builder.model.change import (
    CLASSES,
    COMPARISON_SCHEMA_VERSION,
    ChangeClass,
    Comparison,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeGuideItem:
    """A guide that only one of the two revisions has; `id` is what a reviewer signs."""

    id: str
    program: str
    title: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedItem:
    """A change that a reviewer has signed."""

    change: str
    cls: ChangeClass
    by: str
    date: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons:
    """What `guides diff --format json` prints: the class that matters most, and every guide.

    `was` and `now` name the two revisions. `open` counts the changes that nobody has signed by
    class; `accepted` are those that somebody has (each with its class, `cls`), `stale` says in
    sentences which signatures hold for nothing any more.
    """

    comparisons: tuple[Comparison, ...]
    worst: ChangeClass | None = None
    was: str | None = None
    now: str | None = None
    guides_added: tuple[WholeGuideItem, ...] = ()
    guides_removed: tuple[WholeGuideItem, ...] = ()
    open: Mapping[ChangeClass, int] = field(default_factory=dict)
    accepted: tuple[AcceptedItem, ...] = ()
    stale: tuple[str, ...] = ()
    schema_version: int = COMPARISON_SCHEMA_VERSION


def render(comparisons: Sequence[Comparison]) -> str:
    """The comparisons as JSON text; what is empty is left out, but for the lists of a guide."""
    found = [one.verdict.worst for one in comparisons if one.verdict.worst]
    whole = Comparisons(
        comparisons=tuple(comparisons),
        worst=min(found, key=CLASSES.index) if found else None,
    )
    return json.dumps(_plain(whole), ensure_ascii=False, indent=1) + "\n"


def load_comparisons(text: str) -> tuple[Comparison, ...]:
    """Read what `render` wrote.

    Raises:
        ValueError: the text is no report of a version that this code knows.
    """
    found = json.loads(text)
    version = found.get("schema_version") if isinstance(found, dict) else None
    if version != COMPARISON_SCHEMA_VERSION:
        raise ValueError(
            f"This comparison has schema version {version}, not {COMPARISON_SCHEMA_VERSION}."
        )
    return _adapter().validate_python(_tuples(found)).comparisons


def comparison_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` writes."""
    schema = _adapter().json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Comparison of program guides",
        **{key: value for key, value in schema.items() if key != "title"},
    }


@cache
def _adapter() -> TypeAdapter[Comparisons]:
    from pydantic import TypeAdapter

    return TypeAdapter(Comparisons)


def _tuples(value: Any) -> Any:
    """Arrays as tuples: the types of the model say so."""
    if isinstance(value, dict):
        return {key: _tuples(part) for key, part in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


_KEPT = frozenset(
    {"changes", "ledger", "numbers", "causes", "comparisons", "party", "text", "worst"}
)


def _plain(value: object) -> Any:
    """Dataclasses as objects without their empty fields, tuples as arrays."""
    if is_dataclass(value):
        found = {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
        return {
            name: part
            for name, part in found.items()
            if name in _KEPT or (part is not None and part not in ([], {}))
        }
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value

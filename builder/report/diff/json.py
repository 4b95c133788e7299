"""The comparison as JSON, for other programs, and the schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.model.change import COMPARISON_SCHEMA_VERSION, ChangeClass, Comparison
from builder.model.plain import EMPTY, json_schema, to_plain


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
    worst: ChangeClass | None
    schema_version: int = COMPARISON_SCHEMA_VERSION
    was: str
    now: str
    guides_added: tuple[WholeGuideItem, ...]
    guides_removed: tuple[WholeGuideItem, ...]
    open: Mapping[ChangeClass, int]
    accepted: tuple[AcceptedItem, ...]
    stale: tuple[str, ...]


def render(whole: Comparisons) -> str:
    """The comparisons as JSON text; what is empty is left out, but for what must be there."""
    return json.dumps(to_plain(whole, without=EMPTY), ensure_ascii=False, indent=2) + "\n"


def comparison_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` writes."""
    return json_schema(Comparisons, "Comparison of program guides")

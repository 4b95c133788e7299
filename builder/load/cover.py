"""The fields of the cover as keys of definitions, and their values out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from builder.load.fields import Date, Line, Prose, Version, YamlModel
from builder.model.cover import COVER, FieldForm, keys
from builder.source import Text

_KINDS: Mapping[FieldForm, Any] = {"line": Line, "prose": Prose, "version": Version, "date": Date}


def key_models(group: str = "") -> dict[str, Any]:
    """The fields of a model, for pydantic's `create_model`, that has the keys of a group."""
    found = {}
    for key, field in keys(group).items():
        kind, about = _KINDS[field.form], field.description
        found[key] = (
            (kind, Field(description=about))
            if field.required
            else (kind | None, Field(None, description=about))
        )
    return found


def cover(groups: Mapping[str, YamlModel | None]) -> dict[str, Text]:
    """The values that definitions have, by the names of their fields.

    `groups` has the part that holds the keys of each group, and of the top as `""`.
    """
    found = {}
    for field in COVER:
        value = getattr(groups[field.group], field.key or field.name, None)
        if value is not None:
            found[field.name] = value
    return found

"""What may stand at a place of a definition: the model's view of a path."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Discriminator, Tag

from builder.load.fields import YamlModel

UNIONS = (Union, types.UnionType)


def keys_of(model: type[YamlModel]) -> dict[str, str]:
    """The keys of a part as they are written, each with its description."""
    return {
        field.alias or name: field.description or "" for name, field in model.model_fields.items()
    }


def required_of(model: type[YamlModel]) -> set[str]:
    """The keys that a part must have."""
    return {
        field.alias or name for name, field in model.model_fields.items() if field.is_required()
    }


def noun_of(model: type[YamlModel]) -> str:
    """What a message calls the part."""
    return str(model.model_config.get("title") or model.__name__.lower())


def model_at(root: type[YamlModel], loc: Sequence[str | int]) -> type[YamlModel] | None:
    """The part that pydantic's location `loc` leads to, or None if it leads to no part."""
    here: Any = root
    for element in loc:
        here = step(bare(here)[0], element)
    here, _ = bare(here)
    return here if isinstance(here, type) and issubclass(here, YamlModel) else None


def bare(kind: Any) -> tuple[Any, Discriminator | None]:
    """The type without annotations and without None, and what tells the members of a union."""
    choose = None
    while True:
        inner = [part for part in get_args(kind) if part is not type(None)]
        if get_origin(kind) is Annotated:
            choose = next((note for note in inner if isinstance(note, Discriminator)), choose)
        elif get_origin(kind) not in UNIONS or len(inner) != 1:
            return kind, choose
        kind = inner[0]


def step(kind: Any, element: object) -> Any:
    """What stands at a key of a kind, or as an item with a number; None if nothing may."""
    origin = get_origin(kind)
    if origin in UNIONS:
        for member in get_args(kind):
            if any(isinstance(m, Tag) and m.tag == element for m in get_args(member)[1:]):
                return member
        return None
    if origin is dict and isinstance(element, str):
        return get_args(kind)[1]
    if origin is list and isinstance(element, int):
        return get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, YamlModel):
        for name, field in kind.model_fields.items():
            if (field.alias or name) == element:
                return field.annotation
    return None

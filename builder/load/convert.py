"""Entries of definitions become the parts of a `Program`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from builder.load import parts
from builder.load.fields import YamlModel
from builder.load.schema_family import Requires
from builder.model.program import (
    ColumnDef,
    FormBlock,
    FormDef,
    Origin,
    RequiredTable,
    Requirements,
    Revision,
    TableDef,
)
from builder.source import Text

D = TypeVar("D")


def made(kind: Callable[..., D], entry: YamlModel, /, **given: Any) -> D:
    """A part of a program: what is not `given` is what the entry has under the same name."""
    own = {name: _fixed(getattr(entry, name)) for name in _common(kind, type(entry))}
    return kind(**(own | given))


@cache
def _common(kind: Any, entry: type[YamlModel]) -> tuple[str, ...]:
    """The names of the fields that both have."""
    return tuple(field.name for field in fields(kind) if field.name in entry.model_fields)


def _fixed(value: Any) -> Any:
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


def table(key: Text, part: parts.TableEntry, origin: Origin) -> TableDef:
    """A table."""
    columns = tuple(made(ColumnDef, column, id=str(column.id)) for column in part.columns)
    return made(TableDef, part, id=str(key), columns=columns, at=key.at, origin=origin)


def form(key: Text, part: parts.FormEntry, origin: Origin) -> FormDef:
    """A form."""
    blocks = tuple(made(FormBlock, b, id=str(b.id), at=b.id.at) for b in part.blocks)
    return FormDef(id=str(key), blocks=blocks, at=key.at, origin=origin)


def revision(part: parts.RevisionEntry) -> Revision:
    """A row of the revision history."""
    dates = part.dates if part.date is None else [part.date]
    return made(Revision, part, dates=tuple(dates), at=part.version.at)


def requirements(part: Requires) -> Requirements:
    """What every guide of the family must contain."""
    tables = (RequiredTable(id=key, columns=tuple(ids)) for key, ids in part.tables.items())
    return made(Requirements, part, tables=tuple(tables))

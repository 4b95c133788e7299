"""The JSON Schema of each kind of file, for editors and for the manual.

An editor that follows it accepts what the command accepts; what only the command can know
(unknown ids, missing files) it leaves to the command.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from builder.load.acceptances import AcceptanceFile
from builder.load.fields import YamlModel
from builder.load.figure_schema import FigureFile
from builder.load.schema_family import FamilyFile
from builder.load.schema_program import ProgramFile

Kind = Literal["family", "program", "figure", "acceptance"]

_MODELS: dict[Kind, type[YamlModel]] = {
    "family": FamilyFile,
    "program": ProgramFile,
    "figure": FigureFile,
    "acceptance": AcceptanceFile,
}


class _EditorSchema(GenerateJsonSchema):
    """No `null`: a key without a value is a fault, not a way to leave it out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = super().default_schema(schema)
        if inner.get("default", ...) is None:
            inner.pop("default")
        return inner


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file.

    The same input gives the same schema, in the same order.
    """
    schema = _MODELS[kind].model_json_schema(by_alias=True, schema_generator=_EditorSchema)
    _without_noise(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _without_noise(node: Any) -> None:
    """Take out titles that only repeat the key, and allow ids only where ids are keys."""
    if isinstance(node, dict):
        if "patternProperties" in node:
            node.setdefault("additionalProperties", False)
        for name, part in node.get("properties", {}).items():
            title = part.get("title") if isinstance(part, dict) else None
            if title and title.lower().replace(" ", "-") == name:
                del part["title"]
        for value in node.values():
            _without_noise(value)
    elif isinstance(node, list):
        for value in node:
            _without_noise(value)

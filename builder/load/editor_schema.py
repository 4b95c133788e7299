"""The JSON Schemas as editors need them: with skeletons to fill in, and some detours.

What an editor marks is the same as by the plain schema; the rest serves completion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from builder.load.schema import Kind, json_schema

_NOT_FALSE = ["string", "number", "array", "object", "null"]


def editor_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a kind of file, for a YAML language server."""
    schema = json_schema(kind)
    changed: dict[str, Any] = _for_editors(schema, schema.get("$defs", {}))
    return changed


def _for_editors(node: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_for_editors(value, parts) for value in node]
    if not isinstance(node, dict):
        return node
    node = {key: _for_editors(value, parts) for key, value in node.items()}
    if "off" in node.get("enum", ()):
        return _with_off(node)
    if len(node.get("patternProperties", {})) == 1:
        return _with_ids(node, parts)
    return node


def _with_off(node: dict[str, Any]) -> dict[str, Any]:
    """Words among which is off, which editors that follow YAML 1.1 read as false."""
    described = {"description": node.pop("description")} if "description" in node else {}
    return {**described, "anyOf": [node, {"not": {"type": _NOT_FALSE}}]}


def _with_ids(node: dict[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """A group whose keys are ids, with a skeleton of an entry.

    Language servers complete the values of `additionalProperties`, and not those of
    `patternProperties`.
    """
    (pattern, value), *_ = node.pop("patternProperties").items()
    node["propertyNames"] = {
        "pattern": pattern,
        "patternErrorMessage": "An id is made of lower-case words joined by hyphens, like hot-fix.",
        "doNotSuggest": True,
    }
    node["additionalProperties"] = value
    part = parts.get(value["$ref"].rpartition("/")[2], {}) if "$ref" in value else {}
    body = _skeleton(value, parts, count(2))
    name = part.get("title", "value")
    node["defaultSnippets"] = [
        {
            "label": f"new {name}",
            "description": part.get("description", "An id of your own with its value."),
            "body": {"${1:its-id}": body},
        }
    ]
    return node


def _skeleton(node: Mapping[str, Any], parts: Mapping[str, Any], places: Iterator[int]) -> Any:
    """A value with the keys that it must have, each with a numbered place to fill in."""
    if "$ref" in node:
        node = parts[node["$ref"].rpartition("/")[2]]
    if node.get("type") == "array":
        return [_skeleton(node["items"], parts, places)]
    if "properties" in node:
        required = node.get("required", ())
        return {key: _skeleton(node["properties"][key], parts, places) for key in required}
    return f"${next(places)}"

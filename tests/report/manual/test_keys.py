"""The page of all YAML keys: whole, and with examples that the command itself accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from builder.load import json_schema, load_project
from builder.load.figures import load_figure
from builder.report.manual.keys import EXAMPLES, example, keys_page
from builder.report.manual.values import Values
from builder.source import SourceFile

KINDS = ("family", "program", "figure", "acceptance")
PAGE = keys_page()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_description_and_stands_on_the_page(kind: str):
    schema = json_schema(kind)  # type: ignore[arg-type]
    parts: list[dict[str, Any]] = [schema, *schema.get("$defs", {}).values()]
    for part in parts:
        for key, node in part.get("properties", {}).items():
            assert node.get("description") or "$ref" in node, (part.get("title"), key)
            assert f"| `{key}`" in PAGE or f"### {key} ({kind})\n" in PAGE


@pytest.mark.parametrize("kind", ["family", "program"])
def test_every_key_has_an_example(kind: str):
    schema = json_schema(kind)  # type: ignore[arg-type]
    assert set(example(kind)) == set(schema["properties"])
    for key, text in example(kind).items():
        assert f"### {key} ({kind})\n" in PAGE
        assert text in PAGE
        assert list(yaml.safe_load(text)) == [key]


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_follow_the_schemas(kind: str):
    data = yaml.safe_load((EXAMPLES / f"{kind}.yaml").read_text("utf-8"))
    data.get("checks", {}).pop("straight-quotes", None)  # `off` is read as false there
    data.get("checks", {}).pop("table-not-referenced", None)
    jsonschema.validate(data, json_schema(kind))  # type: ignore[arg-type]


def test_the_examples_are_a_project_that_the_command_accepts(tmp_path: Path):
    definitions, content = tmp_path / "program_defs", tmp_path / "content"
    definitions.mkdir()
    (definitions / "shared.yaml").write_text((EXAMPLES / "family.yaml").read_text("utf-8"), "utf-8")
    (definitions / "storage.yaml").write_text(
        (EXAMPLES / "program.yaml").read_text("utf-8"), "utf-8"
    )
    for name in (
        "shared/installation",
        "shared/web-links",
        "shared/glossary",
        "storage/required-platform",
        "storage/introduction",
        "storage/certification-entry",
        "storage/array-setup",
        "storage/array-checklist",
    ):
        (content / f"{name}.md").parent.mkdir(parents=True, exist_ok=True)
        (content / f"{name}.md").write_text("A text.\n", "utf-8")
    figures = content / "figures"
    figures.mkdir()
    for name in ("support-flow", "array-flow"):
        text = (EXAMPLES / "figure.yaml").read_text("utf-8")
        file = figures / f"{name}.yaml"
        file.write_text(text.replace("figure: support-flow", f"figure: {name}"), "utf-8")
        (figures / f"{name}.svg").write_text("<svg></svg>", "utf-8")
        assert not load_figure(SourceFile.read(tmp_path, file)).diagnostics
    loaded = load_project(tmp_path)
    found = [f"{d.at} {d.message}" for d in loaded.diagnostics]
    assert not found, "\n".join(found)
    assert set(loaded.value) == {"storage"}


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"type": "string", "pattern": r"\S"}, "text"),
        ({"type": "boolean"}, "`true` or `false`"),
        ({"type": "array", "items": {"type": "string"}}, "list of texts"),
        ({"enum": ["a", "b", "c"]}, "`a`, `b` or `c`"),
        ({"type": "array", "items": {"$ref": "#/$defs/Box"}}, "list of [boxes](#box)"),
        ({"anyOf": [{"type": "number"}, {"type": "null"}]}, "number"),
        (
            {"type": "object", "patternProperties": {"x": {"$ref": "#/$defs/Box"}}},
            "ids, each with: [box](#box)",
        ),
        ({}, "anything"),
    ],
)
def test_values_are_told_in_words(node: dict[str, Any], words: str):
    assert Values({"Box": "box"}).words(node) == words

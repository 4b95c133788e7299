"""What `.vscode/` recommends fits what the command prints and what the repository holds."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder.cli.main import main
from tests.language_server import ROOT, editor_settings
from tests.projects import PROGRAM, make_project


def read(name: str) -> Any:
    text = (ROOT / ".vscode" / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"(?m)^\s*//.*$", "", text))


def test_git_takes_the_settings_in() -> None:
    names = [f".vscode/{name}.json" for name in ("settings", "tasks", "extensions")]
    done = subprocess.run(
        ["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert all((ROOT / name).is_file() for name in names)


def test_every_definition_has_one_schema_that_is_there() -> None:
    schemas = editor_settings()["yaml"]["schemas"]
    for schema, patterns in schemas.items():
        assert (ROOT / schema).is_file()
        wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
        assert any(any(ROOT.glob(pattern)) for pattern in wanted), schema
    assert editor_settings()["yaml"]["schemaStore"]["enable"] is False


def test_the_formatter_of_the_editor_stays_out_of_the_way() -> None:
    settings = editor_settings()
    assert settings["yaml"]["format"]["enable"] is False
    assert {settings[kind]["editor.formatOnSave"] for kind in ("[yaml]", "[markdown]")} == {False}
    assert {tuple(settings[kind]["editor.rulers"]) for kind in ("[yaml]", "[markdown]")} == {(100,)}


def matchers() -> list[dict[str, Any]]:
    return [
        task["problemMatcher"] for task in read("tasks.json")["tasks"] if task["problemMatcher"]
    ]


@pytest.mark.parametrize("command", [["check"], ["build"]])
def test_problems_are_found_in_what_the_command_prints(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make_project(
        tmp_path,
        {"program_defs/sail.yaml": f"titel: Sail\n{PROGRAM}"},
    )
    assert main(["-C", str(root), *command]) == 1
    printed = capfd.readouterr()
    found = set()
    assert len(matchers()) == 3
    for matcher in matchers():
        pattern = matcher["pattern"]
        for line in (printed.out + printed.err).splitlines():
            if match := re.search(pattern["regexp"], line):
                keys = ("file", "line", "column", "severity", "code")
                found.add(tuple(match[pattern[key]] for key in keys))
    assert ("program_defs/sail.yaml", "1", "1", "error", "unknown-key") in found


def test_the_tasks_call_commands_that_there_are() -> None:
    from builder.cli.parsers import command_names

    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for task in read("tasks.json")["tasks"]:
        word = task["args"][0]
        if task["command"] == "make":
            assert re.search(rf"(?m)^{word}:", targets), word
        else:
            assert task["command"] == ".venv/bin/guides"
            assert word in command_names()


def test_few_extensions_are_recommended() -> None:
    assert read("extensions.json") == {
        "recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"]
    }

"""The GitHub Actions workflow: it parses, its shell parses, and it gives nobody too much."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.cli.main import main

ROOT = Path(__file__).parents[2]
FILE = ROOT / ".github" / "workflows" / "guides.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def _steps() -> Iterator[dict[str, Any]]:
    for job in WORKFLOW["jobs"].values():
        yield from job["steps"]


RUNS = [step["run"] for step in _steps() if "run" in step]


def test_it_runs_on_pull_requests_without_secrets() -> None:
    # YAML 1.1 reads the key `on` as true.
    assert list(WORKFLOW[True]) == ["pull_request"]
    assert "secrets." not in FILE.read_text(encoding="utf-8")


def test_permissions_are_the_least() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in WORKFLOW["jobs"].items()} == {
        "review": {"contents": "read"},
        "comment": {"pull-requests": "write"},
    }
    # The job that may write runs nothing of the pull request.
    used = [step.get("uses", "") for step in WORKFLOW["jobs"]["comment"]["steps"]]
    assert not any(name.startswith("actions/checkout") for name in used)
    (checkout,) = (s for s in _steps() if s.get("uses", "").startswith("actions/checkout"))
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


def test_actions_are_pinned_to_full_versions() -> None:
    used = [step["uses"] for step in _steps() if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", name) for name in used)


@pytest.mark.parametrize("script", RUNS)
def test_scripts_are_shell_and_hold_no_expressions(script: str) -> None:
    assert "${{" not in script, "an expression in a script is pasted into it as code"
    subprocess.run(["bash", "-n"], input=script, text=True, check=True, timeout=10)


def test_scripts_use_what_is_set() -> None:
    for step in _steps():
        if "run" in step:
            given = {*step.get("env", {}), "GITHUB_STEP_SUMMARY"}
            assert set(re.findall(r"\$([A-Z_]+)", step["run"])) <= given


def test_its_commands_exist(capsys: pytest.CaptureFixture[str]) -> None:
    commands = set(re.findall(r"\.venv/bin/guides (\w+)", "\n".join(RUNS)))
    assert commands == {"check", "diff"}
    for command in commands:
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
        options = set(re.findall(rf"guides {command} .*?(--[a-z-]+)", "\n".join(RUNS)))
        text = capsys.readouterr().out
        assert options
        assert all(option in text for option in options)
    assert re.search(r"^guides:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)

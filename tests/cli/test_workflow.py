"""The GitHub Actions workflow: it parses, its scripts work, and it gives nobody too much."""

from __future__ import annotations

import os
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


# The scripts, carried out with stand-ins for the commands that they call.


def _carry_out(
    folder: Path, step: str, commands: dict[str, str], **variables: str
) -> subprocess.CompletedProcess[str]:
    (script,) = (one["run"] for one in _steps() if one.get("name") == step)
    for name, text in commands.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
        path.chmod(0o755)
    environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", **variables}
    # As GitHub runs a script without a `shell:`.
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )


_GUIDES = """\
echo "$@" >> calls
[ "$5" = markdown ] && echo 'Three changes.' > review/changes.md
exit 0"""


def _compare(folder: Path, guides: str) -> subprocess.CompletedProcess[str]:
    return _carry_out(
        folder,
        "Compare with the base",
        {".venv/bin/guides": guides},
        BASE="main",
        GITHUB_STEP_SUMMARY="summary",
    )


def test_it_compares_in_every_form(tmp_path: Path) -> None:
    assert _compare(tmp_path, _GUIDES).returncode == 0
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == [
        f"diff refs/remotes/origin/main HEAD --format {form} -o review"
        for form in ("markdown", "json", "html", "pdf")
    ]
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "Three changes.\n"


@pytest.mark.parametrize("status", [2, 127])
def test_a_comparison_that_failed_is_told_and_fails(tmp_path: Path, status: int) -> None:
    """Else the comment would go on telling what an earlier push changed."""
    assert _compare(tmp_path, f"exit {status}").returncode == status
    told = (tmp_path / "review/changes.md").read_text(encoding="utf-8")
    assert "could not be compared" in told
    assert (tmp_path / "summary").read_text(encoding="utf-8") == told


@pytest.mark.parametrize(
    ("known", "call"),
    [
        ("", "--method POST repos/a/b/issues/7/comments"),
        ("91", "--method PATCH repos/a/b/issues/comments/91"),
    ],
)
def test_there_is_one_comment_that_is_kept_up_to_date(
    tmp_path: Path, known: str, call: str
) -> None:
    (tmp_path / "review").mkdir()
    (tmp_path / "review/changes.md").write_text("Three changes.\n", encoding="utf-8")
    gh = f'case "$*" in *--paginate*) printf "{known}";; *) echo "$@" >> calls;; esac'
    done = _carry_out(
        tmp_path,
        "Write or update the comment",
        {"bin/gh": gh},
        GH_TOKEN="t",
        REPOSITORY="a/b",
        NUMBER="7",
        RUN="https://example.org/run",
    )
    assert done.returncode == 0, done.stderr
    (told,) = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert told == f"api {call} -F body=@comment.md"
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert comment.startswith("<!-- guides diff -->\nThree changes.\n")
    assert "https://example.org/run" in comment

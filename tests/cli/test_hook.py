"""The hook that looks at a commit before it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import builder
from tests.repositories import git, make_repository
from tests.revisions import DUTY as CLAUSE
from tests.revisions import PROGRAM, edit, make_revisions

ROOT = Path(builder.__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the hook and a project that is in order."""
    root = tmp_path_factory.mktemp("origin")
    dated = PROGRAM.replace('"4.10"\n', '"4.10"\ndate: "2020-02"\n', 1)
    make_revisions(root, {"program_defs/sail.yaml": dated})
    shutil.copytree(ROOT / ".githooks", root / ".githooks")
    ignored = root / ".gitignore"
    ignored.write_text(f"{ignored.read_text()}/.venv/\n")
    guides(root, "format")
    make_repository(root)
    return root


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> Path:
    """A clone in which the hook is on."""
    root = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(root))
    for name, value in (("user.name", "Tester"), ("user.email", "tester@example.com")):
        git(root, "config", name, value)
    git(root, "config", "core.hooksPath", ".githooks")
    command = root / ".venv" / "bin" / "guides"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m builder.cli "$@"\n')
    command.chmod(0o755)
    (root / "templates" / "fonts").symlink_to(ROOT / "templates" / "fonts")
    return root


def guides(root: Path, *words: str) -> None:
    command = [sys.executable, "-m", "builder.cli", "-C", str(root), *words]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def commit(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Try to commit what is staged."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        ["git", "commit", "--quiet", "--message", "Change", *options],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_hook_can_be_run() -> None:
    assert os.access(ROOT / ".githooks" / "pre-commit", os.X_OK)


def test_a_good_commit_is_made(clone: Path) -> None:
    edit(clone, CLAUSE, "must pay", "must always pay")
    git(clone, "add", "--all")
    done = commit(clone)
    assert done.returncode == 0, done.stderr
    assert git(clone, "log", "-1", "--format=%s") == "Change"


def test_a_commit_with_an_error_is_refused(clone: Path) -> None:
    before = git(clone, "rev-parse", "HEAD")
    edit(clone, CLAUSE, "{{ days }}", "{{ dayz }}")
    git(clone, "add", "--all")
    done = commit(clone)
    assert done.returncode == 1
    assert f"{CLAUSE}:1:" in done.stderr
    assert "Did you mean “days”?" in done.stderr
    assert "The commit was not made. Fix the errors above" in done.stderr
    assert git(clone, "rev-parse", "HEAD") == before


def test_a_file_that_is_not_formatted_is_refused_until_it_is(clone: Path) -> None:
    edit(clone, CLAUSE, "must pay", "must\npay")
    git(clone, "add", "--all")
    done = commit(clone)
    assert done.returncode == 1
    assert f"{CLAUSE} would change" in done.stderr
    assert "Run `.venv/bin/guides format`" in done.stderr
    guides(clone, "format")
    edit(clone, CLAUSE, "must pay", "must always pay")
    git(clone, "add", "--all")
    assert commit(clone).returncode == 0


def test_what_is_committed_is_judged_and_not_the_work_tree(clone: Path) -> None:
    # The error is staged and mended in the work tree only.
    edit(clone, CLAUSE, "{{ days }}", "{{ dayz }}")
    git(clone, "add", "--all")
    edit(clone, CLAUSE, "{{ dayz }}", "{{ days }}")
    done = commit(clone)
    assert done.returncode == 1
    assert "Did you mean “days”?" in done.stderr
    # The other way round.
    edit(clone, CLAUSE, "must pay", "must always pay")
    git(clone, "add", "--all")
    edit(clone, CLAUSE, "{{ days }}", "{{ dayz }}")
    done = commit(clone)
    assert done.returncode == 0, done.stderr
    assert "{{ dayz }}" in (clone / CLAUSE).read_text()


def test_a_file_that_is_not_added_is_missed(clone: Path) -> None:
    path = clone / "program_defs" / "sail.yaml"
    path.write_text(path.read_text().replace("sail/greeting", "sail/welcome"))
    (clone / "content/sail/welcome.md").write_text("Welcome aboard.\n")
    git(clone, "add", "program_defs")
    git(clone, "rm", "--quiet", "content/sail/greeting.md")
    done = commit(clone)
    assert done.returncode == 1
    assert "missing-clause" in done.stderr
    git(clone, "add", "--all")
    done = commit(clone)
    assert done.returncode == 0, done.stderr


def test_commits_of_other_files_are_not_looked_at(clone: Path) -> None:
    (clone / ".venv" / "bin" / "guides").unlink()
    (clone / "NOTES").write_text("Notes.\n")
    git(clone, "add", "NOTES")
    assert commit(clone).returncode == 0


def test_without_the_command_the_commit_is_refused_with_what_to_do(clone: Path) -> None:
    (clone / ".venv" / "bin" / "guides").unlink()
    edit(clone, CLAUSE, "must pay", "must always pay")
    git(clone, "add", "--all")
    done = commit(clone)
    assert done.returncode == 1
    assert "`make guides`" in done.stderr
    assert commit(clone, "--no-verify").returncode == 0

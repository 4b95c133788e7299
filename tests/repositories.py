"""Temporary git repositories that know nothing of the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    # A hook that runs the tests sets variables that lead git to its own repository.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**outside, **_ENVIRONMENT},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def make_repository(folder: Path) -> str:
    """Make a repository of a folder with one commit of all that is in it; its id."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for name, value in (
        ("user.name", "Tester"),
        ("user.email", "tester@example.com"),
        ("commit.gpgsign", "false"),
        ("core.autocrlf", "false"),
    ):
        git(folder, "config", name, value)
    return commit(folder)


def commit(folder: Path, message: str = "Change") -> str:
    """Commit everything; the commit's id."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def state(folder: Path) -> tuple[str, str, bytes, list[str]]:
    """Everything of a repository and its work tree that a reader must leave alone."""
    files = sorted(
        f"{path.relative_to(folder)} {path.stat().st_mtime_ns}"
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    )
    return (
        git(folder, "for-each-ref"),
        git(folder, "rev-parse", "HEAD"),
        (folder / ".git" / "index").read_bytes(),
        files,
    )

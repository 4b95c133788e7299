"""`guides notice`: what changed for a party, in three forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli.main import main
from tests.repositories import git
from tests.revisions import edit, make_revisions


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a period that is another since the last release."""
    folder = make_revisions(tmp_path_factory.mktemp("notice").resolve())
    git(folder, "tag", "sail-4.10")
    edit(folder, "program_defs/shared.yaml", 'days: {value: "14"', 'days: {value: "21"')
    return folder


def _notice(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), "notice", "sail", *arguments])


def test_since_the_last_release(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _notice(root) == 0
    text = capsys.readouterr().out
    assert "21 days" in text
    assert "Start" in text
    assert text.endswith("\n")


@pytest.mark.parametrize(
    ("name", "begins"), [("n.md", ""), ("n.html", "<!doctype html>"), ("n.txt", "")]
)
def test_the_files_name_says_the_form(root: Path, tmp_path: Path, name: str, begins: str) -> None:
    file = tmp_path / name
    assert _notice(root, "sail-4.10", "-o", str(file)) == 0
    text = file.read_text(encoding="utf-8")
    assert text.lower().startswith(begins)
    assert "21 days" in text
    assert ("<p" in text) == (name == "n.html")


def test_another_party(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _notice(root, "--party", "Harbor") == 0
    other = capsys.readouterr().out
    assert _notice(root, "--party", "Captain") == 0
    assert capsys.readouterr().out != other
    assert _notice(root, "--party", "Pirate") == 2
    assert "there is no party “Pirate”; there are: Captain, Harbor." in capsys.readouterr().err


def test_a_family_without_parties(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_revisions(tmp_path.resolve())
    family = root / "program_defs" / "shared.yaml"
    lines = family.read_text("utf-8").splitlines(keepends=True)
    start = next(row for row, line in enumerate(lines) if line.startswith("parties:"))
    end = next(
        (row for row in range(start + 1, len(lines)) if not lines[row].startswith((" ", "-"))),
        len(lines),
    )
    family.write_text("".join(lines[:start] + lines[end:]), "utf-8")
    asked = [["notice", "sail", "HEAD"], ["obligations", "sail"]]
    told = [(main(["-C", str(root), *words]), capsys.readouterr().err) for words in asked]
    assert told[0] == told[1]
    assert told[0][0] == 1
    assert "names no parties" in told[0][1]


@pytest.mark.parametrize("old", ["nope", "--party=Captain"])
def test_a_failed_comparison_is_never_zero(
    root: Path, old: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "tag", "-d", "sail-4.10")
    try:
        assert _notice(root, old) == 2
    finally:
        git(root, "tag", "sail-4.10")
    out, err = capsys.readouterr()
    assert out == ""
    assert err

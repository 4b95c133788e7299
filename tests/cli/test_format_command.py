"""`guides format`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import builder
from builder.cli.main import main
from tests.projects import make_project

ROOT = Path(builder.__file__).resolve().parents[1]
PROGRAM = "program_defs/sail.yaml"
CLAUSE = "content/shared/start.md"
UNTIDY = "Text of\nthe start.   \n"
TIDY = "Text of the start.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in which everything is laid out but one clause."""
    root = make_project(tmp_path)
    assert main(["-C", str(root), "format"]) == 0
    (root / CLAUSE).write_text(UNTIDY)
    return root


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "format", *words])


def test_the_files_of_this_repository_are_formatted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(ROOT), "format", "--check"]) == 0, capsys.readouterr().out


def test_writes_and_says_what(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(root) == 0
    assert capsys.readouterr().out == (
        f"{CLAUSE} formatted\n7 files: 1 formatted, 6 fine already.\n"
    )
    assert (root / CLAUSE).read_text() == TIDY
    assert run(root) == 0
    assert capsys.readouterr().out == "7 files: nothing to change.\n"


def test_check_names_files_and_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(root, "--check") == 1
    assert capsys.readouterr().out == (
        f"{CLAUSE} would change\n7 files: 1 would change: run `guides format`, 6 fine already.\n"
    )
    assert (root / CLAUSE).read_text() == UNTIDY


def test_diff_shows_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(root, "--diff") == 0
    assert capsys.readouterr().out == (
        f"--- a/{CLAUSE}\n+++ b/{CLAUSE}\n@@ -1,2 +1 @@\n"
        "-Text of\n-the start.   \n+Text of the start.\n"
    )
    assert run(root, "--diff", "--check") == 1
    assert (root / CLAUSE).read_text() == UNTIDY


def test_files_and_folders_can_be_named(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(root, "--check", str(root / "content/sail"), str(root / PROGRAM)) == 0
    assert run(root, "--check", str(root / "content")) == 1
    monkeypatch.chdir(root / "content")
    assert run(root, "--check", "shared/start.md") == 1
    assert run(root, "--check", "shared/../sail") == 0


@pytest.mark.parametrize(
    "name", ["nowhere.md", "README.md", "templates/a.md", "content/figures/a.yaml", "../a.md"]
)
def test_other_files_are_refused(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for other in ("README.md", "templates/a.md", "content/figures/a.yaml", "../a.md"):
        path = root / other
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(UNTIDY)
    assert run(root, str(root / name)) == 2
    assert "is no definition" in capsys.readouterr().err
    assert (root / CLAUSE).read_text() == UNTIDY


def test_a_file_with_a_fault_stays_and_the_others_are_formatted(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / PROGRAM).write_text("version: '1'   \nprogram: [a\n")
    (root / "content/sail/greeting.md").write_text("```\nnever\nclosed   \n")
    (root / "content/shared/words.md").write_bytes(b"Text \xff\n")
    capsys.readouterr()
    assert run(root) == 1
    shown = capsys.readouterr()
    assert (root / PROGRAM).read_text() == "version: '1'   \nprogram: [a\n"
    assert (root / "content/sail/greeting.md").read_text() == "```\nnever\nclosed   \n"
    assert (root / CLAUSE).read_text() == TIDY
    assert f"{PROGRAM}:2:10: error: " in shown.err
    assert "content/sail/greeting.md:1:1: error: " in shown.err
    assert "content/shared/words.md:1:6: error: " in shown.err
    assert shown.out.endswith(
        "7 files: 1 formatted, 3 left alone for the faults above, 3 fine already.\n"
    )


def test_the_layout_of_a_file_keeps_its_mode_line_ends_and_mark(root: Path) -> None:
    path = root / CLAUSE
    path.write_bytes(b"\xef\xbb\xbfText of\r\nthe start.   \r\n")
    path.chmod(0o640)
    assert run(root) == 0
    assert path.read_bytes() == b"\xef\xbb\xbfText of the start.\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    path.write_bytes(b"Text of the start.\r\n\nAnd more.\r\n")
    assert run(root) == 0
    assert path.read_bytes() == b"Text of the start.\n\nAnd more.\n"


def test_no_link_is_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.md"
    outside.write_text(UNTIDY)
    (root / "content/shared/link.md").symlink_to(outside)
    (root / "content/shared/near.md").symlink_to(root / CLAUSE)
    assert run(root, str(root / "content/shared/link.md")) == 2
    assert run(root) == 0
    assert outside.read_text() == UNTIDY
    assert (root / "content/shared/near.md").is_symlink()


def test_a_file_that_cannot_be_written_stays(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", fail)
    assert run(root) == 3
    assert "No space left on device" in capsys.readouterr().err
    monkeypatch.undo()
    assert (root / CLAUSE).read_text() == UNTIDY
    assert sorted(p.name for p in (root / "content/shared").iterdir()) == [
        "finish.md",
        "first-steps.md",
        "start.md",
        "words.md",
    ]

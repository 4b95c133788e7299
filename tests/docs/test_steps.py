"""The steps of the manual, taken as they are written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.docs.steps import Step, Walk, Walker, read_walks
from tests.repositories import make_repository

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
WALKS = [walk for page in PAGES for walk in read_walks(page)]
COPIED = ("program_defs", "content", "templates", "docs")


@pytest.fixture
def walker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Walker:
    """Takes steps in a copy of this project that git knows."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    make_repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(words: list[str]) -> tuple[int, str]:
        capfd.readouterr()
        try:
            status = main(words)
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        printed = capfd.readouterr()
        return status, f"{printed.out}\n{printed.err}"

    return Walker(tmp_path, run)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: f"{walk.page}: {walk.title}")
def test_the_steps_do_what_the_manual_says(walk: Walk, walker: Walker):
    for step in walk.steps:
        walker.take(step)


def test_the_tasks_of_a_new_user_are_all_tried():
    tried = {f"{walk.page}#{walk.title}" for walk in WALKS}
    assert tried >= {
        "first-change.md#Change a sentence",
        "first-change.md#Change a deadline",
        "first-change.md#If you mistype something",
        "everyday.md#Add an appendix to one program",
        "everyday.md#Add a term to the glossary",
        "everyday.md#Find where something is used",
    }
    assert any(walk.page == "new-program.md" for walk in WALKS)


def test_a_step_that_rots_is_noticed(tmp_path: Path):
    (tmp_path / "a.md").write_text("one two\n")
    walker = Walker(tmp_path, lambda words: (0, "2 guides,\nall well"))
    walker.take(Step(what="in a.md", text="two\n", line=1))
    walker.take(Step(what="becomes", text="three\n", line=1))
    assert (tmp_path / "a.md").read_text() == "one three\n"
    walker.take(Step(what="run", text="guides check\n", line=1))
    walker.take(Step(what="shows", text="2 guides, … well\n", line=1))
    noisy = Walker(tmp_path, lambda words: (0, "a.md:1:1: warning: x"))
    noisy.take(Step(what="run warns", text="guides check\n", line=1))
    with pytest.raises(AssertionError):
        noisy.take(Step(what="run", text="guides check\n", line=1))
    for what, text in (
        ("in a.md", "two"),
        ("run 1", "guides check"),
        ("shows", "3 guides"),
        ("new a.md", "x"),
    ):
        with pytest.raises(AssertionError):
            walker.take(Step(what=what, text=f"{text}\n", line=1))

"""What is known of all guides is remembered while their sources are the same, and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

import builder.pipeline.overview as module
from builder.pipeline.overview import Opened, open_overview
from builder.source.cache import FOLDER
from tests.whole_projects import ROW, SAIL, SHARED, make_whole


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # An edit to the builder during the tests is no part of them.
    monkeypatch.setattr("builder.source.cache.builder_state", lambda: ["as it is"])
    return make_whole(tmp_path.resolve())


def test_another_builder_answers_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_overview(root)
    assert open_overview(root).project is None
    monkeypatch.setattr("builder.source.cache.builder_state", lambda: ["another"])
    assert open_overview(root).project is not None


def _edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _value(opened: Opened, id: str) -> list[str]:
    assert opened.overview is not None, opened.diagnostics
    thing = next(thing for thing in opened.overview.things if thing.id == id)
    return [meaning.value for meaning in thing.meanings]


def test_the_second_answer_reads_no_source(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_overview(root)
    assert first.project is not None
    assert _value(first, "harbor") == ["Northport", "Southport"]

    def never(*arguments: object) -> Opened:
        raise AssertionError("The sources are read again.")

    monkeypatch.setattr(module, "_open", never)
    second = open_overview(root)
    assert second.overview is not None
    assert first.overview is not None
    assert second.overview.things == first.overview.things
    assert second.overview.guide("sail") == first.overview.guide("sail")
    assert second.overview.outline("row") == first.overview.outline("row")
    assert open_overview(root, ["row"]).overview is not None


def test_an_edit_is_seen_at_once(root: Path) -> None:
    open_overview(root)
    _edit(root, SAIL, "Southport", "Eastport")
    assert _value(open_overview(root), "harbor") == ["Northport", "Eastport"]
    _edit(root, "content/shared/start.md", "every captain", "every good captain")
    changed = open_overview(root).overview
    assert changed is not None
    assert "every good captain" in next(iter(changed.guide("sail").walk())).blocks[0].text


def test_a_folder_that_cannot_be_written_to_is_no_fault(root: Path) -> None:
    (root / ".cache").write_text("a file in its place", encoding="utf-8")
    assert open_overview(root).overview is not None


def test_a_fault_in_one_guide_is_no_hindrance_for_another(root: Path) -> None:
    _edit(root, ROW, "Northport", "'{{ nowhere }}'")
    every = open_overview(root)
    assert every.overview is None
    assert [d.code for d in every.diagnostics] == ["unknown-parameter"]
    assert open_overview(root, ["row"]).overview is None
    sail = open_overview(root, ["sail"]).overview
    assert sail is not None
    assert sail.programs == ("sail",)
    # It is not taken for the whole project.
    assert open_overview(root).overview is None


def test_faults_of_the_question_come_before_those_of_the_guides(root: Path) -> None:
    _edit(root, SHARED, "harbor", "harbour")
    found = open_overview(root, ["sial"])
    assert [(d.code, d.hint) for d in found.diagnostics] == [
        ("unknown-program", "Did you mean “sail”?")
    ]


def test_only_a_few_entries_are_kept(root: Path) -> None:
    for number in range(6):
        (root / "content/sail/greeting.md").write_text(f"Greetings {number}.\n")
        open_overview(root)
    assert len(list((root / FOLDER).glob("overview-*"))) == 4

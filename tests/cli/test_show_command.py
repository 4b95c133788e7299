"""`guides show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.whole_projects import make_whole


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("show").resolve())


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def _text(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["-C", str(root), "show", *arguments]) == 0
    return capsys.readouterr().out


def test_the_text_with_its_values(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _text(root, capsys, "sail", "1", "--only") == (
        "1  Casting Off\n"
        "\n"
        "Under the Treaty, every captain gives 14 days of notice in\n"
        "Southport.\n"
        "\n"
        "Greetings, sailor.\n"
        "\n"
        "• The first item names the The Club <https://club.example/>.\n"
        "• The second item has code and weight.\n"
        "  Table 1  Levels of Skill\n"
        "  ┌───────┬───────────────────────────┐\n"
        "  │ Level │ Meaning                   │\n"
        "  ├───────┼───────────────────────────┤\n"
        "  │ 1     │ can row for 14 days       │\n"
        "  ├───────┼───────────────────────────┤\n"
        "  │ 2     │ Section 1.1 “First Steps” │\n"
        "  └───────┴───────────────────────────┘\n"
        "\n"
        "See Section 2 “Coming Home”, Section 1.1, the words, and\n"
        "Table 1.\n"
        "\n"
        "Below it:\n"
        "  1.1  First Steps\n"
    )


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["ropes"], "1.1.1  Ropes"),
        (["1.1.1"], "1.1.1  Ropes"),
        (["Section", "1.1.1"], "1.1.1  Ropes"),
        (["b"], "Appendix B: Words"),
        (["Appendix B"], "Appendix B: Words"),
        (["B.1"], "B.1  More Words"),
        (["Words"], "Appendix B: Words"),
        (["coming", "home"], "2  Coming Home"),
        (["Coming"], "2  Coming Home"),
    ],
)
def test_a_section_can_be_named_in_many_ways(
    root: Path, words: list[str], title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _text(root, capsys, "sail", *words).startswith(f"{title}\n")


def test_what_is_below_belongs_to_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys, "sail", "first-steps")
    assert "1.1.1.1  Knots\n" in text
    assert "1. Treaty: signed in Southport\n" in text
    assert "Figure 1  The Route\n  The boat goes out to the island first" in text


def test_sources_stand_above_the_blocks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys, "row", "finish", "--sources")
    assert text.startswith(
        "‹program_defs/shared.yaml:27›\n2  Coming Home\n\n‹content/shared/finish.md:1›\n"
        "Come home to Northport.\n"
    )
    assert "‹program_defs/shared.yaml:" in text.split("Northport.")[1]


def test_markdown_and_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys, "sail", "start", "--format", "markdown")
    assert text.startswith("# 1 Casting Off\n\nUnder the Treaty, every captain gives 14 days ")
    assert "- The second item has `code` and **weight**.\n" in text
    assert "  | 1 | can row for 14 days |\n" in text
    assert "\n## 1.1 First Steps\n" in text
    plain = json.loads(_text(root, capsys, "sail", "start", "--only", "--format", "json"))
    assert (plain["program"], plain["section"]["id"]) == ("sail", "start")
    assert [(s["id"], s["blocks"]) for s in plain["section"]["sections"]] == [("first-steps", [])]
    whole = json.loads(_text(root, capsys, "sail", "start", "--format", "json"))
    assert whole["section"]["sections"][0]["sections"][0]["id"] == "ropes"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sail", "9"], "No section in Sail is called “9”."),
        (["sail", "ropez"], "Did you mean “ropes”?"),
        (["sail", "in"], "2 sections of Sail have “in” in the title."),
        (["sial", "1"], "Did you mean “sail”?"),
    ],
)
def test_wrong_questions(
    root: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(root), "show", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_a_guide_at_fault_does_not_hide_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_whole(tmp_path, {"content/sail/greeting.md": "Hello {{ nobody }}.\n"})
    assert main(["-C", str(root), "show", "sail", "2"]) == 1
    assert "{{ nobody }}" in capsys.readouterr().err
    assert "Northport" in _text(root, capsys, "row", "2")

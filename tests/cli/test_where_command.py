"""`guides where`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.whole_projects import FAMILY, SAIL, SHARED, make_whole


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    family = FAMILY.replace("  days:", "  knots: {value: hitch, description: K.}\n  days:")
    return make_whole(
        tmp_path_factory.mktemp("where").resolve(),
        {
            SHARED: family + "requires: {sections: [finish]}\n",
            "content/shared/ropes.md": "Ropes lie AFT with a {{ knots }}.\n\n{{ list: knots }}\n",
        },
        {SAIL: ("  harbor:", "  days: '21'\n  harbor:")},
    )


def _text(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["-C", str(root), "where", *arguments]) == 0
    return capsys.readouterr().out


def test_a_parameter(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _text(root, capsys, "days") == (
        "days  (parameter)\n"
        "  Days of notice.\n"
        f"  declared in {SHARED}:12:3\n"
        f"  Row: 14  shared, {SHARED}:12:18\n"
        f"  Sail: 21  the program’s own, {SAIL}:8:10 (the family has: 14)\n"
        "\n"
        "  4 uses in Row, Sail\n"
        "  Row 1 Casting Off  content/shared/start.md:1:39\n"
        f"  Row 1 Casting Off (Table 1)  {SHARED}:42:28\n"
        "  Sail 1 Casting Off  content/shared/start.md:1:39\n"
        f"  Sail 1 Casting Off (Table 1)  {SHARED}:42:28\n"
        "\n"
    )


def test_rules_and_references_of_a_section(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys, "finish")
    assert "  Row, Sail: 2 Coming Home  shared, content/shared/finish.md:1:1\n" in text
    assert "  2 references in Row, Sail\n" in text
    assert "  Sail 1 Casting Off (reference)  content/shared/start.md:10:5\n" in text
    assert "  Row, Sail required section  " in text
    assert "No reference leads to it.\n" in _text(root, capsys, "forms")


def test_words_need_no_quotes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys, "AFT", "Deck")
    assert text.startswith("AFT Deck  (glossary term)\n  Deck behind\n")
    assert "It is used nowhere.\n" in text


def test_several_kinds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(root), "where", "knots"]) == 0
    out, err = capsys.readouterr()
    assert "knots  (parameter)\n" in out
    assert "knots  (list)\n" in out
    assert "--kind parameter, --kind list" in err
    only = _text(root, capsys, "knots", "--kind", "list")
    assert "(parameter)" not in only


def test_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = json.loads(_text(root, capsys, "club", "--format", "json"))
    (thing,) = plain["things"]
    assert (plain["schema_version"], thing["kind"], thing["id"]) == (1, "link", "club")
    assert [(use["program"], use["number"], use["role"]) for use in thing["usages"]] == [
        ("row", "1", "referred to"),
        ("row", "2", "listed"),
        ("sail", "1", "referred to"),
        ("sail", "2", "listed"),
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["dayz"], "Did you mean “days”?"),
        (["days", "--kind", "table"], "“days” is a parameter, but no table."),
        (["program_defs/sail.yaml"], "`guides impact program_defs/sail.yaml`"),
    ],
)
def test_wrong_questions(
    root: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(root), "where", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_guides_at_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_whole(tmp_path, {"content/sail/greeting.md": "Hello {{ nobody }}.\n"})
    assert main(["-C", str(root), "where", "days"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "content/sail/greeting.md:1:7: error" in err

"""`guides outline`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.whole_projects import PROGRAM, SAIL, SHARED, make_whole

CHANGES = """\
outline:
  - {add: {id: anchors, title: "Anchors | Chains"}, before: finish}
  - {replace: finish, title: The End}
appendices:
  - {omit: words}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(
        tmp_path_factory.mktemp("outline").resolve(),
        {
            SAIL: PROGRAM + CHANGES,
            "content/sail/anchors.md": "Anchors hold.\n",
            "content/shared/start.md": "Start.\n\n{{ slot: greeting }}\n\n{{ table: levels }}\n",
            "content/shared/knots-section.md": "Knots, {{ days }}.\n\n{{ table: tides }}\n",
        },
    )


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def _text(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["-C", str(root), "outline", *arguments]) == 0
    return capsys.readouterr().out


def test_a_narrow_terminal_gets_two_lines_a_section(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _text(root, capsys, "sail")
    line = PROGRAM.count("\n")
    assert text == (
        "Sail 4.10  Sailing\n"
        "\n"
        "  1  Casting Off\n"
        "     content/shared/start.md\n"
        "    1.1  First Steps\n"
        "         content/shared/first-steps.md\n"
        "      1.1.1  Ropes\n"
        "             content/shared/ropes.md\n"
        "        1.1.1.1  Knots\n"
        "                 content/shared/knots-section.md\n"
        "+ 2  Anchors | Chains\n"
        f"     content/sail/anchors.md  added in {SAIL}:{line + 2}\n"
        "~ 3  The End\n"
        f"     content/shared/finish.md  replaced in {SAIL}:{line + 3}\n"
        "     in place of the title “Coming Home”  program_defs/shared.yaml:27\n"
        "  A  Forms\n"
        "     content/shared/forms.md\n"
        "- ·  Words (omitted)\n"
        f"     [words]  {SAIL}:{line + 5}  declared in {SHARED}:30\n"
        "-   ·  More Words (omitted)\n"
        f"       {SAIL}:{line + 5}  declared in {SHARED}:33\n"
        "\n"
        "6 sections and 1 appendix: 5 shared, 1 replaced, 1 added, 2 omitted.\n"
        "Besides sections: 1 parameter, 1 slot (listed with --all).\n"
        "\n"
        "* set  ~ replaced  + added  > moved  - omitted   no mark: shared\n"
        "Set is what the family leaves to each program.\n"
        "An id stands in [brackets] where it is not the name of the file.\n"
    )


def test_a_wide_one_gets_one_line(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    lines = _text(root, capsys, "sail").split("\n")
    (line,) = (line for line in lines if "1.1.1  Ropes" in line)
    assert line.endswith("  content/shared/ropes.md")


def test_all_shows_what_stands_in_sections(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys, "sail", "--all")
    assert "*       Slot: content/sail/greeting.md [greeting]  content/shared/start.md:3\n" in text
    assert "        Table 1: Levels of Skill [levels]  content/shared/start.md:5\n" in text
    assert "            List: 2 items [knots]  content/shared/ropes.md:3\n" in text
    assert f"* parameter harbor  {SAIL}:8\n" in text


def test_all_programs_or_those_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(root, capsys)
    assert text.index("Row 4.10  Rowing") < text.index("Sail 4.10  Sailing")
    assert text.count("no mark: shared") == 1
    assert "Rowing" not in _text(root, capsys, "sail")


def test_json_and_markdown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = json.loads(_text(root, capsys, "sail", "--format", "json"))
    assert plain["schema_version"] == 1
    (outline,) = plain["outlines"]
    added = next(item for item in outline["items"] if item["id"] == "anchors")
    assert (added["number"], added["state"]) == ("2", "added")
    assert added["source"] == {"file": "content/sail/anchors.md", "line": 1, "column": 1}
    text = _text(root, capsys, "sail", "--format", "markdown")
    assert (
        "| 2 | Anchors \\| Chains | `anchors` | `content/sail/anchors.md` | **added** in " in text
    )
    assert "|  | ~~Words~~ | `words` |" in text


def test_faults_do_not_hide_the_outline(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_whole(
        tmp_path, {"content/shared/finish.md": "See [](#strat).\n\n{{ links: clubs }}\n"}
    )
    assert main(["-C", str(made), "outline", "sail"]) == 1
    out, err = capsys.readouterr()
    assert "2  Coming Home" in out
    assert "Did you mean “start”?" in err


@pytest.mark.parametrize(
    ("name", "says"), [("sial", "Did you mean “sail”?"), ("", "is no program")]
)
def test_an_unknown_program(
    root: Path, name: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(root), "outline", name or "zzz"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert (says if name else "There is no program “zzz”") in err


def test_a_reader_that_stops_early_is_no_error(root: Path) -> None:
    words = [sys.executable, "-m", "builder.cli", "-C", str(root), "outline"]
    done = subprocess.run(
        f"{' '.join(words)} | head -n 1", shell=True, capture_output=True, text=True, check=True
    )
    assert done.stdout == "Row 4.10  Rowing\n"
    assert done.stderr == ""

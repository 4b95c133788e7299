"""`guides impact`: what an edit will reach."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from builder.cli.main import main
from tests.repositories import commit, git
from tests.revisions import DUTY, FILES, edit, make_revisions

FAMILY = FILES["program_defs/shared.yaml"]
ROW = """\
program: row
extends: shared
title: Rowing
short-name: Row
version: "1.0"
parameters: {harbor: Northport}
slots: {greeting: row/greeting}
outline:
  - {replace: start, clause: row/start}
revision-history:
  - {version: "1.0", summary: First.}
"""
GREETING = "content/row/greeting.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "program_defs/row.yaml": ROW,
        GREETING: "Greetings.\n",
        "content/row/start.md": "The Captain may row.\n\nThe Captain must rest {{ days }} days.\n",
    }
    return make_revisions(tmp_path_factory.mktemp("impact").resolve(), files)


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path.resolve() / "copy"
    shutil.copytree(made, copy, symlinks=True)
    return copy


def _impacts(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> dict[tuple[str, str], dict[str, Any]]:
    assert main(["-C", str(root), "impact", "--format", "json", *arguments]) == 0
    found = json.loads(capsys.readouterr().out)["impacts"]
    return {(i["name"], i["kind"]): {g["program"]: g for g in i["guides"]} for i in found}


def _sections(guide: dict[str, Any]) -> list[str]:
    return [section["id"] for section in guide["sections"]]


def test_things_reach_what_prints_them(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("days", "harbor", "greeting", "levels", "knots", "club", "clubs", "crew", "AFT")
    found = _impacts(made, capsys, *words, "start", "shared/start", GREETING, "farewell")
    days = found["days", "parameter"]
    assert _sections(days["sail"]) == _sections(days["row"]) == ["start"]
    assert [o["modal"] for o in days["sail"]["obligations"]] == ["must"]
    assert [o["sentence"] for o in days["row"]["obligations"]] == ["The Captain must rest 14 days."]
    assert days["sail"]["sections"][0]["label"].endswith("1")
    harbor = found["harbor", "parameter"]
    assert list(harbor) == ["sail"]
    assert [o["party"] for o in harbor["sail"]["obligations"]] == ["Harbor"]
    assert {id: _sections(g) for id, g in found["greeting", "slot"].items()} == {
        "sail": ["finish"],
        "row": ["finish"],
    }
    assert found["farewell", "slot"] == {}
    levels = found["levels", "table"]["sail"]
    assert _sections(levels) == ["first-steps"]
    assert [(p["kind"], p["id"], p["caption"]) for p in levels["parts"]] == [
        ("table", "levels", "Levels")
    ]
    assert _sections(found["knots", "list"]["sail"]) == ["finish"]
    assert _sections(found["club", "link"]["sail"]) == ["first-steps", "finish"]
    assert _sections(found["clubs", "links"]["row"]) == ["finish"]
    assert _sections(found["crew", "form"]["row"]) == ["words"]
    assert "words" in _sections(found["AFT", "term"]["row"])
    assert _sections(found["start", "section"]["row"]) == ["start", "first-steps"]
    assert list(found["shared/start", "file"]) == ["sail"]
    assert _sections(found[GREETING, "file"]["row"]) == ["finish"]


def test_since_counts_changed_lines_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _impacts(root, capsys, "--since", "HEAD") == {}
    edit(root, "program_defs/shared.yaml", 'days: {value: "14"', 'days: {value: "21"')
    edit(root, "program_defs/row.yaml", "Rowing", "Rowing Boats")
    edit(root, "content/row/start.md", "may row", "may rest")
    (root / "content" / "sail" / "new.md").write_text("New.\n")
    edit(
        root, "content/shared/finish.md", "{{ slot: greeting }}\n", "{{ slot: greeting }}\n\nBye.\n"
    )
    # What nothing uses is a note for `guides check`, and no hindrance here.
    found = _impacts(root, capsys, "--since", "HEAD")
    shared = found["program_defs/shared.yaml", "file"]
    assert {id: _sections(guide) for id, guide in shared.items()} == {
        "row": ["start"],
        "sail": ["start"],
    }
    assert found["program_defs/row.yaml", "file"]["row"]["front"] == ["the cover"]
    row = found["content/row/start.md", "file"]["row"]
    assert [o["sentence"] for o in row["obligations"]] == ["The Captain may rest."]
    assert found["content/sail/new.md", "file"] == {}
    assert list(found["content/shared/finish.md", "file"]) == ["row", "sail"]
    first = commit(root)
    assert _impacts(root, capsys, "--since", first) == {}


def test_what_the_family_says_of_the_publisher_is_on_every_cover(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "program_defs/shared.yaml", "family: boats\n", "family: boats\nPUBLISHER\n")
    edit(root, "program_defs/shared.yaml", "PUBLISHER", "publisher: {name: Harbour Office}")
    commit(root)
    edit(root, "program_defs/shared.yaml", "Harbour Office", "Harbour Bureau")
    found = _impacts(root, capsys, "--since", "HEAD")
    fronts = {id: guide["front"] for id, guide in found["program_defs/shared.yaml", "file"].items()}
    assert fronts == {"row": ["the cover"], "sail": ["the cover"]}


LINES = [
    ("program_defs/shared.yaml", '      - ["2", high]'),
    ("program_defs/shared.yaml", "  - {term: FORE, means: Before}"),
    ("program_defs/row.yaml", "classification: Secret"),
    ("program_defs/shared.yaml", '  telephone: "555-0100"'),
    ("content/row/start.md", "The Captain may sleep."),
]


@pytest.mark.parametrize(("file", "line"), LINES)
@pytest.mark.parametrize("instead", ["# {line}", "", "\n# Later: {line}\n"])
def test_a_line_that_went_reaches_what_its_deletion_reaches(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, line: str, instead: str
) -> None:
    if file.endswith(".md") and "#" in instead:
        instead = ""
    publisher = f"publisher:\n  name: Harbor Office\n{LINES[3][1]}\n  fax: '555-0101'\n"
    edit(root, "program_defs/shared.yaml", "family: boats\n", f"family: boats\n{publisher}")
    edit(root, "program_defs/shared.yaml", "glossary:\n", f"glossary:\n{LINES[1][1]}\n")
    edit(root, "program_defs/shared.yaml", "    rows:\n", f"    rows:\n{LINES[0][1]}\n")
    edit(root, "program_defs/row.yaml", "parameters:", f"{LINES[2][1]}\nparameters:")
    edit(root, "content/row/start.md", "may row.\n", f"may row.\n{LINES[4][1]}\n")
    commit(root)
    edit(root, file, f"{line}\n", "")
    deleted = _impacts(root, capsys, "--since", "HEAD")[file, "file"]
    assert deleted
    git(root, "checkout", "--quiet", "--", ".")
    edit(root, file, f"{line}\n", f"{instead.format(line=line)}\n")
    found = _impacts(root, capsys, "--since", "HEAD")[file, "file"]
    assert {id: (_sections(one), one["front"]) for id, one in found.items()} == {
        id: (_sections(one), one["front"]) for id, one in deleted.items()
    }


_OWN = ("program_defs/row.yaml", "subtitle: For two", "the cover")
_TABLE = ("program_defs/shared.yaml", '      - ["3", none]', "first-steps")


@pytest.mark.parametrize("instead", ["# {}\n", "\n", "\n\n# {}\n\n", ""])
@pytest.mark.parametrize("case", [_OWN, _TABLE], ids=["cover", "table"])
def test_lines_that_say_nothing_any_more_reach_what_they_were_part_of(
    root: Path, capsys: pytest.CaptureFixture[str], case: tuple[str, str, str], instead: str
) -> None:
    file, line, reached = case
    edit(root, "program_defs/row.yaml", "short", f"\n# About it.\n{_OWN[1]}\n\nshort")
    edit(root, "program_defs/shared.yaml", '["1", low]', f'["1", low]\n{_TABLE[1]}')
    commit(root)
    edit(root, file, f"{line}\n", instead.format(line))
    guides = _impacts(root, capsys, "--since", "HEAD")[file, "file"].values()
    assert any(reached in (*_sections(guide), *guide["front"]) for guide in guides)


@pytest.mark.parametrize("added", ["# Remark.\n", "\n"])
def test_a_remark_that_takes_nothing_away_reaches_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], added: str
) -> None:
    edit(root, "program_defs/row.yaml", "short-name: Row", f"{added}short-name: Row")
    assert _impacts(root, capsys, "--since", "HEAD") == {("program_defs/row.yaml", "file"): {}}


def test_a_paragraph_that_was_emptied_reaches_its_section(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "content/row/start.md", "The Captain may row.", "")
    row = _impacts(root, capsys, "--since", "HEAD")["content/row/start.md", "file"]["row"]
    assert _sections(row) == ["start"]


def test_a_row_of_a_table_is_no_other_rows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "program_defs/shared.yaml", '["1", low]', '["1", high]')
    found = _impacts(root, capsys, "--since", "HEAD")
    sail = found["program_defs/shared.yaml", "file"]["sail"]
    assert _sections(sail) == ["first-steps"]
    assert [part["id"] for part in sail["parts"]] == ["levels"]


def test_a_template_can_reach_everything(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "templates" / "guide" / "section.md.jinja"
    path.write_text(path.read_text() + "{# A remark. #}\n")
    found = _impacts(root, capsys, "--since", "HEAD")
    assert found["templates/guide/section.md.jinja", "file"]["row"]["everything"] is True


def test_the_text_names_numbers_titles_and_obligations(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(made), "impact", "days", DUTY]) == 0
    text = capsys.readouterr().out
    assert "days (parameter)\n" in text
    assert "  sail: 1 section, 1 obligation\n" in text
    assert " 1 “Start”\n" in text
    assert "Captain, must: The Captain must pay within 14 days.\n" in text
    assert "(table)" not in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name a file or an id"),
        (["dayz"], "Did you mean “days”?"),
        (["--since", "nope"], "“nope” is no git reference"),
        (["--since=-x"], "“-x” is no git reference"),
        (["../outside"], "Nothing in the guides is called “../outside”."),
    ],
)
def test_wrong_questions(
    made: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (made.parent / "outside").write_text("x")
    assert main(["-C", str(made), "impact", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_guides_at_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, DUTY, "{{ days }}", "{{ dayz }}")
    assert main(["-C", str(root), "impact", "days"]) == 1
    assert "dayz" in capsys.readouterr().err


def test_a_link_and_a_title_reach_those_who_print_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "content/shared/finish.md", "Look there:", "Look into [](#start):")
    commit(root)
    edit(root, "program_defs/shared.yaml", "https://club.example/", "https://club.example/new")
    shared = ("program_defs/shared.yaml", "file")
    assert _sections(_impacts(root, capsys, "--since", "HEAD")[shared]["sail"]) == [
        "first-steps",
        "finish",
    ]
    commit(root)
    edit(root, "program_defs/shared.yaml", "title: Start", "title: Beginning")
    assert _sections(_impacts(root, capsys, "--since", "HEAD")[shared]["sail"]) == [
        "start",
        "finish",
    ]

"""Cause before consequence: what follows from a fault is not told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.diagnostics import Severity
from builder.pipeline.check import check
from tests.pipeline.faults.case import START_FILE
from tests.whole_projects import ROW, SAIL, SHARED, START, make_whole

Edits = Mapping[str, tuple[str, str]]
Told = set[tuple[str, str]]


def told(folder: Path, files: Mapping[str, str | None], edits: Edits) -> Told:
    """The findings besides notes, as codes with files and lines."""
    found = check(make_whole(folder, files, edits), cache=False).diagnostics
    return {
        (str(d.code), f"{d.at.file}:{d.at.line}" if d.at else "")
        for d in found
        if d.severity is not Severity.NOTE
    }


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(tmp_path_factory.mktemp("clean"), {}, {})


def line(text: str, file: str, folder: Path) -> str:
    """The place of a text in a file, as `told` gives places."""
    before, found, _ = (folder / file).read_text(encoding="utf-8").partition(text)
    assert found
    return f"{file}:{before.count(chr(10)) + 1}"


USES = f"{START}\nSee [](#words), [](#finish), [](#levels).\n"
OMIT = "  - {omit: words}\n"


def test_a_required_appendix_left_out_is_told_where_it_is_left_out(
    tmp_path: Path, clean: Told
) -> None:
    found = told(
        tmp_path,
        {START_FILE: USES},
        {
            SAIL: ("title:", f"appendices:\n{OMIT}title:"),
            SHARED: ("glossary:\n", "requires: {appendices: [words]}\nglossary:\n"),
        },
    )
    assert {code for code, _ in found - clean} == {"missing-appendix"}
    assert ("missing-appendix", line("words", SAIL, tmp_path)) in found


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("outline:\n  - {omit: finish}\n", "finish"),
        ("appendices:\n  - {omit: words}\n", "words"),
        ("tables: {omit: [levels]}\n", "levels"),
        ("links: {omit: [club]}\n", "club"),
    ],
)
def test_what_is_left_out_and_used_is_told_once_and_where(
    key: str, name: str, tmp_path: Path, clean: Told
) -> None:
    root = make_whole(
        tmp_path, {START_FILE: f"{USES}\n[](#club)\n"}, {SAIL: ("title:", f"{key}title:")}
    )
    found = check(root, ["sail"], cache=False).diagnostics
    mine = [d for d in found if d.severity is Severity.ERROR]
    assert [(d.at.file, d.about) for d in mine if d.at] == [(SAIL, name)]
    assert any(span.file == START_FILE for span in mine[0].related)


@pytest.mark.parametrize(
    ("file", "edit", "code"),
    [
        (SAIL, ("greeting: sail/greeting", "greting: sail/greeting"), "unknown-slot"),
        (SHARED, ("id: ropes", "id: rope"), "missing-clause"),
        (SAIL, ("extends: shared", "extends: shard"), "unknown-family"),
        (START_FILE, ("{{ table: levels }}", "{{ table: level }}"), "unknown-table"),
        (START_FILE, ("{{ days }}", "{{ day }}"), "unknown-parameter"),
    ],
)
def test_a_mistyped_name_is_one_finding_without_advice_to_delete(
    file: str, edit: tuple[str, str], code: str, tmp_path: Path, clean: Told
) -> None:
    found = told(tmp_path, {}, {file: edit}) - clean
    assert {one for one, _ in found} - {"list-punctuation"} == {code}


def test_the_clauses_of_a_program_without_its_file_are_one_finding(
    tmp_path: Path, clean: Told
) -> None:
    files = {ROW: None, "content/row/more.md": "More.\n"}
    found = [one for one in told(tmp_path, files, {}) - clean if one[0].startswith("unused")]
    assert found == [("unused-clause", "content/row/greeting.md:1")]

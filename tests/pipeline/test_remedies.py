"""Findings about slips of the hand name what to write, and it works."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.diagnostics import errors
from builder.pipeline.check import check
from tests.pipeline.faults.case import START_FILE
from tests.whole_projects import PROGRAM, SAIL, SHARED, START, make_whole

MERGE = "<<<<<<< mine\n{0}\n=======\n{0}\n>>>>>>> theirs\n"

# The fault, its code, and the remedy: a text in place of another, in one file.
SLIPS = {
    "no space after a hyphen": (SHARED, "- {id: finish", "-{id: finish", "yaml-syntax"),
    "no comma": (SHARED, "finish, title: Coming", "finish title: Coming", "yaml-syntax"),
    "no colon": (SHARED, "family: shared", "family shared", "yaml-syntax"),
    "no space after a colon": (SAIL, "program: sail", "program:sail", "yaml-syntax"),
    "a long dash in an id": (SHARED, "id: first-steps", "id: first–steps", "bad-id"),
    "a merge": (SAIL, "title: Sailing\n", MERGE.format("title: Sailing"), "merge-conflict"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_error(name: str, tmp_path: Path) -> None:
    file, right, wrong, code = SLIPS[name]
    root = make_whole(tmp_path, {}, {file: (right, wrong)})
    found = errors(check(root, cache=False).diagnostics)
    assert [(d.code, d.at.file if d.at else "") for d in found] == [(code, file)]
    path = root / file
    path.write_text(path.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")
    assert not errors(check(root, cache=False).diagnostics)


@pytest.mark.parametrize("text", ["[](finish)", "[the end](finish)", "[the end](finish.md)"])
def test_a_reference_without_its_sign_is_told_how(text: str, tmp_path: Path) -> None:
    root = make_whole(tmp_path, {START_FILE: f"{START}\nSee {text}.\n"})
    (found,) = errors(check(root, cache=False).diagnostics)
    assert found.code == "clause-address"
    assert "[](#finish)" in (found.hint or "")


def test_a_merge_in_a_clause_is_called_by_its_name_once(tmp_path: Path) -> None:
    root = make_whole(tmp_path, {START_FILE: f"{START}\n{MERGE.format('Some words.')}"})
    assert [d.code for d in errors(check(root, cache=False).diagnostics)] == ["merge-conflict"]


@pytest.mark.parametrize("name", ["canoe.yml", "canoe.YAML", "canoe.yaml.txt"])
def test_a_definition_under_another_suffix_is_told(name: str, tmp_path: Path) -> None:
    root = make_whole(tmp_path, {f"program_defs/{name}": PROGRAM})
    (found,) = errors(check(root, cache=False).diagnostics)
    assert (found.code, found.hint) == ("wrong-suffix", "Rename it to “canoe.yaml”.")

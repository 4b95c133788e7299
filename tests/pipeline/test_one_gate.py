"""All findings of one run come together, and the same ones from every command."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, Severity
from builder.pipeline.build import build
from builder.pipeline.check import check
from tests.pipeline.faults.case import GUIDE, START_FILE
from tests.whole_projects import ROW, SAIL, SHARED, START, make_whole

TODO = "content/sail/greeting.md"


def told(found: Iterable[Diagnostic]) -> set[tuple[str, str]]:
    """The findings besides notes, as codes with files."""
    return {
        (str(d.code), d.at.file if d.at else "") for d in found if d.severity is not Severity.NOTE
    }


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What the project without faults is told of."""
    return told(check(make_whole(tmp_path_factory.mktemp("clean")), cache=False).diagnostics)


# What is wrong besides a clause of one program that says TODO, which is always found.
FAULTS: dict[
    str, tuple[dict[str, str | None], dict[str, tuple[str, str]], set[tuple[str, str]]]
] = {
    "raw HTML": (
        {START_FILE: f"{START}\nAn <b>odd</b> word.\n"},
        {},
        {("clause-markdown", START_FILE)},
    ),
    "a reference to nothing": (
        {START_FILE: f"{START}\nSee [](#nowhere-at-all).\n"},
        {},
        {("unknown-reference", START_FILE)},
    ),
    "a value of nothing": (
        {START_FILE: f"{START}\nSee {{{{ harbur }}}}.\n"},
        {},
        {("unknown-parameter", START_FILE)},
    ),
    "another program that is no YAML": (
        {},
        {ROW: ("title:", "title: a: ")},
        {("yaml-syntax", ROW)},
    ),
    "a key that there is not": ({}, {ROW: ("title:", "titel:")}, {("unknown-key", ROW)}),
    "a clause that is not there": (
        {"content/shared/ropes.md": None},
        {},
        {("missing-clause", SHARED)},
    ),
    "a drawing that is not there": (
        {"content/figures/route.svg": None},
        {},
        {("figure-stale", "content/figures/route.yaml")},
    ),
    "a template that fails in another program": (
        {},
        {
            f"{GUIDE}index.md.jinja": (
                "(document-control)=",
                "{% if program.id == 'row' %}{{ program.tite }}{% endif %}(document-control)=",
            )
        },
        {("template-undefined", f"{GUIDE}index.md.jinja")},
    ),
    "markup that Sphinx refuses in another program": (
        {},
        {
            f"{GUIDE}blocks/list.md.jinja": (
                "{% for",
                "{% if program.id == 'row' %}:::{nonsense}\n:::\n{% endif %}{% for",
            )
        },
        {("markup-unknown-block", f"{GUIDE}blocks/list.md.jinja")},
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_hides_no_other(name: str, tmp_path: Path, clean: set[tuple[str, str]]) -> None:
    files, edits, expected = FAULTS[name]
    root = make_whole(tmp_path, {TODO: "Well met.\n\nTODO say more.\n", **files}, edits)
    found = check(root, cache=False).diagnostics
    # What the clean project is told of may be about what is not there.
    assert told(found) - clean == {*expected, ("todo-text", TODO)}
    report = build(root)
    assert report.failed
    assert report.diagnostics == found


def test_a_family_that_is_no_yaml_hides_no_fault_of_a_clause(tmp_path: Path) -> None:
    root = make_whole(
        tmp_path,
        {START_FILE: f"{START}\nAn <b>odd</b> word.\n"},
        {SHARED: ("publisher:", "publisher: a:")},
    )
    assert told(check(root, cache=False).diagnostics) == {
        ("yaml-syntax", SHARED),
        ("clause-markdown", START_FILE),
    }


def test_what_only_an_output_refuses_is_found_by_a_check(tmp_path: Path) -> None:
    root = make_whole(tmp_path, {TODO: "Well met \u4e2d.\n"})
    assert ("unprintable-character", TODO) in told(check(root, ["sail"], cache=False).diagnostics)


def test_a_fault_in_a_block_brings_nothing_that_only_follows_from_it(tmp_path: Path) -> None:
    root = make_whole(tmp_path, {TODO: "Well met <b>TODO</b>, [](#start) and  TODO.\n"})
    found = {d.code for d in check(root, ["sail"], cache=False).diagnostics if d.at.file == TODO}
    assert found == {"clause-markdown"}


def test_the_project_of_these_tests_has_all_parts() -> None:
    assert (SAIL, ROW) == ("program_defs/sail.yaml", "program_defs/row.yaml")

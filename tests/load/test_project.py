"""Whole projects: which files belong to one, and what is reported of several files at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, Severity
from builder.load import find_root, load_project, program_ids
from builder.model.program import Origin
from tests.load.conftest import Load
from tests.projects import FAMILY, FIGURE, PROGRAM, make_project

SAIL = "program_defs/sail.yaml"
SHARED = "program_defs/shared.yaml"
LAST = PROGRAM.count("\n") + 1


def _place(found: Diagnostic) -> tuple[str, int, int]:
    assert found.at is not None
    return found.at.file, found.at.line, found.at.column


def test_a_valid_project(load: Load) -> None:
    result = load()
    assert not result.diagnostics
    program = result.value["sail"]
    assert program.id == "sail"
    assert program.family == "boats"
    assert program.version == "4.10"
    assert program.title.at.line == 3
    assert [section.id for section in program.sections()] == [
        "start",
        "first-steps",
        "finish",
        "words",
    ]
    assert program.chapters[0].clause is not None
    assert program.chapters[0].clause.source.text == "Text of shared/start.\n"
    assert program.parameters["days"].value == "14"
    assert program.parameters["days"].origin is Origin.SHARED
    assert program.parameters["harbor"].origin is Origin.PROGRAM
    assert program.parameters["harbor"].at.file == SAIL
    assert program.slots["farewell"].clause is None
    assert program.slots["greeting"].clause is not None
    assert program.precedence == ("treaty", "guide")
    assert program.tables["levels"].rows == (("1", "low"),)
    assert program.tables["levels"].columns[1].width == 2
    assert program.revisions[0].dates == ("2020-02",)
    assert program.requires.sections == ("start",)
    assert set(program.sources) >= {SAIL, SHARED, "content/shared/start.md"}


def test_the_root_is_found_from_below(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    assert find_root(root / "content" / "shared") == root.resolve()
    assert program_ids(root) == ["sail"]


def test_no_root(tmp_path: Path) -> None:
    assert find_root(tmp_path) is None


def test_only_the_programs_that_are_asked_for(tmp_path: Path) -> None:
    row = PROGRAM.replace("program: sail", "program: row").replace("4.10", "x")
    root = make_project(tmp_path, {"program_defs/row.yaml": row})
    result = load_project(root, ["sail"])
    assert not result.diagnostics
    assert set(result.value) == {"sail"}
    assert load_project(root).failed


def test_an_unknown_program(tmp_path: Path) -> None:
    result = load_project(make_project(tmp_path), ["sial"])
    [found] = result.diagnostics
    assert found.code == "unknown-program"
    assert found.hint == "Did you mean “sail”?"


def test_faults_of_several_files_and_stages_at_once(load: Load) -> None:
    result = load(
        {
            SHARED: FAMILY.replace("description: Days of notice.", "descripton: Days of notice."),
            SAIL: PROGRAM.replace('"4.10"\np', "4.10\np") + "outline: [{omit: strat}]\n",
            "content/shared/words.md": None,
        }
    )
    assert [(d.code, _place(d)[:2]) for d in result.diagnostics] == [
        ("needs-quotes", (SAIL, 5)),
        ("unknown-section", (SAIL, LAST)),
        ("unknown-key", (SHARED, 7)),
        ("missing-clause", (SHARED, 19)),
    ]


def test_content_that_no_program_uses_is_a_warning(load: Load) -> None:
    result = load({"content/shared/lost.md": "x\n", "content/figures/route.yaml": FIGURE})
    assert [(d.code, d.severity, _place(d)[0]) for d in result.diagnostics] == [
        ("unused-figure", Severity.WARNING, "content/figures/route.yaml"),
        ("unused-clause", Severity.WARNING, "content/shared/lost.md"),
    ]
    assert not result.failed


def test_a_file_that_is_not_utf_8(load: Load) -> None:
    result = load({"content/shared/words.md": b"fine\nna\xefve\n", SAIL: b"program: \xff\n"})
    assert [(d.code, *_place(d)) for d in result.diagnostics] == [
        ("not-utf-8", "content/shared/words.md", 2, 3),
        ("not-utf-8", SAIL, 1, 10),
    ]
    result = load({"content/shared/words.md": b"fine\nna\xefve\n"})
    assert [(d.code, *_place(d)) for d in result.diagnostics] == [
        ("not-utf-8", "content/shared/words.md", 2, 3),
    ]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_link_that_leaves_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret\n")
    root = make_project(tmp_path / "p", {"content/shared/words.md": None})
    (root / "content/shared/words.md").symlink_to(tmp_path / "secret.md")
    [found] = load_project(root).diagnostics
    assert found.code == "outside-the-project"
    program = load_project(root).value["sail"]
    assert all("secret" not in source.text for source in program.sources.values())


def test_a_wrong_suffix_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "program_defs").mkdir()
    (tmp_path / "program_defs/x.yml").write_text("program: x\n")
    assert {d.code for d in load_project(tmp_path).diagnostics} == {"wrong-suffix", "no-programs"}


def test_an_outline_that_is_too_deep(load: Load) -> None:
    deep = "{id: d, title: D, clause: shared/start}"
    for name in "cba":
        deep = f"{{id: {name}, title: X, clause: shared/start, sections: [{deep}]}}"
    result = load({SHARED: FAMILY.replace("{id: finish, ", f"{{sections: [{deep}], id: finish, ")})
    assert [d.code for d in result.diagnostics] == ["outline-too-deep"]


def test_importing_the_loader_does_not_import_pydantic() -> None:
    code = "import sys, builder.load; sys.exit('pydantic' in sys.modules or 'yaml' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)

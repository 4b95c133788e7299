"""Every mistake of an author gives one good message at its place, and nothing else."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from builder.diagnostics import Diagnostic, Severity, errors
from builder.pipeline.build import build
from builder.pipeline.project import open_project
from builder.report.text import print_diagnostics
from builder.source.files import line_reader
from tests.pipeline.faults import definitions, files, late, markdown, names, templates
from tests.pipeline.faults.case import START_FILE, Case
from tests.whole_projects import PROGRAM, ROW, SAIL, SHARED, START, make_whole

EARLY = [
    case for module in (definitions, names, markdown, files, templates) for case in module.CASES
]
JARGON = re.compile(
    r"docutils|sphinx|myst|pydantic|markdown-it|typst|yaml\.|traceback|exception|\bWARNING\b|"
    r"\bERROR\b|builder\.|object at|Error\b|__|NoneType",
    re.IGNORECASE,
)


def ids(cases: list[Case]) -> list[str]:
    return [case.name for case in cases]


def told(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in found if d.severity is not Severity.NOTE)


def check(case: Case, root: Path, found: tuple[Diagnostic, ...]) -> None:
    """The diagnostics are the expected ones, and each is fit for its reader."""
    seen = sorted((d.code, str(d.at) if d.at else "", d.message) for d in found)
    wanted = sorted((code, case.place(root, at) or "", text) for code, at, text in case.expected)
    assert [s[:2] for s in seen] == [w[:2] for w in wanted]
    for (_, _, message), (_, _, beginning) in zip(seen, wanted, strict=True):
        assert message.startswith(beginning)
    for diagnostic in found:
        fit_for_its_reader(diagnostic, root)
    printed(found, root)


def fit_for_its_reader(diagnostic: Diagnostic, root: Path) -> None:
    message, hint = diagnostic.message, diagnostic.hint or ""
    assert hint, f"no hint: {message}"
    assert message.endswith("."), message
    assert not re.search(r"[.!?] [A-Z“]", message), f"more than one sentence: {message}"
    for text in (message, hint):
        assert str(root) not in text
        assert "/tmp" not in text
        assert not JARGON.search(text), text
    at = diagnostic.at
    if at is not None:
        assert not at.file.startswith("/")
        assert at.line >= 1
        assert at.column >= 1


def printed(found: tuple[Diagnostic, ...], root: Path) -> None:
    """The report shows each line, with the caret under its column."""
    for diagnostic in found:
        out = io.StringIO()
        console = Console(file=out, width=4000, color_system=None)
        print_diagnostics(console, [diagnostic], line_reader(root))
        text = out.getvalue()
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ue000-\uf8ff]", text)
        at = diagnostic.at
        line = line_reader(root)(at.file, at.line) if at else ""
        if not line or not at:
            continue
        shown = re.search(r"^ *\d+ \| (.*)\n {6}\| ( *)(\^+)$", text, re.M)
        assert shown, text
        assert len(shown[1]) == len(line)
        assert len(shown[2]) == at.column - 1
        if at.length and at.column + at.length - 1 <= len(line):
            assert len(shown[3]) == at.length


@pytest.mark.parametrize("case", EARLY, ids=ids(EARLY))
def test_a_fault_found_early(case: Case, tmp_path: Path) -> None:
    root = make_whole(tmp_path, case.files, case.edits)
    check(case, root, told(open_project(root).diagnostics))


@pytest.mark.parametrize("case", late.CASES, ids=ids(late.CASES))
def test_a_fault_found_late(case: Case, tmp_path: Path) -> None:
    root = make_whole(tmp_path, case.files, case.edits)
    report = build(root, ["sail"])
    assert report.failed
    check(case, root, errors(report.diagnostics))
    assert not (root / "build" / "sail").exists()


def test_the_project_has_no_fault(tmp_path: Path) -> None:
    assert not told(open_project(make_whole(tmp_path)).diagnostics)


def test_all_errors_are_reported_at_once(tmp_path: Path) -> None:
    root = make_whole(
        tmp_path,
        {
            START_FILE: f"{START}\n# Title\n\nA {{{{ harbur }}}} and [](#finsh).\n",
            "content/sail/greeting.md": "An <b>odd</b> word.\n",
            "content/figures/route.svg": None,
        },
        {
            SHARED: ("term: AFT Deck,", "term: AFT Deck, mean: x,"),
            SAIL: ('date: "2020-02-03"', 'date: "2020-02-33"'),
            "templates/guide/blocks/links.md.jinja": ("item.links", "item.lnks"),
        },
    )
    found = [(d.code, d.at.file if d.at else "") for d in told(open_project(root).diagnostics)]
    assert found == [
        ("figure-stale", "content/figures/route.yaml"),
        ("clause-markdown", "content/sail/greeting.md"),
        ("clause-markdown", "content/sail/greeting.md"),
        ("clause-markdown", START_FILE),
        ("unknown-parameter", START_FILE),
        ("unknown-reference", START_FILE),
        ("bad-date", SAIL),
        ("unknown-key", SHARED),
        ("template-undefined", "templates/guide/blocks/links.md.jinja"),
    ]


def test_a_fault_in_something_shared_is_reported_once_with_its_guides(tmp_path: Path) -> None:
    files = {START_FILE: f"{START}\nA {{{{ harbur }}}}.\n", "content/row/greeting.md": "{{ x }}\n"}
    found = told(open_project(make_whole(tmp_path, files)).diagnostics)
    assert [(d.at.file if d.at else "", d.programs) for d in found] == [
        ("content/row/greeting.md", ("row",)),
        (START_FILE, ("row", "sail")),
    ]


def test_a_fault_that_only_one_guide_has_names_it(tmp_path: Path) -> None:
    root = make_whole(
        tmp_path,
        edits={
            "templates/guide/index.md.jinja": (
                "(document-control)=",
                "{% if program.id == 'row' %}{{ program.tite }}{% endif %}(document-control)=",
            )
        },
    )
    (found,) = told(open_project(root).diagnostics)
    assert found.programs == ("row",)


def test_a_late_fault_in_something_shared_is_reported_once(tmp_path: Path) -> None:
    files = {"templates/guide/blocks/list.md.jinja": ":::{nonsense}\n:::\n"}
    report = build(make_whole(tmp_path, files))
    (found,) = errors(report.diagnostics)
    assert found.code == "markup-unknown-block"
    assert found.programs == ("row", "sail")


def test_unused_and_shadowed_parameters(tmp_path: Path) -> None:
    root = make_whole(
        tmp_path,
        edits={
            SHARED: ("  harbor: {", "  wind: {value: West, description: W.}\n  harbor: {"),
            SAIL: ("  harbor:", '  days: "7"\n  own: {value: x, description: X.}\n  harbor:'),
        },
    )
    found = {d.code: d for d in open_project(root).diagnostics if d.code != "unused-parameter"}
    shadowed = found["shadowed-parameter"]
    assert shadowed.severity is Severity.NOTE
    assert str(shadowed.at) == f"{SAIL}:8:3"
    assert [str(place) for place in shadowed.related] == [f"{SHARED}:11:18"]
    unused = [d for d in open_project(root).diagnostics if d.code == "unused-parameter"]
    assert [(str(d.at), d.programs, d.severity) for d in unused] == [
        (f"{SAIL}:9:3", ("sail",), Severity.WARNING),
        (f"{SHARED}:12:3", ("row", "sail"), Severity.WARNING),
    ]
    assert build(root, ["sail"]).failed is False


def test_what_only_a_stated_value_follows_is_printed_by_no_text(tmp_path: Path) -> None:
    stated = 'stated-values: [{thing: fee, source: treaty, value: "{{ wind }} shells"}]\n'
    root = make_whole(
        tmp_path,
        edits={
            SHARED: ("  harbor: {", '  wind: {value: "9", description: W.}\n  harbor: {'),
            SAIL: ("slots:\n", f"{stated}slots:\n"),
        },
    )
    found = told(open_project(root).diagnostics)
    assert [(d.code, str(d.at)) for d in found] == [("unused-parameter", f"{SHARED}:12:3")]


def test_one_guide_alone_does_not_make_the_others_parameters_unused(tmp_path: Path) -> None:
    root = make_whole(
        tmp_path,
        {"content/row/greeting.md": "In {{ wind }}.\n"},
        {SHARED: ("  harbor: {", "  wind: {value: West, description: W.}\n  harbor: {")},
    )
    assert not told(open_project(root, ["sail"]).diagnostics)
    assert not told(open_project(root).diagnostics)


def test_a_filled_slot_that_no_clause_places(tmp_path: Path) -> None:
    root = make_whole(tmp_path, {START_FILE: START.replace("{{ slot: greeting }}\n\n", "")})
    found = told(open_project(root).diagnostics)
    assert [(d.code, str(d.at), d.programs) for d in found] == [
        ("unused-slot", f"{ROW}:10:3", ("row",)),
        ("unused-slot", f"{SAIL}:10:3", ("sail",)),
    ]


@pytest.mark.parametrize("target", ["clause", "figure"])
def test_a_link_out_of_the_tree_is_not_followed(target: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("secret\n")
    root = make_whole(tmp_path / "project")
    name = "content/shared/finish.md" if target == "clause" else "content/figures/route.svg"
    (root / name).unlink()
    (root / name).symlink_to(outside)
    codes = {d.code: d for d in open_project(root).diagnostics}
    assert "outside-the-project" in codes
    assert name in codes["outside-the-project"].message


def test_nothing_crashes_on_thousands_of_brackets_and_values(tmp_path: Path) -> None:
    deep = PROGRAM + "lists: " + "[" * 40_000 + "\n"
    root = make_whole(tmp_path / "deep", {SAIL: deep})
    assert [d.code for d in told(open_project(root).diagnostics)] == ["over-a-limit"]
    many = PROGRAM.replace("harbor: Southport", f'harbor: "{"{{ a }}" * 100}"')
    for name, inner in (("a", "b"), ("b", "c"), ("c", None)):
        value = f"{{{{ {inner} }}}}" * 100 if inner else "x"
        many = many.replace("slots:", f'  {name}: {{value: "{value}", description: D.}}\nslots:', 1)
    root = make_whole(tmp_path / "many", {SAIL: many})
    assert {d.code for d in told(open_project(root).diagnostics)} == {"too-many-values"}
    text = "> " * 500 + "x\n\n" + "- " * 500 + "x\n\n" + "[" * 5000 + "\n\n" + "*a " * 2000 + "\n"
    root = make_whole(tmp_path / "text", {START_FILE: f"{START}\n{text}"})
    assert {d.code for d in told(open_project(root).diagnostics)} <= {
        "clause-nesting",
        "clause-markdown",
    }

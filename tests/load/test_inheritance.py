"""What a program takes from its family, changes, adds and leaves out, and the faults of that."""

from __future__ import annotations

import pytest

from builder.diagnostics import Diagnostic, Severity
from builder.model.program import Origin, Program, Status
from tests.load.conftest import Load
from tests.projects import FAMILY, PROGRAM

SAIL = "program_defs/sail.yaml"
SHARED = "program_defs/shared.yaml"
LAST = PROGRAM.count("\n") + 1


def _place(found: Diagnostic) -> tuple[str, int, int]:
    assert found.at is not None
    return found.at.file, found.at.line, found.at.column


def _sail(load: Load, extra: str, files: dict[str, str | bytes | None] | None = None) -> Program:
    result = load({SAIL: PROGRAM + extra, **(files or {})})
    assert not result.diagnostics
    return result.value["sail"]


def test_overrides(load: Load) -> None:
    program = _sail(
        load,
        """\
outline:
  - {add: {id: anchors, title: Anchors}, after: first-steps}
  - {add: {id: before, title: Before}, before: start}
  - {add: {id: deep, title: Deep}, under: anchors}
  - {replace: start, title: Casting Off}
  - {omit: finish}
appendices:
  - {replace: words, status: not-applicable}
tables: {omit: [levels]}
links: {add: {dock: {label: Dock, url: "https://dock.example/"}}}
link-lists: {replace: {clubs: [dock, club]}}
lists: {replace: {knots: {items: [Reef knot]}}}
glossary: {add: [{term: BOW, means: Front}], replace: [{term: AFT, means: At the back}]}
precedence: [guide, treaty]
""",
        {
            "content/sail/anchors.md": "A\n",
            "content/sail/before.md": "B\n",
            "content/sail/deep.md": "D\n",
            "content/shared/finish.md": None,
            "content/shared/words.md": None,
        },
    )
    assert [section.id for section in program.sections()] == [
        "before",
        "start",
        "first-steps",
        "anchors",
        "deep",
        "words",
    ]
    start = program.chapters[1]
    assert (start.title, start.origin) == ("Casting Off", Origin.PROGRAM)
    assert start.clause is not None
    assert start.clause.id == "shared/start"
    anchors = start.sections[1]
    assert anchors.clause is not None
    assert anchors.clause.id == "sail/anchors"
    assert program.appendices[0].status is Status.NOT_APPLICABLE
    assert program.appendices[0].clause is None
    assert not program.tables
    assert program.link_lists["clubs"].links == ("dock", "club")
    assert [(e.term, e.means, e.origin) for e in program.glossary] == [
        ("AFT", "At the back", Origin.PROGRAM),
        ("BOW", "Front", Origin.PROGRAM),
    ]
    assert program.precedence == ("guide", "treaty")


def test_a_value_that_hides_the_familys_is_shadowing(load: Load) -> None:
    result = load({SAIL: PROGRAM.replace("{harbor:", '{days: "7", harbor:')})
    assert not result.diagnostics
    days = result.value["sail"].parameters["days"]
    assert days.value == "7"
    assert days.shadowed is not None
    assert (days.shadowed.file, days.shadowed.line) == (SHARED, 7)


def test_a_parameter_of_one_program(load: Load) -> None:
    result = load(
        {SAIL: PROGRAM.replace("{harbor:", "{wind: {value: West, description: W.}, harbor:")}
    )
    assert not result.diagnostics
    assert result.value["sail"].parameters["wind"].value == "West"
    assert result.value["sail"].parameters["wind"].description == "W."


@pytest.mark.parametrize(
    ("extra", "code", "column", "message", "hint"),
    [
        ("outline: [{omit: strat}]", "unknown-section", 18, "no section “strat”", "“start”?"),
        ("outline: [{omit: words}]", "unknown-section", 18, "not below “outline:”", "appendices:"),
        ("appendices: [{omit: wrods}]", "unknown-appendix", 21, "no appendix “wrods”", "words"),
        (
            "outline: [{add: {id: start, title: S}, after: finish}]",
            "already-there",
            22,
            "a section “start” already",
            "replace",
        ),
        (
            "outline: [{replace: start, title: Start}]",
            "changes-nothing",
            35,
            "The title “Start”",
            "Delete it here",
        ),
        (
            "outline: [{replace: start, clause: shared/start}]",
            "changes-nothing",
            36,
            "The clause “shared/start”",
            "Delete it here",
        ),
        (
            "outline: [{replace: start, status: present}]",
            "changes-nothing",
            36,
            "The status “present”",
            "Delete it here",
        ),
        (
            "outline: [{replace: start, clause: shared/strat}]",
            "missing-clause",
            36,
            "no file “content/shared/strat.md”",
            "Create the file",
        ),
        (
            "outline: [{replace: finish, clause: none}]",
            "empty-section",
            37,
            "neither a text nor sections",
            "clause file",
        ),
        ("tables: {omit: [level]}", "unknown-table", 17, "no table “level”", "“levels”?"),
        (
            "links: {add: {club: {label: A, url: 'https://a.example'}}}",
            "already-there",
            15,
            "a link “club” already",
            "replace",
        ),
        (
            "lists: {replace: {knots: {items: [Bowline]}}}",
            "changes-nothing",
            19,
            "The list “knots”",
            "Delete it here",
        ),
        ("lists: {replace: {knot: {items: [B]}}}", "unknown-list", 19, "“knot”", "“knots”?"),
        ("glossary: {omit: [ATF]}", "unknown-glossary-entry", 19, "“ATF”", "AFT"),
        (
            "glossary: {add: [{term: AFT, means: B}]}",
            "already-there",
            25,
            "“AFT” already",
            "replace",
        ),
        ("precedence: [treaty, guide]", "changes-nothing", 14, "“precedence”", "Delete it"),
        ("precedence: [guide, traety]", "unknown-document", 21, "“traety”", "“treaty”?"),
        ("precedence: [guide, guide]", "duplicate-entry", 21, "already in this list", "Keep"),
        ("link-lists: {add: {x: [clbu]}}", "unknown-link", 24, "no link “clbu”", "“club”?"),
        (
            "links: {add: {start: {label: A, url: 'https://a.example'}}}",
            "duplicate-id",
            15,
            "“start” of this link is the id of a section",
            "another id",
        ),
        ("figures: {add: {route: {caption: R}}}", "missing-figure", 17, "no drawing", "Create"),
        ("queries: [{at: strat, question: Q}]", "unknown-part-of-the-guide", 16, "strat", "start"),
    ],
)
def test_faults_of_inheritance(
    *, load: Load, extra: str, code: str, column: int, message: str, hint: str
) -> None:
    result = load({SAIL: f"{PROGRAM}{extra}\n"})
    found = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    assert [d.code for d in found] == [code]
    assert _place(found[0]) == (SAIL, LAST, column)
    assert message in found[0].message
    assert hint in (found[0].hint or "")
    assert "sail" in result.value


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "message"),
    [
        ("{harbor: Southport}", "{}", "missing-parameter", 6, 1, "“harbor” has no value"),
        ("harbor: S", "habror: S", "unknown-parameter", 6, 14, "no parameter “habror”"),
        (
            "{harbor:",
            '{days: "14", harbor:',
            "changes-nothing",
            6,
            14,
            "The parameter “days”",
        ),
        ("{greeting: sail/greeting}", "{}", "empty-slot", 7, 1, "“greeting” is not filled"),
        (
            "sail/greeting}",
            "sail/greeting, gift: none}",
            "unknown-slot",
            7,
            34,
            "no slot “gift”",
        ),
        ("sail/greeting", "sail/greting", "missing-clause", 7, 19, "sail/greting.md"),
        (
            "sail/greeting}",
            "sail/greeting, farewell: none}",
            "changes-nothing",
            7,
            34,
            "The slot “farewell”",
        ),
        ("extends: shared", "extends: shraed", "unknown-family", 2, 10, "no family “shraed”"),
        ("program: sail", "program: sial", "wrong-file-name", 1, 10, "“sial” stands in"),
    ],
)
def test_faults_of_a_program(
    *, load: Load, old: str, new: str, code: str, line: int, column: int, message: str
) -> None:
    result = load({SAIL: PROGRAM.replace(old, new)})
    found = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    assert code in [d.code for d in found]
    fault = next(d for d in found if d.code == code)
    assert _place(fault) == (SAIL, line, column)
    assert message in fault.message
    assert fault.hint


def test_a_lost_text_is_missed_even_above_other_sections(load: Load) -> None:
    gone = {"content/shared/start.md": None}
    [found] = load(gone).diagnostics
    assert found.code == "missing-clause"
    assert "clause: none" in (found.hint or "")
    bare = FAMILY.replace("    title: Start\n", "    title: Start\n    clause: none\n")
    assert load({**gone, SHARED: bare}).diagnostics == ()


@pytest.mark.parametrize(
    ("there", "renamed"),
    [
        ("sail/greting", True),
        ("sail/Greeting", True),
        ("sail/greeting-new", True),
        ("sail/parting", False),
        ("row/greeting", False),
        ("shared/greeting", False),
    ],
)
def test_only_a_misnamed_file_is_to_be_renamed(load: Load, there: str, renamed: bool) -> None:
    result = load({"content/sail/greeting.md": None, f"content/{there}.md": "Ahoy.\n"})
    found = next(d for d in result.diagnostics if d.code == "missing-clause")
    assert (f"rename “content/{there}.md”" in (found.hint or "")) is renamed
    assert ("rename" in (found.hint or "")) is renamed


def test_what_is_said_of_a_section_that_is_left_out(load: Load) -> None:
    extra = "outline: [{omit: finish}]\nqueries: [{at: finish, question: Q}]\n"
    diagnostics = load({SAIL: PROGRAM + extra}).diagnostics
    found = next(d for d in diagnostics if d.code == "unknown-part-of-the-guide")
    assert found.message.startswith("This program leaves out “finish”")
    assert "Did you mean" not in (found.hint or "")


@pytest.mark.parametrize("quotes", ["“{}”", "„{}“", "‘{}’"])
def test_typographic_quotes_around_a_value_are_named(load: Load, quotes: str) -> None:
    wrong = PROGRAM.replace('version: "4.10"\np', f"version: {quotes.format('4.10')}\np")
    found = load({SAIL: wrong}).diagnostics[0]
    assert found.code == "needs-quotes"
    assert found.hint == 'Write straight quotes: "4.10".'


def test_a_fault_in_the_family_is_reported_once_with_its_programs(load: Load) -> None:
    row = PROGRAM.replace("program: sail", "program: row").replace("sail/", "sail/")
    result = load({"program_defs/row.yaml": row, "content/shared/finish.md": None})
    [found] = result.diagnostics
    assert found.code == "missing-clause"
    assert found.programs == ("row", "sail")
    assert _place(found)[0] == SHARED
    assert set(result.value) == {"row", "sail"}

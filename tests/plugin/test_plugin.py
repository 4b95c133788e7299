"""The pytest plugin in a repository of its own."""

from __future__ import annotations

# The sessions below run in this process and forget what they import. concurrent.futures itself
# stays, with the classes of a module that would be another one in the next session.
import concurrent.futures.process  # noqa: F401
import re
from pathlib import Path

import pytest

from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from builder.testing.requirements import requirements
from tests.whole_projects import FAMILY, PROGRAM, SAIL, SHARED, make_whole

REQUIRES = """\
requires:
  precedence: true
  glossary: true
  revision-history: true
  documents: [treaty, guide]
  sections: [start, knots-section]
  appendices: [forms, words]
  tables: {levels: [level, meaning], tides: [time]}
  figures: [route]
  forms: [crew]
"""
NAMES = {
    "definitions and text have no fault",
    "section start is present",
    "section knots-section is present",
    "appendix A is present",
    "appendix B is present",
    "table levels is present",
    "table levels has column level",
    "table levels has column meaning",
    "table tides is present",
    "table tides has column time",
    "figure route is present",
    "form crew is present",
    "document treaty governs the guide",
    "document guide governs the guide",
    "precedence clause names treaty, guide",
    "glossary is present",
    "revision history is present",
    "no waiver-expired",
    "no text-lost",
}


_OUTCOME = re.compile(r"^\S+::(\w+): (.*?) (PASSED|FAILED)", re.M)


def _requirements(result: pytest.RunResult) -> dict[tuple[str, str], str]:
    """The outcome of every test but those of checks, by program and name."""
    found = _OUTCOME.findall(result.stdout.str())
    return {(id, name): word for id, name, word in found if not name.startswith("no ")}


def _collected(result: pytest.RunResult) -> set[str]:
    return {line.partition("::")[2] for line in result.outlines if "::" in line}


def test_appendices_behind_z_have_two_letters(tmp_path: Path) -> None:
    maps = [f"map-{n}" for n in range(1, 26)]
    own = "".join(
        f"  - {{id: {id}, title: {id.title()}, clause: shared/more-words}}\n" for id in maps
    )
    family = FAMILY.replace("tables:\n", own + "tables:\n", 1)
    required = f"requires: {{appendices: [forms, words, {', '.join(maps)}]}}\n"
    root = make_whole(tmp_path, {SHARED: family + required})
    project = open_project(root, ["sail"])
    subject = project.subjects(assemble_all(project).value)["sail"]
    found = list(requirements(project.programs["sail"]))
    assert [one.name for one in found][-2:] == ["appendix Z is present", "appendix AA is present"]
    assert found[-1].ask(subject) is None


def test_every_requirement_is_a_test_with_a_readable_name(pytester: pytest.Pytester) -> None:
    make_whole(pytester.path, {SHARED: FAMILY + REQUIRES})
    result = pytester.runpytest_inprocess("--collect-only", "-q")
    found = _collected(result)
    for program in ("sail", "row"):
        wanted = {f"{program}: {name}" for name in NAMES - {"no text-lost"}}
        assert wanted <= found
    assert "sail: no typed-number" in found
    assert "sail: no open-query" not in found


def test_requirements_that_are_met_pass(pytester: pytest.Pytester) -> None:
    make_whole(pytester.path, {SHARED: FAMILY + REQUIRES})
    result = pytester.runpytest_inprocess("-v")
    found = _requirements(result)
    assert set(found.values()) == {"PASSED"}, result.stdout.str()
    assert set(found) == {
        (id, name) for id in ("sail", "row") for name in NAMES if not name.startswith("no ")
    }
    result.stdout.fnmatch_lines(["program_defs/sail.yaml::sail: appendix B is present PASSED*"])


_CLAUSE = "precedence clause names treaty, guide"


@pytest.mark.parametrize(
    ("edits", "failing"),
    [
        (
            {SAIL: ("slots:", "appendices: [{replace: forms, status: not-applicable}]\nslots:")},
            {"appendix A is present", "form crew is present"},
        ),
        ({"content/shared/words.md": ("{{ glossary }}", "None.")}, {"glossary is present"}),
        (
            {"content/shared/first-steps.md": ("{{ precedence }}", "The Treaty; this Guide.")},
            {_CLAUSE},
        ),
        (
            {"content/shared/first-steps.md": ("{{ precedence }}", "None, for nothing governs.")},
            {_CLAUSE, "document guide governs the guide"},
        ),
        ({SHARED: ("[level, meaning]", "[level, color]")}, {"table levels has column color"}),
        ({"content/shared/forms.md": ("{{ form: crew }}", "None.")}, {"form crew is present"}),
        ({SHARED: ("[start, knots-section]", "[start, sails]")}, {"section sails is present"}),
    ],
)
def test_a_requirement_that_is_not_met_fails(
    pytester: pytest.Pytester, edits: dict[str, tuple[str, str]], failing: set[str]
) -> None:
    make_whole(pytester.path, {SHARED: FAMILY + REQUIRES}, edits)
    result = pytester.runpytest_inprocess("-v", "-k", "sail.yaml")
    found = _requirements(result)
    failed = {name for (_, name), word in found.items() if word == "FAILED"}
    # What nothing places any more is a fault of the text, too.
    assert failed - {"definitions and text have no fault"} == failing, result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_findings_fail_the_test_of_their_check(pytester: pytest.Pytester) -> None:
    waiver = 'waivers: [{check: typed-number, at: start, reason: x., until: "2001-01-01"}]\n'
    make_whole(pytester.path, {SAIL: PROGRAM + waiver})
    result = pytester.runpytest_inprocess("-k", "waiver-expired")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["program_defs/sail.yaml:*: error: The waiver of*"])


def test_a_definition_with_faults_fails_and_says_why(pytester: pytest.Pytester) -> None:
    make_whole(pytester.path, edits={SAIL: ("\nversion:", "\nverson:")})
    result = pytester.runpytest_inprocess("-k", "sail")
    text = result.stdout.str()
    assert "Did you mean “version”?" in text
    assert "FAILED program_defs/sail.yaml::sail: definitions and text have no fault" in text
    assert result.parseoutcomes().get("passed", 0) == 0


def test_it_can_be_switched_off(pytester: pytest.Pytester) -> None:
    make_whole(pytester.path)
    result = pytester.runpytest_subprocess("--collect-only", "-q", "-p", "no:program_guides")
    assert not _collected(result)


def test_other_repositories_pay_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="import sys\n\n"
        "def test_it():\n"
        "    assert 'builder.testing.plugin' in sys.modules\n"
        "    names = ('builder.load', 'builder.checks', 'pydantic', 'sphinx', 'jinja2')\n"
        "    assert not [name for name in names if name in sys.modules]\n"
    )
    Path(pytester.path / "other.yaml").write_text("program: x\n")
    pytester.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_guides_are_made_by_one_worker(pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    make_whole(pytester.path, {SHARED: FAMILY + REQUIRES})
    result = pytester.runpytest_subprocess(
        "-n2", "--dist", "loadgroup", "-v", "-k", "section or appendix"
    )
    workers = set(re.findall(r"\[(gw\d)\]", result.stdout.str()))
    assert len(workers) == 1

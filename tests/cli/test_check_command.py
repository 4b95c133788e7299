"""`guides check`: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.cli.main import main
from tests.whole_projects import PROGRAM, SAIL, make_whole

DECIDED = """\
queries:
  - {at: start, question: Is this so?}
waivers:
  - {check: typed-number, at: start, reason: Cited., until: "2001-02-03"}
  - {check: typed-number, at: finish, reason: Cited., until: "2999-01-01"}
"""
POLICY = "waiver-expired,waiver-unused,open-query"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check").resolve()
    return make_whole(folder, {SAIL: PROGRAM + DECIDED})


def _check(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), "check", *arguments])


def test_findings_stand_below_their_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(root, "--select", POLICY) == 1
    text = capsys.readouterr().out
    line = PROGRAM.count("\n") + 4
    assert f"{SAIL}  1 error, 1 warning\n" in text
    place = f"{SAIL}:{line}:"
    assert f"{place}62: error: The waiver of “typed-number” at “start” ended on 2001-02-03." in text
    assert 'at: start, reason: Cited., until: "2001-02-03"}' in text
    assert "^^^^^^^^^^" in text
    assert "help: Fix what it excuses" in text
    assert "excuses nothing.  [waiver-unused]" in text
    assert "Is this so?" not in text
    assert text.splitlines()[-1].startswith(
        "2 guides: 1 error, 1 warning, 1 note (-v lists notes); "
    )


def test_verbose_lists_queries(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(root, "-v", "--select", "open-query") == 0
    text = capsys.readouterr().out
    assert "note: Question to the owner about “start”: Is this so?  [open-query]" in text
    assert "2 guides: 1 note;" in text


def test_warnings_fail_only_when_strict(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(root, "--select", "waiver-unused") == 0
    assert _check(root, "--select", "waiver-unused", "--strict") == 1
    assert _check(root, "--select", "open-query", "--strict") == 0
    capsys.readouterr()


def test_select_and_ignore(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--select", "waiver-unused", "--select", "waiver-expired"]
    assert _check(root, "--format", "json", *arguments, "--ignore", "waiver-expired") == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["code"] for finding in found} == {"waiver-unused"}


def test_a_program_can_be_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(root, "row", "--select", POLICY) == 0
    assert "1 guide: no findings" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_an_unknown_code_is_wrong_usage(
    root: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        _check(root, option, "waiver-expird")
    assert stopped.value.code == 2
    text = capsys.readouterr().err
    assert "there is no code “waiver-expird”. Did you mean “waiver-expired”?" in text


def test_explain(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(root, "--explain", "typed-number") == 0
    text = capsys.readouterr().out
    for part in ("What it finds:", "Why it matters:", "Failing example:", "Passing example:"):
        assert part in text
    assert _check(root, "--explain", "needs-quotes") == 0
    text = capsys.readouterr().out
    assert "4.10" in text
    assert "guides build" not in text
    assert _check(root, "--explain", "text-lost") == 0
    text = capsys.readouterr().out
    assert "like `guides build`, finds this; `guides check` does not" in text
    assert _check(root, "--explain", "all") == 0
    assert len(capsys.readouterr().out.splitlines()) > 100


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
def test_machines_get_nothing_but_the_report(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _check(root, "--format", name, "--select", POLICY) == 1
    out, err = capsys.readouterr()
    assert "waiver-expired" in out
    json.loads(out)
    assert err == ""


def test_an_error_before_the_checks_is_shown_whatever_is_selected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_whole(tmp_path.resolve(), edits={SAIL: ("\nversion:", "\nverson:")})
    for arguments in (["--select", "open-query"], ["--ignore", "unknown-key"]):
        assert _check(root, *arguments) == 1
        assert "Did you mean “version”?" in capsys.readouterr().out


def test_fix_repairs_prints_the_difference_and_looks_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'Greetings, "sailor".\n'
    root = make_whole(tmp_path.resolve(), {"content/sail/greeting.md": text})
    assert _check(root, "--select", "straight-quotes", "--strict") == 1
    assert "straight-quotes" in capsys.readouterr().out
    assert _check(root, "--select", "straight-quotes", "--strict", "--fix") == 0
    out = capsys.readouterr().out
    assert '-Greetings, "sailor".\n+Greetings, “sailor”.\n' in out
    assert "no findings" in out
    assert (root / "content/sail/greeting.md").read_text() == "Greetings, “sailor”.\n"

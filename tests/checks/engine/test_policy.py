"""Severities, waivers and queries, with a check made for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builder.checks.engine import run
from builder.checks.engine.registry import Check
from builder.diagnostics import Code, Diagnostic, Finding, Severity
from builder.load import load_project
from builder.model.cover import Identity
from builder.model.guide import Guide, Section
from builder.reading.subject import Collection, Subject
from builder.render import RenderedSource
from builder.source import Span
from tests.projects import FAMILY, PROGRAM, make_project

SHARED, SAIL, ROW = (f"program_defs/{name}.yaml" for name in ("shared", "sail", "row"))
TODAY = date(2020, 6, 1)
CODE = Code("typed-number")
WAIVER = 'waivers: [{check: typed-number, at: start, reason: Cited., until: "%s"}]\n'


def _found(subject: Subject) -> Iterator[Finding]:
    """One finding in each guide, in the section `start`."""
    at = Span(file="content/shared/start.md", line=1)
    yield Finding(message="A number.", at=at, about="start")


CHECK = Check(code=CODE, severity=Severity.ERROR, title="Finds", parts={}, one=_found, all=None)


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(run, "all_checks", lambda: (CHECK,))

    def judged(  # type: ignore[no-untyped-def]
        family: str = "", sail: str = "", *, row: bool = False, whole: bool = True, **options
    ) -> list[tuple[str, str, tuple[str, ...]]]:
        files: dict[str, str | bytes | None] = {SHARED: FAMILY + family, SAIL: PROGRAM + sail}
        if row:
            files[ROW] = PROGRAM.replace("program: sail", "program: row")
        loaded = load_project(make_project(tmp_path, files))
        assert not loaded.diagnostics
        collection = Collection(
            subjects={
                id: Subject(program=program, source=_source(id), guide=_guide(id))
                for id, program in loaded.value.items()
            },
            today=TODAY,
            whole=whole,
        )
        found = run.run_checks(collection, **options)
        return sorted((d.code, d.severity.value, d.programs) for d in found)

    return judged


def _source(id: str) -> RenderedSource:
    return RenderedSource(program=id, pages=(), used={}, figures=())


def _guide(id: str) -> Guide:
    return Guide(
        identity=Identity(program=id, title=id, short_name=id, version="1"),
        sections=(Section(id="start", kind="chapter", number="1", label="1", title="Start"),),
    )


ALL = ("row", "sail")


def test_a_finding_is_merged_over_programs(judge) -> None:  # type: ignore[no-untyped-def]
    assert judge() == [(CODE, "error", ("sail",))]
    assert judge(row=True) == [(CODE, "error", ALL)]


@pytest.mark.parametrize("word", ["error", "warning", "note"])
def test_severity_is_the_owners(judge, word: str) -> None:  # type: ignore[no-untyped-def]
    assert judge(f"checks: {{typed-number: {word}}}\n") == [(CODE, word, ("sail",))]
    assert judge("checks: {typed-number: off}\n") == []
    both = judge("checks: {typed-number: off}\n", f"checks: {{typed-number: {word}}}\n")
    assert both == [(CODE, word, ("sail",))]


def test_a_waiver_excuses_until_its_day(judge) -> None:  # type: ignore[no-untyped-def]
    assert judge(sail=WAIVER % "2020-06-01") == []
    assert judge(sail=WAIVER % "2020-05-31") == [
        (CODE, "error", ("sail",)),
        ("waiver-expired", "error", ("sail",)),
    ]


def test_a_waiver_is_for_its_check_and_its_place(judge) -> None:  # type: ignore[no-untyped-def]
    elsewhere = (WAIVER % "2020-12-31").replace("at: start", "at: finish")
    another = (WAIVER % "2020-12-31").replace("typed-number", "text-lost")
    for waiver in (elsewhere, another):
        assert judge(sail=waiver) == [
            (CODE, "error", ("sail",)),
            ("waiver-unused", "warning", ("sail",)),
        ]


def test_a_shared_waiver_is_for_every_program(judge) -> None:  # type: ignore[no-untyped-def]
    assert judge(WAIVER % "2020-12-31", row=True) == []
    off = "checks: {text-lost: off}\n"
    assert judge((WAIVER % "2020-12-31").replace("start", "finish"), off, row=True) == [
        (CODE, "error", ALL),
        ("waiver-unused", "warning", ALL),
    ]


def test_a_shared_waiver_may_be_for_a_program_that_is_not_looked_at(judge) -> None:  # type: ignore[no-untyped-def]
    family = (WAIVER % "2020-12-31").replace("start", "finish")
    assert judge(family, whole=False) == [(CODE, "error", ("sail",))]


def test_an_unknown_check_is_told_with_the_nearest(judge) -> None:  # type: ignore[no-untyped-def]
    assert judge("checks: {typd-number: off}\n") == [
        (CODE, "error", ("sail",)),
        ("unknown-check", "error", ("sail",)),
    ]
    sail = (WAIVER % "2020-12-31").replace("typed", "typd")
    assert [code for code, _, _ in judge(sail=sail)] == [CODE, "unknown-check"]


def test_earlier_warnings_can_be_waived_and_errors_cannot(judge) -> None:  # type: ignore[no-untyped-def]
    def early(severity: Severity) -> list[Diagnostic]:
        return [
            Diagnostic(
                code="text-lost", message="x", severity=severity, about="start", programs=("sail",)
            )
        ]

    sail = (WAIVER % "2020-12-31").replace("typed-number", "text-lost")
    sail += "checks: {text-lost: off, typed-number: off}\n"
    assert judge(sail=sail, earlier=early(Severity.WARNING)) == []
    assert judge(sail=sail, earlier=early(Severity.ERROR)) == [
        ("text-lost", "error", ("sail",)),
        ("waiver-unused", "warning", ("sail",)),
    ]


def test_a_general_diagnostic_is_kept_also_without_any_guide() -> None:
    fault = Diagnostic(code="no-programs", message="None.")
    assert run.run_checks(Collection(subjects={}), earlier=[fault]) == (fault,)


def test_wanted_selects(judge) -> None:  # type: ignore[no-untyped-def]
    sail = WAIVER % "2001-01-01"
    assert judge(sail=sail, wanted=lambda code: code == CODE) == [(CODE, "error", ("sail",))]

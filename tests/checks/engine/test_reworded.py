"""A waiver holds by what a finding is about, however the finding says it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.checks.engine.run import run_checks
from builder.diagnostics import Diagnostic
from builder.model.policy import Waiver
from builder.pipeline.check import check
from builder.reading.subject import Collection, Subject
from builder.source import Span, Text
from tests.checks.cases import ROOT, TODAY, Case, cases, files_of, findings, frozen, subjects
from tests.reworded import SAID, reword

AT = Span(file="program_defs/sail.yaml")
BAD = [case for case in cases() if not case.good]


@pytest.mark.parametrize("case", BAD, ids=str)
def test_what_a_message_quotes_is_data(case: Case) -> None:
    for finding in findings(case):
        for word in re.findall("“(.+?)”", finding.message):
            assert word in finding.words
        # A waiver can name each by words; but spaces behind a placeholder or code follow none.
        assert finding.words or "a placeholder or code" in finding.message


def _found(case: Case, words: tuple[str, ...] = ()) -> list[Diagnostic]:
    """What a case's check finds, with a waiver of these words at the place of its finding."""

    def waived(subject: Subject, about: str) -> Subject:
        waiver = Waiver(
            check=Text(case.code, AT),
            target=Text(about, AT),
            reason=Text("Agreed.", AT),
            until=Text("2099-12-31", AT),
            at=AT,
            words=tuple(Text(word, AT) for word in words),
        )
        return replace(subject, program=replace(subject.program, waivers=(waiver,)))

    plain = subjects(frozen(files_of(case.folder)))
    first = findings(case)[0]
    assert first.about
    collection = Collection(
        subjects={
            id: waived(subject, first.about) if words else subject for id, subject in plain.items()
        },
        today=TODAY,
    )
    found = run_checks(collection, wanted=lambda code: code == case.code)
    return [finding for finding in found if finding.code == case.code]


@pytest.mark.parametrize(
    "case", [Case("foreign-word", "bad"), Case("undefined-acronym", "bad")], ids=str
)
def test_a_waiver_by_words_holds_when_the_message_is_another(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _found(case)
    word = found[0].words[0]
    waived = _found(case, (word,))
    assert len(found) - len(waived) > 0
    assert all(word not in finding.words for finding in waived if finding.about == found[0].about)
    assert len(_found(case, ("another word",))) == len(found)
    reword(monkeypatch)
    assert {finding.message for finding in _found(case)} == {SAID}
    assert [d.at for d in _found(case, (word,))] == [d.at for d in waived]
    assert len(_found(case, ("another word",))) == len(found)


def test_the_waivers_of_the_guides_hold_when_messages_are_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def listed() -> list[tuple[object, ...]]:
        found = check(ROOT, cache=False).diagnostics
        return [(d.code, d.severity, d.at, d.about, d.programs) for d in found]

    before = listed()
    reword(monkeypatch)
    assert listed() == before

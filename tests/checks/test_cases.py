"""Every check finds what its bad cases show, exactly, and nothing in its good ones."""

from __future__ import annotations

import pytest
import yaml

from builder.diagnostics import Severity
from tests.checks.cases import Case, cases, described, expected, findings


@pytest.mark.parametrize("case", [case for case in cases() if case.good], ids=str)
def test_finds_nothing_in(case: Case) -> None:
    assert [described(finding) for finding in findings(case)] == []


@pytest.mark.parametrize("case", [case for case in cases() if not case.good], ids=str)
def test_finds_the_fault_in(case: Case, request: pytest.FixtureRequest) -> None:
    found = findings(case)
    listed = [described(finding) for finding in found]
    if request.config.getoption("--update-goldens"):
        text = yaml.safe_dump(listed, sort_keys=False, allow_unicode=True, width=1000)
        (case.folder / "expected.yaml").write_text(text, encoding="utf-8", newline="\n")
    assert listed == expected(case)
    assert listed, "a bad case has a fault"
    for finding in found:
        assert finding.hint or finding.severity is Severity.NOTE, "a finding says what to do"
        assert finding.message[-1] in ".?"

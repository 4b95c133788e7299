"""Each format by the rules of the programs that read it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from builder.diagnostics import Diagnostic
from builder.model.plain import from_plain
from builder.report.fingerprint import fingerprints
from builder.report.formats import MACHINE, render
from builder.source import Span
from tests.report.findings import FINDINGS, LINES, report


def _line_of(file: str, line: int) -> str:
    return LINES.get((file, line), "")


@pytest.mark.parametrize("name", MACHINE)
def test_no_findings_are_a_whole_report_too(name: str) -> None:
    text = render(name, report(()))
    if name == "junit":
        assert ElementTree.fromstring(text).find(".//failure") is None
    elif name == "github":
        assert text == ""
    else:
        json.loads(text)


def test_json_has_all_fields() -> None:
    whole = json.loads(render("json", report()))
    assert whole["format"] == 1
    assert whole["programs"] == ["row", "sail"]
    assert whole["summary"] == {"error": 2, "warning": 1, "note": 1}
    first = whole["findings"][0]
    assert first["at"] == {"file": "content/a b.md", "line": 3, "column": 5, "length": 4}
    assert first["source"] == 'Say "no".'
    assert first["edit"]["new"] == "“no”"
    assert [from_plain(Diagnostic, finding) for finding in whole["findings"]] == list(FINDINGS)


def test_sarif_keeps_the_rules_of_the_standard() -> None:
    log = json.loads(render("sarif", report()))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    rules = driver["rules"]
    ids = [rule["id"] for rule in rules]
    assert len(ids) == len(set(ids))
    for rule in rules:
        assert rule["shortDescription"]["text"]
    assert rules[ids.index("straight-quotes")]["shortDescription"]["text"] == (
        "Finds straight quotes."
    )
    assert len(run["results"]) == len(FINDINGS)
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        assert all(isinstance(v, str) for v in result["partialFingerprints"].values())
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            _is_location(location, run["originalUriBaseIds"])
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%20b.md"
    assert place["region"]["startColumn"] == 5
    assert place["region"]["endColumn"] == 9
    [fix] = first["fixes"]
    [change] = fix["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "“no”"
    assert run["results"][3]["locations"] == []


def _is_location(location: dict[str, Any], bases: dict[str, Any]) -> None:
    place = location["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9_.~%/-]+", uri)
    assert not uri.startswith("/")
    assert place["artifactLocation"]["uriBaseId"] in bases
    region = place["region"]
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    assert region.get("endColumn", region["startColumn"] + 1) > region["startColumn"]


def test_github_commands_are_escaped() -> None:
    first, second, third, fourth = render("github", report()).splitlines()
    assert first == (
        "::warning title=straight-quotes,file=content/a b.md,line=3,col=5,endColumn=9"
        '::“"” is straight: 100 %25, so, “x: y”.%0AWrite “ and ”.%0ABoth.'
    )
    assert second.startswith("::error title=missing-table,file=program_defs/x.yaml,line=1,col=1::")
    assert third.startswith("::notice ")
    assert fourth == "::error title=no-programs::Nowhere."
    at = Span(file="a,b:c%.md")
    odd = render("github", report((replace(FINDINGS[1], at=at),)))
    assert "file=a%2Cb%3Ac%25.md," in odd


def test_gitlab_issues_have_what_gitlab_wants() -> None:
    issues = json.loads(render("gitlab", report()))
    assert len(issues) == len(FINDINGS)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1


def test_junit_has_a_case_a_check_and_guide() -> None:
    root = ElementTree.fromstring(render("junit", report()).encode())
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"row", "sail", "project"}
    cases = {case.get("name"): case for case in suites["sail"]}
    assert set(cases) == {"missing-table", "straight-quotes", "typed-number"}
    assert cases["typed-number"].find("failure") is None
    failure = cases["missing-table"].find("failure")
    assert failure is not None
    assert failure.text is not None
    assert "There is no table <levels> & \ufffd." in failure.text
    assert suites["sail"].get("tests") == "3"
    assert suites["sail"].get("failures") == "2"
    row = {case.get("name"): case for case in suites["row"]}
    assert row["straight-quotes"].find("failure") is None
    assert row["open-query"].find("failure") is None
    assert "Why?" in (row["open-query"].findtext("system-out") or "")
    assert suites["project"].get("failures") == "1"


def test_a_fingerprint_stays_when_lines_move_and_differs_for_equal_findings() -> None:
    finding = FINDINGS[0]
    assert finding.at is not None
    moved = replace(finding, at=replace(finding.at, line=9))
    [before] = fingerprints([finding], _line_of)
    [after] = fingerprints([moved], lambda file, line: 'Say "no".')
    assert before == after
    assert len(set(fingerprints([finding, finding], _line_of))) == 2
    [edited] = fingerprints([finding], lambda file, line: "Another line.")
    assert edited != before


def test_a_fingerprint_is_of_what_a_finding_is_about_and_not_of_its_sentence() -> None:
    finding = FINDINGS[0]
    [before] = fingerprints([finding], _line_of)
    [said] = fingerprints([replace(finding, message="Said in another way.")], _line_of)
    assert said == before
    for other in (replace(finding, words=("another",)), replace(finding, about="another")):
        assert fingerprints([other], _line_of) != [before]

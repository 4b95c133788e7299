"""Findings as JUnit XML: a suite for each guide and in it a test case for each check.

Errors and warnings fail their test case; notes are its output.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.diagnostics import Diagnostic, Severity
from builder.model.wording import counted
from builder.report.formats import FindingsReport

# XML 1.0 has no way to write these, not even as references.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GENERAL = "project"
"""The suite of findings that are about no guide in particular."""


def render(report: FindingsReport) -> str:
    """The whole document."""
    root = Element("testsuites", name="guides check")
    suites = {id: list(_about(id, report)) for id in report.programs}
    general = [d for d in report.diagnostics if not set(d.programs) & set(report.programs)]
    if general or not suites:
        suites[_GENERAL] = general
    for id, findings in suites.items():
        codes = {d.code for d in findings} | (set(report.checks) if id != _GENERAL else set())
        failures = {d.code for d in findings if d.severity is not Severity.NOTE}
        suite = SubElement(
            root,
            "testsuite",
            name=id,
            tests=str(len(codes)),
            failures=str(len(failures)),
            errors="0",
            skipped="0",
        )
        for code in sorted(codes):
            _case(suite, id, code, [d for d in findings if d.code == code])
    indent(root)
    xml = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'


def _about(program: str, report: FindingsReport) -> Sequence[Diagnostic]:
    return [d for d in report.diagnostics if program in d.programs]


def _case(suite: Element, program: str, code: str, findings: Sequence[Diagnostic]) -> None:
    case = SubElement(suite, "testcase", classname=f"guides.{program}", name=code)
    found = [d for d in findings if d.severity is not Severity.NOTE]
    if found:
        count = counted(len(found), "finding")
        worst = "error" if any(d.severity is Severity.ERROR for d in found) else "warning"
        failure = SubElement(case, "failure", message=count, type=worst)
        failure.text = "\n".join(map(_line, found))
    notes = [d for d in findings if d.severity is Severity.NOTE]
    if notes:
        SubElement(case, "system-out").text = "\n".join(map(_line, notes))


def _line(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.at}: " if diagnostic.at else ""
    hint = f" {diagnostic.hint}" if diagnostic.hint else ""
    text = f"{place}{diagnostic.severity.value}: {diagnostic.message}{hint}"
    return _NOT_IN_XML.sub("\ufffd", text)

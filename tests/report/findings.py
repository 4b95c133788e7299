"""Findings of every kind, for the tests of the formats."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Severity
from builder.diagnostics.diagnostic import Edit
from builder.report.formats import FindingsReport
from builder.source import Span

LINES = {("content/a b.md", 3): 'Say "no".', ("program_defs/x.yaml", 1): "program: x"}

FINDINGS = (
    Diagnostic(
        code="straight-quotes",
        message='“"” is straight: 100 %, so, “x: y”.',
        hint="Write “ and ”.\nBoth.",
        severity=Severity.WARNING,
        at=Span(file="content/a b.md", line=3, column=5, length=4),
        related=(Span(file="program_defs/x.yaml", line=1),),
        programs=("sail",),
        edit=Edit(
            at=Span(file="content/a b.md", line=3, column=5, length=4), old='"no"', new="“no”"
        ),
    ),
    Diagnostic(
        code="missing-table",
        message="There is no table <levels> & \x01.",
        at=Span(file="program_defs/x.yaml"),
        programs=("sail", "row"),
        about="levels",
    ),
    Diagnostic(
        code="open-query",
        message="Why?",
        severity=Severity.NOTE,
        at=Span(file="program_defs/x.yaml"),
        programs=("row",),
    ),
    Diagnostic(code="no-programs", message="Nowhere."),
)


def report(findings: tuple[Diagnostic, ...] = FINDINGS) -> FindingsReport:
    return FindingsReport(
        diagnostics=findings,
        programs=("row", "sail"),
        line_of=lambda file, line: LINES.get((file, line), ""),
        codes={"straight-quotes": "Finds straight quotes."},
        checks=("missing-table", "straight-quotes", "typed-number"),
    )

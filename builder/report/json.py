"""Findings as JSON, for programs made for this one."""

from __future__ import annotations

import json

from builder import __version__
from builder.diagnostics import Severity
from builder.model.plain import EMPTY, to_plain
from builder.report.fingerprint import fingerprints
from builder.report.formats import FindingsReport

FORMAT = 1
"""Raised when a reader of old reports could not follow."""


def render(report: FindingsReport) -> str:
    """An object with the findings, their source lines and fingerprints, and how many there are."""
    names = fingerprints(report.diagnostics, report.line_of)
    findings = []
    for diagnostic, name in zip(report.diagnostics, names, strict=True):
        plain = to_plain(diagnostic, without=(*EMPTY, ""))
        plain = {"code": diagnostic.code, **plain, "fingerprint": name}
        if diagnostic.at is not None:
            plain["source"] = report.line_of(diagnostic.at.file, diagnostic.at.line)
        findings.append(plain)
    whole = {
        "format": FORMAT,
        "tool": {"name": "guides", "version": __version__},
        "programs": list(report.programs),
        "summary": {
            severity.value: sum(d.severity is severity for d in report.diagnostics)
            for severity in Severity
        },
        "findings": findings,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

"""Findings as a GitLab code quality report: a JSON list."""

from __future__ import annotations

import json

from builder.diagnostics import Severity
from builder.report.fingerprint import fingerprints
from builder.report.formats import FindingsReport

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_NOWHERE = "program_defs"
"""The path of a finding that stands in no file: GitLab refuses an issue without one."""


def render(report: FindingsReport) -> str:
    """An issue for each finding."""
    names = fingerprints(report.diagnostics, report.line_of)
    issues = [
        {
            "description": " ".join(str(p) for p in (found.message, found.hint) if p),
            "check_name": found.code,
            "fingerprint": name,
            "severity": _SEVERITIES[found.severity],
            "location": {
                "path": found.at.file if found.at else _NOWHERE,
                "lines": {"begin": found.at.line if found.at else 1},
            },
        }
        for found, name in zip(report.diagnostics, names, strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"

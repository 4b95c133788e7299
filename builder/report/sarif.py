"""Findings as SARIF 2.1.0, for code hosts and editors.

The structure is that of the OASIS standard; columns count characters (Unicode code points), as
everywhere in this program.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from builder import __version__
from builder.diagnostics import Diagnostic, Severity
from builder.diagnostics.diagnostic import Edit
from builder.report.fingerprint import fingerprints
from builder.report.formats import FindingsReport
from builder.source import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(report: FindingsReport) -> str:
    """A log with one run. Its rules are the codes that occur, with what they mean."""
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    names = fingerprints(report.diagnostics, report.line_of)
    run = {
        "tool": {
            "driver": {
                "name": "guides",
                "version": __version__,
                "rules": [
                    {
                        "id": code,
                        "shortDescription": {"text": report.codes.get(code, code)},
                        "help": {"text": f"guides check --explain {code}"},
                    }
                    for code in codes
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "ROOT": {"description": {"text": "The folder that holds program_defs/."}}
        },
        "results": [
            _result(diagnostic, codes.index(diagnostic.code), name, report)
            for diagnostic, name in zip(report.diagnostics, names, strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(
    diagnostic: Diagnostic, rule: int, fingerprint: str, report: FindingsReport
) -> dict[str, Any]:
    text = str(diagnostic.message)
    if diagnostic.hint:
        text += f" {diagnostic.hint}"
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(diagnostic.at, report)] if diagnostic.at else [],
        "partialFingerprints": {"guides/v2": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(span, report)}
            for number, span in enumerate(diagnostic.related)
        ]
    if diagnostic.edit is not None:
        result["fixes"] = [_fix(diagnostic.edit)]
    if diagnostic.programs:
        result["properties"] = {"programs": list(diagnostic.programs)}
    return result


def _fix(edit: Edit) -> dict[str, Any]:
    at = edit.at
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endColumn": at.column + len(edit.old),
    }
    change = {
        "artifactLocation": {"uri": quote(at.file), "uriBaseId": "ROOT"},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": edit.new}}],
    }
    return {"description": {"text": f"Write “{edit.new}”."}, "artifactChanges": [change]}


def _location(span: Span, report: FindingsReport) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": span.line, "startColumn": span.column}
    if span.length:
        region["endColumn"] = span.column + span.length
    line = report.line_of(span.file, span.line)
    if line:
        region["snippet"] = {"text": line}
    place = {"uri": quote(span.file), "uriBaseId": "ROOT"}
    return {"physicalLocation": {"artifactLocation": place, "region": region}}

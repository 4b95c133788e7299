"""Diagnostics as plain data, for JSON, and back."""

from __future__ import annotations

from typing import Any

from builder.diagnostics.diagnostic import Diagnostic, Edit, Severity
from builder.source import Span

Plain = dict[str, Any]


def to_plain(diagnostic: Diagnostic) -> Plain:
    """A diagnostic as an object of texts, numbers and lists, without its empty fields."""
    plain: Plain = {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": str(diagnostic.message),
        "hint": diagnostic.hint and str(diagnostic.hint),
        "at": diagnostic.at and _span(diagnostic.at),
        "related": [_span(span) for span in diagnostic.related],
        "programs": list(diagnostic.programs),
        "about": diagnostic.about,
        "edit": diagnostic.edit and _edit(diagnostic.edit),
    }
    return {key: value for key, value in plain.items() if value not in (None, "", [])}


def from_plain(plain: Plain) -> Diagnostic:
    """The diagnostic that `to_plain` made an object of.

    Raises:
        KeyError, TypeError, ValueError: the object is none of those.
    """
    return Diagnostic(
        code=plain["code"],
        severity=Severity(plain["severity"]),
        message=plain["message"],
        hint=plain.get("hint"),
        at=Span(**plain["at"]) if "at" in plain else None,
        related=tuple(Span(**span) for span in plain.get("related", ())),
        programs=tuple(plain.get("programs", ())),
        about=plain.get("about"),
        edit=_read_edit(plain["edit"]) if "edit" in plain else None,
    )


def _span(span: Span) -> Plain:
    return {"file": span.file, "line": span.line, "column": span.column, "length": span.length}


def _edit(edit: Edit) -> Plain:
    return {"at": _span(edit.at), "old": edit.old, "new": edit.new}


def _read_edit(plain: Plain) -> Edit:
    return Edit(at=Span(**plain["at"]), old=plain["old"], new=plain["new"])

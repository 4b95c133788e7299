"""A finding survives the way to a file and back, its repair included."""

from __future__ import annotations

import json

from builder.diagnostics import Diagnostic, Edit, Severity
from builder.diagnostics.codec import from_plain, to_plain
from builder.source import Span

AT = Span(file="content/a.md", line=2, column=3, length=1)


def test_nothing_is_lost() -> None:
    finding = Diagnostic(
        code="straight-quotes",
        message="A straight quotation mark stands in “a”.",
        at=AT,
        hint="Write ”.",
        severity=Severity.WARNING,
        related=(AT,),
        programs=("sail",),
        about="start",
        edit=Edit(at=AT, old='"', new="”"),
    )
    assert from_plain(json.loads(json.dumps(to_plain(finding)))) == finding


def test_what_is_empty_is_left_out() -> None:
    finding = Diagnostic(code="x", message="X.")
    assert set(to_plain(finding)) == {"code", "severity", "message"}
    assert from_plain(to_plain(finding)) == finding

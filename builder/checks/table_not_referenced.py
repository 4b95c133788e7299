"""Finds tables that nothing in the guide refers to.

What it finds:
    A numbered table to which no text of the guide refers.
Why it matters:
    Readers are not told what the table is for; in print it can stand on another page than the text
    that it belongs to.
Failing example:
    The levels are these: (then {{ table: levels }}, which is not named anywhere)
Passing example:
    [](#levels) lists the levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity
from builder.reading.subject import Subject
from builder.reading.unreferred import unreferred

CODE = "table-not-referenced"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Look for references to each table."""
    return unreferred(subject, "table", CODE, SEVERITY)

"""Finds figures that nothing in the guide refers to.

What it finds:
    A numbered figure to which no text of the guide refers.
Why it matters:
    Readers are not told what the figure is for; in print it can stand on another page than the text
    that it belongs to.
Failing example:
    The calls follow a fixed flow. (Then {{ figure: call-flow }}, which is not named anywhere.)
Passing example:
    [](#call-flow) shows the flow of calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity
from builder.reading.subject import Subject
from builder.reading.unreferred import unreferred

CODE = "figure-not-referenced"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Look for references to each figure."""
    return unreferred(subject, "figure", CODE, SEVERITY)

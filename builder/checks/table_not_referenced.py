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

from builder.diagnostics import Finding, Severity
from builder.index.index import unreferenced
from builder.reading.subject import Subject, span

SEVERITY = Severity.WARNING
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for references to each table."""
    for title in unreferenced(subject, "table"):
        yield Finding(
            at=span(title.at, len(title.text)),
            message=f"Nothing refers to the table “{title.text}”.",
            hint=f"Write [](#{title.id}) in the text that it belongs to.",
            about=title.id,
            words=(title.text,),
        )

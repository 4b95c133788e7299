"""Finds a required figure that the guide does not have.

What it finds:
    A figure that `requires:` of the family names and that does not stand in the published
    guide: it is not declared, a program omits it, or no clause places it.
Why it matters:
    A figure that is drawn and declared but placed nowhere is seen by nobody.
Failing example:
    `requires: {figures: [contact-flow]}` in the family, and no clause with
    `{{ figure: contact-flow }}`.
Passing example:
    A line `{{ figure: contact-flow }}` in the clause that describes the flow.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.required import not_placed, placed
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each required figure in the published guide."""
    there = placed(subject, "figure")
    for id in subject.program.requires.figures:
        if id in there:
            continue
        figure = subject.program.figures.get(id)
        at, caption = (figure.at, figure.caption) if figure else (None, None)
        yield not_placed(subject, "figure", id, at, caption)

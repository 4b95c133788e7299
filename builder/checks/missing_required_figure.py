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

from builder.checks.required import missing_at, placed
from builder.checks.subject import Subject
from builder.diagnostics import Diagnostic, Severity

CODE = "missing-required-figure"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Look for each required figure in the published guide."""
    there = placed(subject, "figure")
    for id in subject.program.requires.figures:
        if id in there:
            continue
        figure = subject.program.figures.get(id)
        name = figure.caption if figure else id
        yield Diagnostic(
            code=CODE,
            severity=SEVERITY,
            at=missing_at(subject, id, figure.at if figure else None),
            message=f"The required figure “{name}” is not in this guide.",
            hint=f"Place it in a clause with {{{{ figure: {id} }}}}."
            if figure
            else "Declare it under “figures:”, and place it in a clause.",
            related=(id.at,),
            about=str(id),
        )

"""Finds a guide that must state the order of precedence and does not.

What it finds:
    A guide of a family with `requires: {precedence: true}` that has neither the list made from
    `precedence:` nor another list or sentence with an order of the governing documents.
Why it matters:
    When two governing documents disagree, this clause alone says which one counts.
Failing example:
    The clause that introduces the governing documents, without its line `{{ precedence }}`.
Passing example:
    `If they conflict, they apply in this order of precedence, with the highest first:` and,
    on a line of its own, `{{ precedence }}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.precedence_clauses import clauses, statements
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for the clause."""
    if not subject.program.requires.precedence or clauses(subject):
        return
    if any(statement.order.listed for statement in statements(subject)):
        return
    order = subject.program.precedence
    yield Finding(
        at=order[0].at if order else subject.program.at,
        message="The order of precedence stands nowhere in this guide.",
        hint="Place it with {{ precedence }} on a line of its own, after a sentence that says "
        "what the order is for.",
        about=subject.id,
        words=tuple(str(subject.program.documents[id].name) for id in order),
    )

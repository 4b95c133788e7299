"""Finds an order of precedence that the guide states a second time.

What it finds:
    A second list of the governing documents in their order of precedence, or a sentence that
    lists them all, in addition to the clause.
Why it matters:
    Of two copies, sooner or later one is changed alone; then the guide contradicts itself on
    the very question which document counts.
Failing example:
    `{{ precedence }}` in two clauses of one guide.
Passing example:
    `{{ precedence }}` in one clause, and a reference to its section wherever it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.precedence_clauses import clauses, statements
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Report each further statement of the declared order."""
    declared = [str(id) for id in subject.program.precedence]
    found: list[tuple[Span | None, str, str]] = []
    for clause in clauses(subject):
        if not found or list(clause.documents) == declared:
            found.append((clause.at, clause.section.id, clause.section.label))
    for statement in statements(subject):
        listed = statement.order.listed
        if listed and [mention.document for mention in listed] == declared:
            at = statement.at(subject, listed[0])
            found.append((at, statement.section.id, statement.section.label))
    for at, section, label in found[1:]:
        yield Finding(
            at=at,
            message=f"{label} states the order of precedence again; {found[0][2]} has it already.",
            hint="State it once, and refer to that section from elsewhere.",
            related=(found[0][0],),
            about=section,
            words=tuple(subject.program.documents[id].name for id in declared),
        )

"""Finds a passage that states another order of precedence than the declared one.

What it finds:
    A sentence or list that lets a governing document prevail over one that ranks above it in
    the declared order, in whatever words: prevails, takes precedence, governs or controls in
    a conflict, supersedes, is subject or subordinate to.
Why it matters:
    With two orders in one guide, each side can rely on the one it likes better.
Failing example:
    `If the Agreement and this Program Guide conflict, this Program Guide prevails.`, while
    `precedence: [agreement, guide]` is declared.
Passing example:
    `If they conflict, the order of precedence in [](#overview) applies.`
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.documents import Mention
from builder.reading.precedence_clauses import Ranking, clauses, main_clause, statements
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
_HINT = "Delete it, or refer to the section with the order of precedence."


def check(subject: Subject) -> Iterator[Finding]:
    """Compare each statement and each further list with the declared order."""
    order = [str(id) for id in subject.program.precedence]
    clause = main_clause(subject)
    for other in clauses(subject):
        if other is not clause and list(other.documents) != order:
            yield Finding(
                at=other.at,
                message=f"{other.section.label} lists the governing documents in an order that "
                "is not the declared one.",
                hint=_HINT,
                related=(clause.at,) if clause else (),
                about=other.section.id,
                words=tuple(
                    subject.program.documents[id].name for id in other.documents if id is not None
                ),
            )
    only = clause is None
    for statement in statements(subject):
        if only and statement.order.listed:
            only = False  # this is the clause, which is compared by a check of its own
            continue
        yield from _against(subject, statement, order)


def _against(subject: Subject, statement: Ranking, order: list[str]) -> Iterator[Finding]:
    for higher, lower in statement.order.pairs:
        below = _contradicted(higher, lower, order)
        if below is None:
            continue
        names = [subject.program.documents[id].name for id in (higher.document, below)]
        yield Finding(
            at=statement.at(subject, higher),
            message=f"{statement.section.label} puts “{names[0]}” above “{names[1]}”; the "
            "declared order of precedence is the other way round.",
            hint=_HINT,
            related=tuple(id.at for id in subject.program.precedence if id == below),
            about=statement.section.id,
            words=tuple(names),
        )
        return


def _contradicted(higher: Mention, lower: Mention | None, order: list[str]) -> str | None:
    """The document that ranks above `higher`, although the statement puts it below."""
    if higher.document not in order:
        return None
    below = order[0] if lower is None else lower.document
    if below not in order or order.index(below) >= order.index(higher.document):
        return None
    return below

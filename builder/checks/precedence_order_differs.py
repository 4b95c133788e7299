"""Finds an order of precedence that is not the declared or the required one.

What it finds:
    A clause on the order of precedence whose list, typed by hand, is not exactly the declared
    order: a governing document that is missing, is named twice, or stands at another place,
    and an item that names none. Also a declared order that is not the order in which
    `requires:` of the family names the same documents.
Why it matters:
    This clause decides every conflict between the governing documents. Guide, data and the
    requirement of the family must say the same.
Failing example:
    `precedence: [addendum, agreement, guide]` as data, and a list in a clause that begins with
    `1. the Agreement`.
Passing example:
    `{{ precedence }}` in the clause, which prints the declared order.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.precedence_clauses import PrecedenceClause, main_clause, statements
from builder.reading.subject import Subject, span
from builder.source import Span

SEVERITY = Severity.ERROR
_HINT = "Place the declared order with {{ precedence }} in place of a list typed by hand."


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the clause with the declared order, and that with the required one."""
    yield from _required(subject)
    clause = main_clause(subject)
    if clause is not None and not clause.made:
        yield from _typed(subject, clause)
    elif clause is None:
        yield from _sentence(subject)


def _required(subject: Subject) -> Iterator[Finding]:
    """The declared order against that of the required documents."""
    order = subject.program.precedence
    required = [id for id in subject.program.requires.documents if id in order]
    actual = [id for id in order if id in required]
    for want, have in zip(required, actual, strict=False):
        if want != have:
            names = _name(subject, have), _name(subject, want)
            yield Finding(
                at=have.at,
                message=f"The order of precedence has “{names[0]}” where the family requires "
                f"“{names[1]}”.",
                hint="Write the documents in the order of “documents:” of “requires:”: "
                + ", ".join(required)
                + ". If the order of this program is meant to be another one, accept the finding "
                f"below “waivers:” of the program, with “at: {have}”.",
                related=(want.at,),
                about=str(have),
                words=names,
            )
            return


def _typed(subject: Subject, clause: PrecedenceClause) -> Iterator[Finding]:
    """A list that an author typed, item by item."""
    named = [
        (document, span(item.at))
        for document, item in zip(clause.documents, clause.items, strict=True)
        if document is not None
    ]
    for document, item in zip(clause.documents, clause.items, strict=True):
        if document is None:
            text = item.text if len(item.text) < 40 else item.text[:39] + "…"
            yield _finding(
                clause.section.id,
                span(item.at),
                f"The item “{text}” of the order of precedence names no governing document.",
                text,
            )
    yield from _compare(subject, named, clause.section.id, clause.at)


def _sentence(subject: Subject) -> Iterator[Finding]:
    """A sentence that is the only statement of the order."""
    for statement in statements(subject):
        if statement.order.listed:
            named = [(m.document, statement.at(subject, m)) for m in statement.order.listed]
            yield from _compare(subject, named, statement.section.id, named[0][1])
            return


def _compare(
    subject: Subject, named: list[tuple[str, Span | None]], about: str, at: Span | None
) -> Iterator[Finding]:
    """The documents that a clause names, with their places, against the declared order."""
    declared = [str(id) for id in subject.program.precedence]
    there = [id for id, _ in named]
    for missing in (id for id in declared if id not in there):
        name = _name(subject, missing)
        yield _finding(about, at, f"The order of precedence leaves out “{name}”.", name)
    wanted = [id for id in declared if id in there]
    for row, (id, place) in enumerate(named):
        if row < len(wanted) and wanted[row] == id:
            continue
        name, due = _name(subject, id), [_name(subject, id) for id in wanted[row : row + 1]]
        where = f"where “{due[0]}” is declared" if due else "although it is not declared there"
        yield _finding(about, place, f"The order of precedence has “{name}” {where}.", name, *due)
        return


def _finding(about: str, at: Span | None, message: str, *words: str) -> Finding:
    return Finding(at=at, message=message, hint=_HINT, about=about, words=words)


def _name(subject: Subject, id: str) -> str:
    document = subject.program.documents.get(id)
    return str(document.name) if document else id

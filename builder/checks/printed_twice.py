"""Finds texts that a guide prints in two places.

What it finds:
    * A slot that is placed a second time.
    * A clause file that is the text of two sections or slots of one guide.
Why it matters:
    Readers meet the same rules twice and look for the difference; references and changes are about
    one of the two.
Failing example:
    {{ slot: governing-documents }} in the clauses of two sections.
Passing example:
    {{ slot: governing-documents }} in one of them, and [](#its-section) in the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.program import ClauseFile, Status
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.WARNING

_Owner = tuple[str, str]
"""What has a text: its kind and its id."""


def check(subject: Subject) -> Iterator[Finding]:
    """Look at the places of slots, and at who has which clause file."""
    slots: dict[str, Span] = {}
    for use in subject.source.uses:
        if use.kind == "slot":
            first = slots.setdefault(use.id, use.at)
            if first != use.at:
                yield Finding(
                    at=use.at,
                    message=f"The slot “{use.id}” stands in this guide already.",
                    hint="Remove one of the two, and refer to the section of the other.",
                    related=(first,),
                    about=use.id,
                    words=(use.id,),
                )
    clauses: dict[str, tuple[_Owner, Span]] = {}
    for owner, at, clause in _texts(subject, slots):
        other, first = clauses.setdefault(clause.id, (owner, at))
        if (other, first) != (owner, at):
            yield Finding(
                at=at,
                message=f"The {_called(owner)} has the same text as the {_called(other)}: "
                f"“{clause.source.name}”.",
                hint="Give one of them a text of its own, or only a reference to the other.",
                related=(first,),
                about=clause.id,
                words=(clause.source.name, owner[1], other[1]),
            )


def _texts(subject: Subject, slots: dict[str, Span]) -> Iterator[tuple[_Owner, Span, ClauseFile]]:
    """Who has a text of its own, where it stands, and the text."""
    program = subject.program
    for section in program.sections():
        if section.clause is not None and section.status is not Status.NOT_APPLICABLE:
            yield ("section", section.id), section.at, section.clause
    for id in slots:
        slot = program.slots.get(id)
        if slot is not None and slot.clause is not None:
            yield ("slot", id), slot.at, slot.clause


def _called(owner: _Owner) -> str:
    kind, id = owner
    return f"{kind} “{id}”"

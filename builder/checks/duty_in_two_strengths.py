"""Finds duties that are required in one place and recommended or permitted in another.

What it finds:
    Two obligations of one party to do the same thing, one with “must”, “shall” or “will”, the
    other with “should” or “may”; or one with “should” and the other with “may”; or one that
    demands what the other forbids. Those that hold in different cases (“if …”, “when …”) are
    not compared.
Why it matters:
    The party can cite the weaker sentence, and the other side the stronger one. Which of them
    holds would have to be settled in a dispute.
Failing example:
    The Partner must have a certified engineer on its staff. … The Partner should have a
    certified engineer on its staff.
Passing example:
    The Partner must have a certified engineer on its staff. … Engineers can be certified
    online.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.duties import force, label, position, same_case, same_thing, short
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the strengths of obligations that are about the same thing."""
    reported: set[str] = set()
    for one, other in subject.same_duties:
        if one.party != other.party or other.id in reported:
            continue
        if force(one) == force(other) and one.negated == other.negated:
            continue
        if one.negated != other.negated and {one.strength, other.strength} == {"may"}:
            continue
        if not (same_case(one, other) and same_thing(one, other)):
            continue
        reported.add(other.id)
        what = short(other)
        whose = f" for “{other.party}”" if other.party else ""
        yield Finding(
            at=position(subject, other),
            message=f"To “{what}” is a “{other.modal}”{whose} here, but a “{one.modal}” "
            f"in {label(subject, one)}.",
            hint="Decide which of them holds, and write it in both places, or state the duty once "
            "and refer to it.",
            related=(position(subject, one),),
            about=other.section,
            words=(what, other.modal, one.modal, other.party),
        )

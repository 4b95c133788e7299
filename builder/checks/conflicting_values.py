"""Finds two values that are stated for the same thing.

What it finds:
    Entries of `stated-values:` for one thing with different values. The finding names both
    sources and says which of them prevails by the declared order of precedence. Sections of
    the guide rank as the guide does; of two sections, none prevails. What the order settles
    is a warning, what it does not settle an error. A value that follows a parameter is
    compared as it prints in the guide.
Why it matters:
    The order of precedence settles a conflict only for those who notice it. Partners who read
    the lower document alone act on the wrong value.
Failing example:
    `- {thing: notice of a change, source: agreement, value: 30 days}` and
    `- {thing: notice of a change, source: support-readiness, value: 14 days}`.
Passing example:
    Both entries have `value: 30 days`, or `value: "{{ change-notice-days }} days"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.policy import StatedValue
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the values of each thing with that of its highest source."""
    things: dict[str, list[StatedValue]] = {}
    for stated in subject.stated_values:
        things.setdefault(_normal(stated.thing), []).append(stated)
    for values in things.values():
        ranked = sorted(values, key=lambda stated: _rank(subject, stated.source))
        first = ranked[0]
        for other in ranked[1:]:
            if _normal(other.value) != _normal(first.value):
                yield _finding(subject, first, other)


def _finding(subject: Subject, first: StatedValue, other: StatedValue) -> Finding:
    names = _name(subject, first.source), _name(subject, other.source)
    settled = _rank(subject, first.source) < _rank(subject, other.source)
    verdict = "neither prevails by the order of precedence"
    if settled:
        verdict = f"by the order of precedence, {names[0]} prevails"
    return Finding(
        severity=Severity.WARNING if settled else None,
        at=other.value.at,
        message=f"For “{other.thing}”, {names[0]} says “{first.value}” and {names[1]} says "
        f"“{other.value}”; {verdict}.",
        hint="Make the two agree, or state the difference and its reason in a waiver.",
        related=(first.value.at,),
        about=str(other.source),
        words=(other.thing, first.value, other.value),
    )


def _rank(subject: Subject, source: str) -> int:
    """How high a source ranks, 0 the highest; a section as the guide itself."""
    order = [str(id) for id in subject.program.precedence]
    if source in order:
        return order.index(source)
    if source in subject.program.documents:
        return len(order)
    documents = subject.program.documents.values()
    itself = next((d.id for d in documents if d.phrase.lower().startswith("this ")), None)
    return order.index(itself) if itself in order else len(order)


def _name(subject: Subject, source: str) -> str:
    document = subject.program.documents.get(source)
    if document is not None:
        return str(document.phrase)
    label = next((s.label for s in subject.guide.walk() if s.id == source), None)
    return label or f"“{source}”"


def _normal(text: str) -> str:
    return " ".join(re.findall(r"[\w.,%$€]+", text.casefold()))

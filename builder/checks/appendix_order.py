"""Finds appendices that are not in the required order.

What it finds:
    Required appendices that stand in another order than `requires:` of the family names them.
Why it matters:
    Contracts and other guides cite an appendix by its letter. If two guides of one family
    letter the same appendices in different ways, each citation must name the program, too.
Failing example:
    `requires: {appendices: [web-links, contact-form]}` in the family, whose own appendices
    stand as `contact-form`, `web-links`.
Passing example:
    The appendices stand as `web-links`, `contact-form`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Section
from builder.reading.subject import Subject, span
from builder.source import Span

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the order of the appendices with the required one."""
    appendices = [part for part in subject.guide.sections if part.kind == "appendix"]
    required = [str(id) for id in subject.program.requires.appendices]
    there = {appendix.id: appendix for appendix in appendices}
    wanted = [there[id] for id in required if id in there]
    actual = [appendix for appendix in appendices if appendix.id in required]
    for row, (want, have) in enumerate(zip(wanted, actual, strict=True)):
        if want is have:
            continue
        # The one that moved is the one whose neighbours are in order without it.
        early = _without(wanted, have)[row:] == _without(actual, have)[row:]
        moved, other = (have, want) if early else (want, have)
        side = "before" if early else "after"
        yield Finding(
            at=_at(subject, moved),
            message=f"The appendix “{moved.title}” stands {side} “{other.title}”; the required "
            f"order is the other way round.",
            hint="Move it, so that every guide of the family has the same order.",
            related=tuple(id.at for id in subject.program.requires.appendices if id == moved.id),
            about=moved.id,
            words=(moved.title, other.title),
        )
        return


def _without(appendices: list[Section], one: Section) -> list[str]:
    return [appendix.id for appendix in appendices if appendix is not one]


def _at(subject: Subject, appendix: Section) -> Span | None:
    for declared in subject.program.appendices:
        if declared.id == appendix.id:
            return declared.title.at
    return span(appendix.at)

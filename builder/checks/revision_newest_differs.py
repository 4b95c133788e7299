"""Finds a guide whose version or date is not that of its newest revision.

What it finds:
    A revision history whose newest row, the one with the highest version, has another version
    than the guide or another date.
Why it matters:
    The cover and the history of one guide then name two different editions.
Failing example:
    `version: "4.2"` for the guide, and `- {version: "4.1", …}` as the newest row.
Passing example:
    `version: "4.2"` for the guide, and `- {version: "4.2", …}` as the newest row.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.versions import earlier, version_key
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the guide with the newest row of its history."""
    program = subject.program
    if not program.revisions:
        return
    newest = max(program.revisions, key=lambda row: version_key(row.version))
    if newest.version != program.version:
        yield Finding(
            at=program.version.at,
            message=f"The guide has version “{program.version}”, but its newest revision is "
            f"“{newest.version}”.",
            hint=f"Add a row for “{program.version}” to “revision-history:”, or fix the version.",
            related=(newest.at,),
            about=program.id,
            words=(program.version, newest.version),
        )
        return
    last = newest.dates[-1] if newest.dates else None
    date = program.date
    if (date is None and last is None) or (date and last and not _differ(date, last)):
        return
    yield Finding(
        at=date.at if date is not None else newest.at,
        message=f"The guide has {_said(date)}, but its newest revision has {_said(last)}.",
        hint="Write the same date for the guide and for its newest revision.",
        related=(newest.at,),
        about=program.id,
        words=(date, last),
    )


def _differ(one: str, other: str) -> bool:
    return earlier(one, other) or earlier(other, one)


def _said(date: str | None) -> str:
    return f"the date “{date}”" if date else "no date"

"""Finds rows of the revision history that are out of order.

What it finds:
    A row whose version is lower than that of a row above it, or whose date is earlier. Rows
    stand with the oldest first. Dates are compared as far as both are known: `2019-06` and
    `2019-06-15` do not contradict each other.
Why it matters:
    A history that goes back in time has a wrong number or a wrong date in it, and nobody can
    tell which.
Failing example:
    `- {version: "3.0.10", …}` above `- {version: "3.0.9", …}`.
Passing example:
    `- {version: "3.0.9", …}` above `- {version: "3.0.10", …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.diagnostics import Diagnostic, Severity
from builder.source import Text

CODE = "revision-order"
SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Compare each row with those above it."""
    highest: Text | None = None
    latest: Text | None = None
    for row in subject.program.revisions:
        if highest is not None and version_key(row.version) < version_key(highest):
            yield _finding(subject, row.version, "version", highest)
        else:
            highest = row.version
        for date in row.dates:
            if latest is not None and earlier(date, latest):
                yield _finding(subject, date, "date", latest)
            else:
                latest = date


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers to compare, without zeros at its end."""
    numbers = [int(part) if part.isdecimal() else 0 for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def earlier(one: str, other: str) -> bool:
    """Whether a date is before another, as far as both are known."""
    first, second = one.split("-"), other.split("-")
    known = min(len(first), len(second))
    return first[:known] < second[:known]


def _finding(subject: Subject, value: Text, what: str, other: Text) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        severity=SEVERITY,
        at=value.at,
        message=f"The {what} “{value}” of the revision history stands below “{other}”.",
        hint="Put the rows in order, the oldest first, or mend the number that is wrong.",
        related=(other.at,),
        about=subject.id,
    )

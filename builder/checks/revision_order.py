"""Finds rows of the revision history that are out of order.

What it finds:
    A row whose version or date stands in the way of a rising order: it is lower than that of
    the rows above, or higher than that of the rows below. The oldest row is the first. Dates
    are compared as far as both are known: `2019-06` and `2019-06-15` do not contradict each
    other.
Why it matters:
    A history that goes back in time has a wrong number or a wrong date in it, and nobody can
    tell which.
Failing example:
    `- {version: "3.0.10", …}` above `- {version: "3.0.9", …}`.
Passing example:
    `- {version: "3.0.9", …}` above `- {version: "3.0.10", …}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.diagnostics import Finding, Severity
from builder.model.versions import earlier, version_key
from builder.reading.subject import Subject
from builder.source import Text

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Find the versions and the dates that stand in the way of a rising order."""
    rows = subject.program.revisions
    versions = [row.version for row in rows]
    dates = [date for row in rows for date in row.dates]
    yield from _compare(subject, "version", versions, lambda a, b: version_key(a) < version_key(b))
    yield from _compare(subject, "date", dates, earlier)


def _compare(
    subject: Subject, what: str, values: list[Text], less: Callable[[str, str], bool]
) -> Iterator[Finding]:
    kept = _rising(values, less)
    for place, value in enumerate(values):
        if place in kept:
            continue
        above = [values[row] for row in kept if row < place and less(value, values[row])]
        below = [values[row] for row in kept if row > place and less(values[row], value)]
        side, other = ("below", above[-1]) if above else ("above", below[0])
        yield Finding(
            at=value.at,
            message=f"The {what} “{value}” of the revision history stands {side} “{other}”.",
            hint="Put the rows in order, the oldest first, or fix the number that is wrong.",
            related=(other.at,),
            about=subject.id,
            words=(value, other),
        )


def _rising(values: list[Text], less: Callable[[str, str], bool]) -> list[int]:
    """The places of the most values that are in order; what is left is out of place."""
    # Every pair is compared: dates of unlike precision have no order that could be sorted by.
    best: list[list[int]] = []
    for place, value in enumerate(values):
        longest: list[int] = []
        for before in best:
            if len(before) > len(longest) and not less(value, values[before[-1]]):
                longest = before
        best.append([*longest, place])
    return max(best, key=len, default=[])

"""Finds a guide that must have a revision history and has none.

What it finds:
    A guide of a family with `requires: {revision-history: true}` whose program lists no
    revision.
Why it matters:
    The revision history is how a partner learns which edition is at hand and what changed.
Failing example:
    A program file without `revision-history:`.
Passing example:
    `revision-history:` with `- {version: "2.1", date: "2020-03-01", summary: Fees added.}`
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a revision in the history."""
    if subject.program.requires.revision_history and not subject.guide.revision_history:
        yield Finding(
            at=subject.program.at,
            message=f"The guide of “{subject.id}” has no revision history.",
            hint="Add “revision-history:” with a row for the version of the guide.",
            about=subject.id,
            words=(subject.id,),
        )

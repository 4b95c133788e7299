"""Finds a required table that the guide does not have.

What it finds:
    A table that `requires:` of the family names and that does not stand in the published
    guide: it is not declared, a program omits it, or no clause places it.
Why it matters:
    A table that is declared as data but placed nowhere is seen by nobody, although its owner
    keeps it up to date.
Failing example:
    `requires: {tables: {levels: [level]}}` in the family, and no clause with
    `{{ table: levels }}`.
Passing example:
    A line `{{ table: levels }}` in the clause that speaks of the levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.required import not_placed, placed
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each required table in the published guide."""
    there = placed(subject, "table")
    for required in subject.program.requires.tables:
        id = required.id
        if id in there:
            continue
        table = subject.program.tables.get(id)
        at, caption = (table.at, table.caption) if table else (None, None)
        yield not_placed(subject, "table", id, at, caption)

"""Finds a required table that lacks one of its columns.

What it finds:
    A column that `requires:` of the family names for a table and that the table does not have
    in the published guide.
Why it matters:
    Each column answers a question about every row. Without it the answer is missing for all
    of them, and nothing in the guide shows that it was ever asked for.
Failing example:
    `requires: {tables: {levels: [level, meaning]}}` in the family, and a table `levels` with
    the column `level` only.
Passing example:
    A table `levels` with the columns `level` and `meaning`, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.required import placed
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each required column among those of the table as it is placed."""
    there = placed(subject, "table")
    for required in subject.program.requires.tables:
        table = subject.program.tables.get(required.id)
        if table is None or required.id not in there:
            continue
        columns = {column.id for column in table.columns}
        for column in required.columns:
            if column in columns:
                continue
            yield Finding(
                at=table.at,
                message=f"The table “{table.caption}” lacks the required column “{column}”.",
                hint="Add the column and a cell for it to each row.",
                related=(column.at,),
                about=table.id,
                words=(table.caption, column),
            )

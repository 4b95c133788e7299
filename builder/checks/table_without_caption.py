"""Finds a table that has no caption.

What it finds:
    A table of the published guide whose caption is missing or has no letter and no digit.
Why it matters:
    A table without a caption has no number. It cannot be referred to, does not stand in any
    list of tables, and a screen reader cannot say what it shows.
Failing example:
    `caption: "–"` on a table.
Passing example:
    `caption: Levels of Skill`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.subject import Subject, span

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Look for tables without words above them."""
    for section, block in subject.blocks():
        caption = block.own_text
        table = subject.program.tables.get(block.id or "")
        if block.kind == "table" and not any(map(str.isalnum, caption)):
            yield Finding(
                at=table.caption.at if table else span(block.at),
                message=f"A table of the section “{section.title}” has no caption.",
                hint="Say in its “caption:” what the table shows.",
                about=block.id or section.id,
                words=(section.title,),
            )

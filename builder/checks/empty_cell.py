"""Finds an empty cell in a table that is not meant to be filled in.

What it finds:
    A cell without text in a table of the published guide, unless the table is `blank: true`,
    which is one that readers fill in.
Why it matters:
    A reader cannot know whether an empty cell means “none”, “not known” or “forgotten”.
Failing example:
    `- [Certified, ""]` among the rows of a table.
Passing example:
    `- [Certified, None]`, or `blank: true` on a table that is a form.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block
from builder.model.program import TableDef
from builder.reading.subject import Subject, span
from builder.source import Span

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Look for cells without text."""
    for section, block in subject.blocks():
        if block.kind != "table":
            continue
        table = subject.program.tables.get(block.id or "")
        if table is not None and table.blank:
            continue
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                if cell.text.strip() or any(b.kind == "figure" for b in cell.blocks):
                    continue
                title = block.head[column].text if column < len(block.head) else ""
                where = f"in the column “{title}”" if title else f"in column {column + 1}"
                name = f"the table “{table.caption}”" if table else "this table"
                yield Finding(
                    at=_at(table, block, row, column),
                    message=f"Row {row + 1} of {name} has an empty cell {where}.",
                    hint="Write what holds, “None” for example, or “blank: true” on a table "
                    "that readers fill in.",
                    about=block.id or section.id,
                    words=(table.caption if table else None, title or None),
                )


def _at(table: TableDef | None, block: Block, row: int, column: int) -> Span | None:
    if table is not None and row < len(table.rows) and column < len(table.rows[row]):
        return table.rows[row][column].at
    first = next((cell.at for cell in block.rows[row] if cell.at is not None), None)
    return span(first or block.at)

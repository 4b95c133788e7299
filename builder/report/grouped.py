"""Findings as text for people: by file, with their lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from builder.report.formats import FindingsReport
from builder.report.text import print_diagnostics, summary

if TYPE_CHECKING:
    from rich.console import Console


def print_by_file(console: Console, report: FindingsReport) -> None:
    """Print the findings of each file below a line with its name and their number."""
    from rich.rule import Rule
    from rich.text import Text

    found = sorted(report.diagnostics, key=lambda d: d.at.file if d.at else "")
    for file, group in groupby(found, key=lambda d: d.at.file if d.at else ""):
        here = tuple(group)
        head = Text.assemble((file or "The project", "bold"), f"  {summary(here)}")
        if console.is_terminal:
            console.print(Rule(head, align="left", style="dim"))
        else:
            console.print(head, soft_wrap=True)
        print_diagnostics(console, here, report.line_of, programs=report.programs)

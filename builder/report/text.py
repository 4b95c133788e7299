"""Diagnostics as text: place, line, caret, one sentence, one hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Severity
from builder.model.wording import counted
from builder.source.characters import visible
from builder.source.files import LineOf

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_diagnostics(
    console: Console,
    diagnostics: Iterable[Diagnostic],
    line_of: LineOf,
    *,
    programs: Sequence[str] = (),
) -> None:
    """Print diagnostics one below the other.

    `line_of(file, number)` gives the text of a source line; `programs` are all programs of
    this run: a fault that touches only some of them says which.
    """
    from rich.text import Text

    for diagnostic in diagnostics:
        at = diagnostic.at
        head = Text()
        if at is not None:
            head.append(visible(f"{at}: "), style="bold")
        head.append(f"{diagnostic.severity.value}: ", style=_STYLE[diagnostic.severity])
        head.append(visible(diagnostic.message))
        head.append(f"  [{diagnostic.code}]", style="dim")
        console.print(head, soft_wrap=True)
        if at is not None:
            _print_line(console, line_of(at.file, at.line), at.column, at.length, at.line)
        if diagnostic.hint:
            console.print(
                Text.assemble(("   help: ", "green"), visible(diagnostic.hint)), soft_wrap=True
            )
        for span in diagnostic.related:
            console.print(Text(visible(f"   see:  {span}")), soft_wrap=True)
        affected = [name for name in diagnostic.programs if name]
        if affected and set(affected) != set(programs):
            console.print(Text(f"   in:   {', '.join(affected)}"), soft_wrap=True)
        elif len(affected) > 1:
            console.print(Text(f"   in:   {', '.join(affected)} (all guides)"), soft_wrap=True)
        console.print()


def print_by_file(
    console: Console,
    diagnostics: Iterable[Diagnostic],
    line_of: LineOf,
    *,
    programs: Sequence[str] = (),
) -> None:
    """Print the diagnostics of each file below a line with its name and their number."""
    from rich.rule import Rule
    from rich.text import Text

    found = sorted(diagnostics, key=_file)
    for file, group in groupby(found, key=_file):
        here = tuple(group)
        head = Text.assemble((file or "The project", "bold"), f"  {summary(here)}")
        if console.is_terminal:
            console.print(Rule(head, align="left", style="dim"))
        else:
            console.print(head, soft_wrap=True)
        print_diagnostics(console, here, line_of, programs=programs)


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.at.file if diagnostic.at else ""


def _print_line(console: Console, line: str, column: int, length: int, number: int) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    if not line:
        return
    width = max(console.width - 12, 40)
    start = 0
    if len(line) > width:
        start = max(0, min(column - 1 - width // 3, len(line) - width))
    # A tab is as wide as the terminal likes; as a space it keeps the caret below its place.
    shown = visible(line[start : start + width].replace("\t", " "))
    # Show where the line goes on, unless it is just there that the finding begins.
    if start and column - 1 > start:
        shown = "…" + shown[1:]
    if start + width < len(line) and column < start + width:
        shown = shown[:-1] + "…"
    margin = f"{number:>5} | "
    console.print(Text(margin, style="dim") + Text(shown), soft_wrap=True)
    # In cells, not characters: those of East Asian scripts and emoji take two.
    offset = cell_len(shown[: max(column - 1 - start, 0)])
    under = max(1, min(length or 1, len(shown) - (column - 1 - start)))
    console.print(Text("      | " + " " * offset + "^" * under, style="dim"), soft_wrap=True)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or an empty string when there is nothing to say."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return ", ".join(counted(counts[one], one.value) for one in Severity if counts[one])

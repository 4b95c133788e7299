"""Diagnostics as text: place, line, caret, one sentence, one hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Severity
from builder.source.characters import visible

if TYPE_CHECKING:
    from rich.console import Console

LineOf = Callable[[str, int], str]
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


def _print_line(console: Console, line: str, column: int, length: int, number: int) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    if not line:
        return
    width = max(console.width - 12, 40)
    start = 0
    if len(line) > width:
        start = max(0, min(column - 1 - width // 3, len(line) - width))
    shown = visible(line[start : start + width].replace("\t", " "))
    # Show where the line goes on, unless it is just there that the finding begins.
    if start and column - 1 > start:
        shown = "…" + shown[1:]
    if start + width < len(line) and column < start + width:
        shown = shown[:-1] + "…"
    margin = f"{number:>5} | "
    console.print(Text(margin, style="dim") + Text(shown), soft_wrap=True)
    offset = cell_len(shown[: max(column - 1 - start, 0)])
    under = max(1, min(length or 1, len(shown) - (column - 1 - start)))
    console.print(Text("      | " + " " * offset + "^" * under, style="dim"), soft_wrap=True)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or an empty string when there is nothing to say."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return ", ".join(
        f"{count} {severity.value}{'s' if count != 1 else ''}"
        for severity, count in counts.items()
        if count
    )

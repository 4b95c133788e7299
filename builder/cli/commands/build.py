"""Build guides to HTML, PDF and JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from builder.pipeline.build import BuildReport


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "programs", nargs="*", metavar="PROGRAM", help="the guides to build (by default all)"
    )
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FOLDER", help="where to put them (by default build/)"
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="show notes and the time of every stage too"
    )


def run(root: Path, options: argparse.Namespace) -> int:
    """Build, show the progress, print faults and a summary."""
    from rich.console import Console

    from builder.cli.progress import progress_display
    from builder.diagnostics import Severity
    from builder.pipeline.build import build
    from builder.report.source import line_reader
    from builder.report.text import print_diagnostics, summary

    console = Console(stderr=True, highlight=False)
    with progress_display(console) as progress:
        report = build(
            root, options.programs, out=options.out and options.out.resolve(), progress=progress
        )
    shown = [d for d in report.diagnostics if options.verbose or d.severity is not Severity.NOTE]
    print_diagnostics(console, shown, line_reader(root), programs=list(report.project.programs))
    if report.failed:
        console.print(f"Nothing was published: {summary(shown)}. Earlier output is as it was.")
        return 1
    _summarise(Console(highlight=False), report, options)
    notes = len(report.diagnostics) - len(shown)
    if notes:
        shown_by = "guides build --verbose shows " + ("them" if notes > 1 else "it")
        console.print(f"{notes} note{'s' if notes > 1 else ''}: {shown_by}.")
    if shown:
        console.print(summary(shown) + ".")
    return 0


def _summarise(console: Console, report: BuildReport, options: argparse.Namespace) -> None:
    from rich.table import Table

    from builder.outputs.output import all_outputs

    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    counted = [output for output in all_outputs() if output.unit]
    for name in ("guide", "version"):
        table.add_column(name)
    for name in (*(output.unit for output in counted), "words", "shared", "seconds"):
        table.add_column(name, justify="right")
    for guide in report.guides:
        words = guide.words.shared + guide.words.specific
        share = f"{100 * guide.words.shared / words:.1f} %" if words else ""
        table.add_row(
            guide.program,
            guide.version,
            *(f"{guide.sizes[output.title]:,}" for output in counted),
            f"{words:,}",
            share,
            f"{sum(guide.seconds.values()):.1f}",
        )
    console.print(table)
    if options.verbose:
        for guide in report.guides:
            stages = ", ".join(f"{k} {v:.2f}" for k, v in guide.seconds.items())
            console.print(f"{guide.program}: {stages}")
    queries = sum(len(p.queries) for p in report.project.programs.values())
    out = options.out or report.project.root / "build"
    console.print(
        f"{len(report.guides)} guide{'s' if len(report.guides) != 1 else ''} in "
        f"{report.seconds:.1f} s; open {_short(out / 'index.html')}",
        soft_wrap=True,
    )
    if queries and options.verbose:
        console.print(f"{queries} queries for the guides' owners are recorded in program_defs/.")


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)

"""Build the web sites, PDFs and other files of guides."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_flag, add_programs
from builder.cli.printing import from_here, print_faults, refuse, screen
from builder.cli.status import FINDINGS, FINE

if TYPE_CHECKING:
    from rich.console import Console

    from builder.diagnostics import Diagnostic
    from builder.pipeline.build import BuildReport


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_programs(parser, "build")
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FOLDER", help="where to put them (by default build/)"
    )
    add_flag(parser, "--strict", "publish nothing with a warning either")
    add_flag(parser, "-v", "--verbose", "show notes and the time of every stage too")


def run(root: Path, options: argparse.Namespace) -> int:
    """Build, show the progress, print faults and a summary."""
    from builder.cli.progress import progress_display
    from builder.diagnostics import Severity
    from builder.pipeline.build import build
    from builder.pipeline.output_folder import refused
    from builder.pipeline.publish import telling
    from builder.report.text import summary
    from builder.source.paths import real

    fault = refused(root, options.out or root / "build")
    if fault is not None:
        return refuse(root, [fault])
    out = options.out and real(options.out)
    with progress_display(screen(errors=True)) as progress:
        report = build(root, options.programs, out=out, strict=options.strict, progress=progress)
    shown = [d for d in report.diagnostics if options.verbose or d.severity is not Severity.NOTE]
    console = print_faults(root, shown, programs=list(report.project.programs))
    if report.failed:
        console.print(f"Nothing was published: {summary(shown)}. Earlier output is as it was.")
        return FINDINGS
    out = out or report.project.root / "build"
    with telling(lambda: True):
        _tell(console, report, out, shown, verbose=options.verbose)
    return FINE


def _tell(
    console: Console,
    report: BuildReport,
    out: Path,
    shown: Sequence[Diagnostic],
    *,
    verbose: bool,
) -> None:
    from builder.model.wording import counted
    from builder.report.text import summary

    _summarise(screen(), report, out, verbose=verbose)
    for id in report.dropped:
        console.print(
            f"“{id}” is not defined any more: its guide is no longer in “{out.name}”.",
            soft_wrap=True,
        )
    notes = len(report.diagnostics) - len(shown)
    if notes:
        them = "them" if notes > 1 else "it"
        console.print(f"{counted(notes, 'note')}: guides build --verbose shows {them}.")
    if shown:
        console.print(summary(shown) + ".")


def _summarise(console: Console, report: BuildReport, out: Path, *, verbose: bool) -> None:
    from rich.table import Table

    from builder.model.wording import counted
    from builder.outputs.output import all_outputs

    table = Table("guide", "version", box=None, pad_edge=False, padding=(0, 3, 0, 0))
    sized = [output for output in all_outputs() if output.unit]
    for name in (*(output.unit for output in sized), "words", "shared", "seconds"):
        table.add_column(name, justify="right")
    for guide in report.guides:
        words = guide.words.shared + guide.words.specific
        share = f"{100 * guide.words.shared / words:.1f} %" if words else ""
        sizes = (f"{guide.sizes[output.title]:,}" for output in sized)
        seconds = f"{sum(guide.seconds.values()):.1f}"
        table.add_row(guide.program, guide.version, *sizes, f"{words:,}", share, seconds)
    console.print(table)
    if verbose:
        for guide in report.guides:
            stages = ", ".join(f"{k} {v:.2f}" for k, v in guide.seconds.items())
            console.print(f"{guide.program}: {stages}")
    count = counted(len(report.guides), "guide")
    opened = from_here(out / "index.html")
    console.print(f"{count} in {report.seconds:.1f} s; open {opened}", soft_wrap=True)
    queries = sum(len(p.queries) for p in report.project.programs.values())
    if queries and verbose:
        console.print(f"{queries} queries for the guides' owners are recorded in program_defs/.")

"""Build the manual in docs/ as a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.arguments import add_flag
from builder.cli.printing import from_here, keep_current, print_faults, refuse
from builder.cli.status import FINDINGS, FINE
from builder.diagnostics import Code


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FOLDER", help="where to put it (by default build/docs/)"
    )
    add_flag(
        parser,
        "--write-reference",
        "write the pages of docs/ that are made from the program itself, and build nothing",
    )
    add_flag(
        parser,
        "--check",
        "write nothing; fail if a page that is made from the program is not current",
    )


def run(root: Path, options: argparse.Namespace) -> int:
    """Build the manual, or write its reference pages."""
    if options.write_reference or options.check:
        from builder.cli.reference import reference_pages

        pages = {f"docs/{name}": text for name, text in reference_pages().items()}
        return keep_current(
            root, pages, check=options.check, command="guides docs --write-reference"
        )
    from builder.pipeline.manual import build_manual
    from builder.report.text import summary
    from builder.source.paths import real

    out = options.out or root / "build" / "docs"
    # The last part may be a link of ours, and must be looked at if it is somebody else’s.
    out = real(out.parent) / out.name if out.name not in ("", "..") else real(out)
    report = build_manual(root, out=out)
    if Code.OUTPUT_FOLDER_REFUSED in {fault.code for fault in report.diagnostics}:
        return refuse(root, report.diagnostics)
    console = print_faults(root, report.diagnostics)
    if report.failed:
        console.print(
            f"Nothing was published: {summary(report.diagnostics)}. Earlier output is as it was."
        )
        return FINDINGS
    print(f"The manual has {report.value} pages; open {from_here(out / 'index.html')}")
    return FINE

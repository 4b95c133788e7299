"""Build the manual in docs/ as a site."""

from __future__ import annotations

import argparse
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FOLDER", help="where to put it (by default build/docs/)"
    )
    parser.add_argument(
        "--write-reference",
        action="store_true",
        help="write the pages of docs/ that are made from the program itself, and build nothing",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if a page that is made from the program is not current",
    )


def run(root: Path, options: argparse.Namespace) -> int:
    """Build the manual, or write its reference pages."""
    if options.write_reference or options.check:
        return _reference(root, check=options.check)
    from rich.console import Console

    from builder.pipeline.manual import build_manual
    from builder.report.source import line_reader
    from builder.report.text import print_diagnostics, summary

    console = Console(stderr=True, highlight=False)
    out = (options.out or root / "build" / "docs").resolve()
    report = build_manual(root, out=out)
    print_diagnostics(console, report.diagnostics, line_reader(root))
    if report.failed:
        console.print(
            f"Nothing was published: {summary(report.diagnostics)}. Earlier output is as it was."
        )
        return 1
    here = Path.cwd()
    index = out / "index.html"
    shown = index.relative_to(here) if index.is_relative_to(here) else index
    print(f"The manual has {report.pages} pages; open {shown}")
    return 0


def _reference(root: Path, *, check: bool) -> int:
    from builder.cli.reference import reference_pages

    stale = []
    for name, text in reference_pages().items():
        path = root / "docs" / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
                print(f"docs/{name} written")
    if check:
        for name in stale:
            print(f"docs/{name} is not current; run `guides docs --write-reference`.")
    return 1 if check and stale else 0

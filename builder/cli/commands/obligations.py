"""List what a guide obliges each party to do."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_FORMATS = ("md", "csv", "json", "xlsx")


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("program", metavar="PROGRAM", help="the guide to read")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="the form of the register (by default that of FILE’s name, else md)",
    )
    parser.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help="write the register to a file"
    )


def run(root: Path, options: argparse.Namespace) -> int:
    """Print or write the register of what a guide obliges each party to do."""
    from rich.console import Console

    from builder.obligations import extract
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_all
    from builder.report.register import register
    from builder.report.source import line_reader
    from builder.report.text import print_diagnostics

    form = options.format or _by_name(options.out)
    if form == "xlsx" and options.out is None:
        print("guides: a spreadsheet needs a file; name it with -o FILE.", file=sys.stderr)
        return 2
    project = open_project(root, [options.program])
    result = assemble_all(project)
    guide = result.value.get(options.program)
    if guide is None:
        console = Console(stderr=True, highlight=False)
        print_diagnostics(console, result.diagnostics, line_reader(root))
        return 1
    program = project.programs[options.program]
    if not program.parties:
        print(
            f"guides: the family “{program.family}” names no parties; add “parties:” with the "
            "name of each.",
            file=sys.stderr,
        )
        return 1
    data = register(guide.identity, extract(guide, program.parties), form)
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        options.out.write_bytes(data)
    return 0


def _by_name(file: Path | None) -> str:
    suffix = file.suffix[1:].lower() if file else ""
    return suffix if suffix in _FORMATS else "md"

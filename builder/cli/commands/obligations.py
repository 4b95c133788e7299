"""List what a guide obliges each party to do."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.cli.arguments import add_file, form_of
from builder.cli.printing import print_faults
from builder.cli.status import FINDINGS, FINE, USAGE, complain, no_parties
from builder.cli.writing import write_named

_FORMS = ("md", "csv", "json", "xlsx")


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("program", metavar="PROGRAM", help="the guide to read")
    add_file(parser, "register", _FORMS)


def run(root: Path, options: argparse.Namespace) -> int:
    """Print or write the register of what a guide obliges each party to do."""
    from builder.obligations import extract
    from builder.pipeline.project import open_project
    from builder.pipeline.published import assemble_all
    from builder.report.register import register

    form = form_of(options, _FORMS)
    if form == "xlsx" and options.out is None:
        complain("a spreadsheet needs a file; name it with -o FILE.")
        return USAGE
    project = open_project(root, [options.program])
    result = assemble_all(project)
    guide = result.value.get(options.program)
    if guide is None:
        print_faults(root, result.diagnostics)
        return FINDINGS
    program = project.programs[options.program]
    if not program.parties:
        return no_parties(program.family)
    data = register(guide.identity, extract(guide, program.parties), form)
    if options.out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return FINE
    return write_named(root, options.out, data)

"""Put the keys of definitions in order, and wrap texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.arguments import add_flag
from builder.cli.printing import print_faults
from builder.cli.status import FINDINGS, FINE, USAGE, complain


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="definitions, clauses or folders of them (by default all of program_defs/ and "
        "content/)",
    )
    add_flag(
        parser,
        "--check",
        "write nothing; name the files that would change, and fail if there are any",
    )
    add_flag(parser, "--diff", "write nothing; print what would change")


def run(root: Path, options: argparse.Namespace) -> int:
    """Lay the files out, or tell which are not laid out; 1 if one has a fault."""
    from builder.authoring.format import authored_files, lay_out_files, named_files
    from builder.authoring.rewrite import difference

    paths = authored_files(root)
    if options.files:
        paths, wrong = named_files(root, options.files)
        if wrong is not None:
            complain(
                f"“{wrong}” is no definition (program_defs/*.yaml) and no clause (content/**/*.md) "
                "of this project."
            )
            return USAGE
    report = lay_out_files(root, paths)
    print_faults(root, report.diagnostics)
    for file in report.changed:
        if options.diff:
            print(difference(file.source, file.text), end="")
        elif options.check:
            print(f"{file.source.name} would change")
        else:
            file.write()
            print(f"{file.source.name} formatted")
    faulty = {fault.at.file for fault in report.diagnostics if fault.at is not None}
    if not options.diff:
        print(_summary(report.looked_at, len(report.changed), len(faulty), check=options.check))
    return FINDINGS if faulty or (options.check and report.changed) else FINE


def _summary(looked_at: int, changed: int, faulty: int, *, check: bool) -> str:
    from builder.model.wording import counted

    files, fine = counted(looked_at, "file"), looked_at - changed - faulty
    if fine == looked_at:
        return f"{files}: nothing to change."
    done = "would change: run `guides format`" if check else "formatted"
    parts = [f"{changed} {done}"] if changed else []
    if faulty:
        parts.append(f"{faulty} left alone for the fault{'s' if faulty != 1 else ''} above")
    if fine:
        parts.append(f"{fine} fine already")
    return f"{files}: {', '.join(parts)}."

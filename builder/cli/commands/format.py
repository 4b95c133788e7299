"""Put the keys of definitions in order, and wrap texts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


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
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; name the files that would change, and fail if there are any",
    )
    parser.add_argument(
        "--diff", action="store_true", help="write nothing; print what would change"
    )


def run(root: Path, options: argparse.Namespace) -> int:
    """Lay the files out, or tell which are not laid out; 1 if one has a fault."""
    from rich.console import Console

    from builder.authoring.format import authored_files, lay_out_files
    from builder.authoring.rewrite import difference
    from builder.report.source import line_reader
    from builder.report.text import print_diagnostics

    if options.files:
        paths, wrong = _named(root, options.files)
        if wrong is not None:
            print(
                f"guides: “{wrong}” is no definition (program_defs/*.yaml) and no clause "
                "(content/**/*.md) of this project.",
                file=sys.stderr,
            )
            return 2
    else:
        paths = authored_files(root)
    report = lay_out_files(root, paths)
    print_diagnostics(Console(stderr=True, highlight=False), report.diagnostics, line_reader(root))
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
    return 1 if faulty or (options.check and report.changed) else 0


def _named(root: Path, files: Sequence[Path]) -> tuple[list[Path], Path | None]:
    """The files that the arguments name, and the first argument that names none."""
    from builder.authoring.format import authored_files, is_authored

    found: set[Path] = set()
    for file in files:
        path = Path.cwd() / file
        path = path.parent.resolve() / path.name
        below = [known for known in authored_files(root) if known.is_relative_to(path)]
        if path.is_dir() and below:
            found.update(below)
        elif is_authored(root, path):
            found.add(path)
        else:
            return [], file
    return sorted(found), None


def _summary(looked_at: int, changed: int, faulty: int, *, check: bool) -> str:
    fine = looked_at - changed - faulty
    if fine == looked_at:
        return f"{looked_at} file{'s' if looked_at != 1 else ''}: nothing to change."
    if check:
        parts = [f"{changed} would change: run `guides format`"] if changed else []
    else:
        parts = [f"{changed} formatted"] if changed else []
    if faulty:
        parts.append(f"{faulty} left alone for the fault{'s' if faulty != 1 else ''} above")
    if fine:
        parts.append(f"{fine} fine already")
    return f"{looked_at} file{'s' if looked_at != 1 else ''}: {', '.join(parts)}."

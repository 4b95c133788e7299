"""Show what changes in the published guides between two revisions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_flag, add_format, explain
from builder.cli.comparing import FAILED, print_revision_faults
from builder.cli.printing import print_faults, screen
from builder.cli.status import FINDINGS, FINE, complain
from builder.cli.writing import output_folder

if TYPE_CHECKING:
    from builder.model.acceptance import Acceptance
    from builder.pipeline.diff import DiffReport, Judgement

_FILES = {"text": "changes.txt", "markdown": "changes.md", "json": "changes.json"}
_LISTED = 20
_HELP = """\
OLD and NEW are git references (v4.1, main, HEAD~3), folders of a project, published guides
(published/PROGRAM, releases/PROGRAM/VERSION, build) or guide.json files. Without NEW, OLD is
compared with the working tree, and without both, HEAD is. A word that names a program and
no revision is a PROGRAM.

A reference is built in a temporary folder with the current builder and the templates of the
reference; where these are missing or fail, the current templates are used and a note says so.
Parties and rules for classes are those of the project as it is now.

exit status: 0 done; 1 a change of the class of --fail-on, or worse, that nobody has signed;
2 the comparison failed.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    from builder.model.change import CLASSES

    explain(parser, _HELP)
    parser.usage = "guides diff [OLD [NEW]] [PROGRAM …] [options]"
    parser.add_argument(
        "words", nargs="*", metavar="OLD NEW PROGRAM", help="what to compare, and which guides"
    )
    add_format(
        parser,
        (*_FILES, "html", "pdf"),
        "how to show the changes (default: text); html and pdf are redlines, one file a guide",
    )
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FOLDER",
        help="write to a folder (html and pdf: build/redlines/ by default)",
    )
    parser.add_argument(
        "--fail-on", choices=CLASSES, metavar="CLASS", help=f"exit with 1; {', '.join(CLASSES)}"
    )
    parser.add_argument(
        "--accept", type=Path, metavar="FILE", help="a YAML file of changes that reviewers signed"
    )
    add_flag(parser, "-q", "--brief", "text: show verdicts and obligations only")
    add_flag(parser, "--no-cache", "build references again, even if they are known")


def run(root: Path, options: argparse.Namespace) -> int:
    """Compare and print or write; 1 if --fail-on finds something, 2 if the comparison failed."""
    from builder.diagnostics import FaultyTemplateError
    from builder.pipeline.diff import diff, judge
    from builder.pipeline.revisions import split_words

    folder = options.out
    if folder is None and options.format in ("html", "pdf"):
        folder = root / "build" / "redlines"
    write = output_folder(root, folder) if folder is not None else None
    if folder is not None and write is None:
        return FAILED
    old, new, programs = split_words(root, options.words)
    acceptances = _acceptances(options.accept)
    if acceptances is None:
        return FAILED
    report = diff(root, old, new, programs, cache=not options.no_cache)
    print_revision_faults(report)
    if report.failed:
        return FAILED
    judgement = judge(report, acceptances, whole=not programs)
    try:
        _show(root, report, judgement, options, write)
    except FaultyTemplateError as error:
        print_faults(root, [error.fault])
        return FAILED
    unsigned = judgement.failing(options.fail_on) if options.fail_on else ()
    if unsigned:
        listed = ", ".join(f"{id} ({cls})" for id, cls in unsigned[:_LISTED])
        more = f" and {len(unsigned) - _LISTED} more" if len(unsigned) > _LISTED else ""
        complain(f"not signed by a reviewer: {listed}{more}.")
    return FINDINGS if unsigned else FINE


def _acceptances(file: Path | None) -> tuple[Acceptance, ...] | None:
    """The signatures, or None if the file is at fault, which has been told."""
    if file is None:
        return ()
    from builder.load.acceptances import load_acceptances

    result = load_acceptances(file)
    print_faults(file.parent, result.diagnostics)
    return None if result.failed else result.value


def _show(
    root: Path,
    report: DiffReport,
    judgement: Judgement,
    options: argparse.Namespace,
    write: Callable[[str, bytes], Path] | None,
) -> None:
    from builder.cli.diff_text import (
        machine_readable,
        markdown,
        print_report,
        signatures,
        whole_guides,
    )
    from builder.cli.redlines import write_redlines

    if options.format in ("html", "pdf"):
        assert write is not None
        for path in write_redlines(root, report, options.format, write):
            print(path)
        for line in (*whole_guides(report), *signatures(judgement)):
            print(line, file=sys.stderr)
        return
    file = StringIO() if write is not None else None
    if options.format == "text":
        print_report(screen(file=file), report, judgement, details=not options.brief)
    else:
        shown = markdown if options.format == "markdown" else machine_readable
        print(shown(report, judgement), end="", file=file)
    if write is not None and file is not None:
        print(write(_FILES[options.format], file.getvalue().encode("utf-8")))

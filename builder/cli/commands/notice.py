"""Write the notice of what changes for a party."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import add_file, explain, form_of
from builder.cli.comparing import FAILED, LAST_RELEASE, compare_one
from builder.cli.printing import print_faults
from builder.cli.status import FINE, complain, no_parties
from builder.cli.writing import write_named

if TYPE_CHECKING:
    from builder.diff import Review
    from builder.report.diff.notice import NoticeForm

_FORMS: tuple[NoticeForm, ...] = ("md", "html", "text")


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    explain(parser, LAST_RELEASE)
    parser.add_argument("program", metavar="PROGRAM", help="the guide that changes")
    parser.add_argument(
        "old", nargs="?", metavar="OLD", help="the edition known so far (default: the last release)"
    )
    parser.add_argument(
        "new", nargs="?", metavar="NEW", help="the new edition (default: the working tree)"
    )
    parser.add_argument(
        "--party", metavar="NAME", help="who is addressed (default: the first of “parties:”)"
    )
    add_file(parser, "notice", _FORMS)


def run(root: Path, options: argparse.Namespace) -> int:
    """Print or write the notice; 2 if the comparison failed, 1 if there is nobody to address."""
    from builder.load import load_project

    found = compare_one(root, options.program, options.old, options.new)
    if found is None:
        return FAILED
    loaded = load_project(root)
    program = loaded.value.get(options.program)
    if program is None:
        print_faults(root, loaded.diagnostics)
        return FAILED
    names = [party.name for party in program.parties]
    if not names:
        return no_parties(program.family)
    if options.party and options.party not in names:
        complain(f"there is no party “{options.party}”; there are: {', '.join(names)}.")
        return FAILED
    return _write(root, found[1], options.party or names[0], options)


def _write(root: Path, review: Review, party: str, options: argparse.Namespace) -> int:
    from builder.diagnostics import FaultyTemplateError
    from builder.report.diff.notice import notice

    try:
        text = notice(
            review.comparison,
            party,
            form=form_of(options, _FORMS, htm="html", txt="text"),
            templates=root / "templates",
        )
    except FaultyTemplateError as error:
        print_faults(root, [error.fault])
        return FAILED
    if options.out is not None:
        return write_named(root, options.out, text.encode("utf-8"))
    print(text, end="" if text.endswith("\n") else "\n")
    return FINE

"""Draft the next row of a revision history, and propose the version."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.arguments import explain
from builder.cli.comparing import FAILED, LAST_RELEASE, compare_one
from builder.cli.status import FINE, complain
from builder.model.versions import is_day

if TYPE_CHECKING:
    from builder.authoring.revise import ProposedRow

_HELP = f"""\
{LAST_RELEASE}
A normative change raises the second number of the version at least (3.1 to 3.2), anything
else the third (3.1 to 3.1.1); no version is proposed twice. A version that you have raised
far enough already stays.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    explain(parser, _HELP)
    parser.add_argument("program", metavar="PROGRAM", help="the guide")
    parser.add_argument(
        "old", nargs="?", metavar="OLD", help="the last release (found by itself by default)"
    )
    parser.add_argument(
        "--date", metavar="DAY", type=_day, help="the day of the edition (default: today)"
    )


def run(root: Path, options: argparse.Namespace) -> int:
    """Print the drafted row; 0 as well when nothing changed, 2 if the comparison failed."""
    from builder.authoring.revise import draft_row
    from builder.history.errors import GitError
    from builder.history.releases import used_versions

    found = compare_one(root, options.program, options.old, None)
    if found is None:
        return FAILED
    report, review = found
    try:
        used = used_versions(root, options.program)
    except GitError as error:
        complain(f"git cannot tell the releases of “{options.program}”: {error}. {error.hint}")
        return FAILED
    draft = draft_row(
        review.comparison,
        report.new.guides[options.program],
        used,
        today=options.date or date.today().isoformat(),
    )
    print(_text(options.program, draft), end="")
    return FINE


def _text(program: str, draft: ProposedRow) -> str:
    """What to do, and the YAML to paste; all but the YAML are comments of it."""
    if draft.version is None:
        return f"# {program}: nothing has changed for a reader since {draft.released}.\n"
    lines = [f"# {program}: the worst change since {draft.released} is {draft.worst}."]
    if draft.recorded:
        lines.append(f"# The revision history has a row for {draft.version} already; compare:")
    else:
        lines.append("# Put this at the end of “revision-history:”:")
    lines.append(f"  {draft.row}")
    lines.append("# And at the top of the file:")
    lines.append(f'version: "{draft.version}"')
    lines += [f'date: "{draft.date}"'] if draft.date else []
    return "\n".join(lines) + "\n"


def _day(text: str) -> str:
    if not is_day(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write one like 2027-01-15")
    return text

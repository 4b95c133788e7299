"""Write the notice of what changes for a party."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from builder.cli.releases import LAST_RELEASE, compare_one
from builder.cli.status import USAGE, complain

Form = Literal["md", "html", "text"]
_FORMATS = ("md", "html", "text")
_SUFFIXES: Mapping[str, Form] = {".md": "md", ".html": "html", ".htm": "html", ".txt": "text"}


FAILED = USAGE


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.epilog = LAST_RELEASE
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
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
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="the form of the notice (by default that of FILE’s name, else md)",
    )
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="write to a file")


def run(root: Path, options: argparse.Namespace) -> int:
    """Print or write the notice; 2 if the comparison failed."""
    from builder.load import load_project
    from builder.report.diff.notice import notice

    found = compare_one(root, options.program, options.old, options.new)
    if found is None:
        return FAILED
    programs = load_project(root).value
    parties = next((p.parties for id, p in programs.items() if id == options.program), ())
    names = [party.name for party in parties]
    if not names or (options.party and options.party not in names):
        known = f"there are: {', '.join(names)}" if names else "add “parties:” to the family"
        complain(f"there is no party “{options.party or ''}”; {known}.")
        return FAILED
    form: Form = options.format or _SUFFIXES.get(options.out.suffix if options.out else "", "md")
    _, review = found
    text = notice(
        review.comparison,
        options.party or names[0],
        form=form,
        templates=root / "templates",
    )
    if options.out is None:
        print(text, end="" if text.endswith("\n") else "\n")
    else:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    return 0

"""What `guides notice` and `guides revision` have in common: the comparison of one guide."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.diff import Review
    from builder.pipeline.diff import DiffReport

LAST_RELEASE = """\
The last release of a program is the first of these that there is:
published/PROGRAM/guide.json; the highest version below releases/PROGRAM/; the git tag
PROGRAM-VERSION with the highest version; the git tag vVERSION with the highest version.
"""


def compare_one(
    root: Path, program: str, old: str | None, new: str | None
) -> tuple[DiffReport, Review] | None:
    """The comparison of one guide; None if there is none, which has been told.

    `old` is the last release and `new` the working tree unless they are named.
    """
    from builder.cli.commands.diff import print_faults
    from builder.history.releases import last_release
    from builder.load import program_ids
    from builder.pipeline.diff import diff

    if program in program_ids(root):
        old = old or last_release(root, program)
        if old is None:
            print(
                f"guides: there is no release of “{program}” to compare with; name a revision, or "
                f"put one at published/{program}/guide.json.",
                file=sys.stderr,
            )
            return None
    report = diff(root, old or "HEAD", new, [program])
    print_faults(report)
    if report.failed:
        return None
    review = report.reviews.get(program)
    if review is None:
        there = ", ".join(
            f"“{report.new.name if g.kind == 'added' else report.old.name}”" for g in report.whole
        )
        print(f"guides: the guide “{program}” is only in {there or 'neither'}.", file=sys.stderr)
        return None
    return report, review

"""What the commands that compare revisions have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.printing import print_faults, screen
from builder.cli.status import USAGE, complain

if TYPE_CHECKING:
    from builder.diff import Review
    from builder.pipeline.diff import DiffReport
    from builder.pipeline.trees import ProjectState
    from builder.source.files import LineOf

FAILED = USAGE
"""A comparison that failed must never be taken for one without changes, whose status is 0 or 1."""

LAST_RELEASE = """\
The last release of a program is the first of these that there is:
published/PROGRAM/guide.json; the highest version below releases/PROGRAM/; the git tag
PROGRAM-VERSION with the highest version; the git tag vVERSION with the highest version.
"""


def print_revision_faults(report: DiffReport) -> None:
    """Print what is wrong with the revisions, each below its name."""
    console = screen(errors=True)
    for revision, faults in report.faults:
        if revision is not None and any(fault.at for fault in faults):
            console.print(f"In “{revision.name}”:", style="bold", markup=False, soft_wrap=True)
        print_faults(_lines(revision), faults)


def _lines(revision: ProjectState | None) -> LineOf:
    lines = revision.lines if revision is not None else {}
    return lambda file, number: lines.get((file, number), "")


def compare_one(
    root: Path, program: str, old: str | None, new: str | None
) -> tuple[DiffReport, Review] | None:
    """The comparison of one guide; None if there is none, which has been told.

    `old` is the last release and `new` the working tree unless they are named.
    """
    from builder.history.errors import GitError
    from builder.history.releases import last_release
    from builder.load import program_ids
    from builder.pipeline.diff import diff

    if program in program_ids(root):
        try:
            old = old or last_release(root, program)
        except GitError as error:
            complain(f"git cannot tell the releases of “{program}”: {error}. {error.hint}")
            return None
        if old is None:
            complain(
                f"there is no release of “{program}” to compare with; name a revision, or put one "
                f"at published/{program}/guide.json."
            )
            return None
    report = diff(root, old or "HEAD", new, [program])
    print_revision_faults(report)
    if report.failed:
        return None
    review = report.reviews.get(program)
    if review is None:
        there = ", ".join(
            f"“{report.new.name if g.kind == 'added' else report.old.name}”" for g in report.whole
        )
        complain(f"the guide “{program}” is only in {there or 'neither'}.")
        return None
    return report, review

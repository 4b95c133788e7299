"""What a comparison has to tell besides its changes: whole guides, signatures, void signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.model.change import CLASSES

if TYPE_CHECKING:
    from rich.console import Console

    from builder.pipeline.diff import DiffReport, Judgement, WholeGuide

_LISTED = 40
_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|~@!&"})


def print_report(
    console: Console, report: DiffReport, judgement: Judgement, *, details: bool
) -> None:
    """Print a comparison for people."""
    from builder.report.diff.text import print_comparisons

    console.print(
        f"{report.old.name} → {report.new.name}", style="bold", markup=False, soft_wrap=True
    )
    comparisons = [review.comparison for review in report.reviews.values()]
    print_comparisons(console, comparisons, details=details)
    for line in (*whole_guides(report), *signatures(judgement)):
        console.print(line, markup=False, soft_wrap=True)
    count = len(comparisons)
    guides = f"{count} guide{'' if count == 1 else 's'} compared"
    console.print(f"{guides}; {report.seconds:.1f} s.", soft_wrap=True)


def whole_guides(report: DiffReport) -> list[str]:
    """One line for each guide that is in one of the revisions only."""
    return [_whole(report, guide) for guide in report.whole]


def signatures(judgement: Judgement) -> list[str]:
    """One line each: signed changes, void signatures."""
    lines = []
    for acceptance, cls in judgement.signed:
        more = f": {acceptance.note}" if acceptance.note else ""
        lines.append(
            f"accepted: {cls} change {acceptance.change}, by {acceptance.by} on "
            f"{acceptance.date}{more}"
        )
    for diagnostic in judgement.stale:
        lines.append(f"{diagnostic.at}: warning: {diagnostic.message} {diagnostic.hint}")
    return lines


def markdown(report: DiffReport, judgement: Judgement, limit: int = 60_000) -> str:
    """A comparison as a comment of at most `limit` characters.

    Guides that came or went stand first, signatures last.
    """
    from builder.report.diff.markdown import comment

    before = _list("Guides added or removed", whole_guides(report))
    after = _list("Signatures", signatures(judgement))
    comparisons = [review.comparison for review in report.reviews.values()]
    if not comparisons:
        return before + after
    limit -= len(before) + len(after) + 2
    text = comment(comparisons, limit=limit, was=report.old.name, now=report.new.name)
    return "\n".join(part for part in (before, f"{text.rstrip()}\n", after) if part)


def _list(title: str, lines: list[str]) -> str:
    """Lines as a list in Markdown; nothing in them is markup."""
    if not lines:
        return ""
    items = [f"- {' '.join(line.split()).translate(_MARKUP)}\n" for line in lines[:_LISTED]]
    if len(lines) > _LISTED:
        items.append(f"- and {len(lines) - _LISTED} more\n")
    return f"## {title}\n\n{''.join(items)}"


def plain_notes(report: DiffReport, judgement: Judgement) -> dict[str, Any]:
    """The same as data, with what is still open by class."""
    still = [cls for _, cls in judgement.open]
    worst = {"worst": "normative"} if report.whole else {}
    return {
        **worst,
        "was": report.old.name,
        "now": report.new.name,
        "guides_added": [_identity(guide) for guide in report.whole if guide.kind == "added"],
        "guides_removed": [_identity(guide) for guide in report.whole if guide.kind == "removed"],
        "open": {cls: still.count(cls) for cls in CLASSES if cls in still},
        "accepted": [
            {"change": a.change, "cls": cls, "by": a.by, "date": a.date}
            | ({"note": a.note} if a.note else {})
            for a, cls in judgement.signed
        ],
        "stale": [diagnostic.message for diagnostic in judgement.stale],
    }


def _whole(report: DiffReport, guide: WholeGuide) -> str:
    there = report.new if guide.kind == "added" else report.old
    return (
        f"{guide.kind}: the guide “{guide.program}” {guide.version} is only in “{there.name}” "
        f"(normative, {guide.id})"
    )


def _identity(guide: WholeGuide) -> dict[str, str]:
    return {
        "id": guide.id,
        "program": guide.program,
        "title": guide.title,
        "version": guide.version,
    }

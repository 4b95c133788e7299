"""What a comparison has to tell besides its changes: whole guides, signatures, void signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from builder.model.wording import counted
    from builder.report.diff.text import print_comparisons

    console.print(
        f"{report.old.name} → {report.new.name}", style="bold", markup=False, soft_wrap=True
    )
    comparisons = [review.comparison for review in report.reviews.values()]
    print_comparisons(console, comparisons, details=details)
    for line in (*whole_guides(report), *signatures(judgement)):
        console.print(line, markup=False, soft_wrap=True)
    guides = counted(len(comparisons), "guide")
    console.print(f"{guides} compared; {report.seconds:.1f} s.", soft_wrap=True)


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


def machine_readable(report: DiffReport, judgement: Judgement) -> str:
    """A comparison as JSON, with what is still open by class."""
    from builder.report.diff.json import AcceptedItem, Comparisons, WholeGuideItem, render

    comparisons = tuple(review.comparison for review in report.reviews.values())
    classes = {one.verdict.worst for one in comparisons if one.verdict.worst}
    if report.whole:
        classes.add("normative")
    still = [cls for _, cls in judgement.open]
    whole: dict[str, list[WholeGuideItem]] = {"added": [], "removed": []}
    for guide in report.whole:
        item = WholeGuideItem(
            id=guide.id, program=guide.program, title=guide.title, version=guide.version
        )
        whole[guide.kind].append(item)
    return render(
        Comparisons(
            comparisons=comparisons,
            worst=next((cls for cls in CLASSES if cls in classes), None),
            was=report.old.name,
            now=report.new.name,
            guides_added=tuple(whole["added"]),
            guides_removed=tuple(whole["removed"]),
            open={cls: still.count(cls) for cls in CLASSES if cls in still},
            accepted=tuple(
                AcceptedItem(change=a.change, cls=cls, by=a.by, date=a.date, note=a.note or None)
                for a, cls in judgement.signed
            ),
            stale=tuple(diagnostic.message for diagnostic in judgement.stale),
        )
    )


def _whole(report: DiffReport, guide: WholeGuide) -> str:
    there = report.new if guide.kind == "added" else report.old
    return (
        f"{guide.kind}: the guide “{guide.program}” {guide.version} is only in “{there.name}” "
        f"(normative, {guide.id})"
    )

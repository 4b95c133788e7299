"""Compares what was reported with what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from builder.diff.tokens import plain
from builder.model.change import Change, Comparison, Side
from builder.model.guide import Guide
from tests.diff.revisions import Expected, Revision


@dataclass
class Verdict:
    """What was found, what was missed, and what was reported without having been done."""

    found: list[tuple[Expected, Change]] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    extra: list[Change] = field(default_factory=list)
    wrong_class: list[tuple[Expected, Change]] = field(default_factory=list)


def reported(comparison: Comparison) -> Iterator[Change]:
    """What counts as a report: of a table what changed in it, of a value the value."""
    for change in comparison.changes:
        if change.thing == "numbers":
            continue
        if change.thing in {"table", "form"} and change.kind == "changed":
            yield from change.children
        else:
            yield change


def judge(revision: Revision, comparison: Comparison) -> Verdict:
    normal = _Normal(revision.old, revision.new)
    left = list(reported(comparison))
    verdict = Verdict()
    for expected in revision.expected:
        change = next((one for one in left if _fits(expected, one, normal)), None)
        if change is None:
            verdict.missed.append(expected)
            continue
        left.remove(change)
        verdict.found.append((expected, change))
        if expected.normative and change.cls != "normative":
            verdict.wrong_class.append((expected, change))
    verdict.extra = left
    return verdict


class _Normal:
    """Texts as the comparison sees them: no typography, no numbers of references."""

    def __init__(self, *guides: Guide) -> None:
        printed = {
            plain(run.text)
            for guide in guides
            for section in guide.walk()
            for block in section.blocks
            for inner in block.walk()
            for run in inner.runs
            if run.generated
        }
        self._printed = sorted(printed, key=len, reverse=True)
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        if text not in self._known:
            made = "".join(plain(text).split())
            for printed in self._printed:
                made = made.replace("".join(printed.split()), "REF")
            self._known[text] = made
        return self._known[text]


def _fits(expected: Expected, change: Change, normal: _Normal) -> bool:
    if change.kind != expected.kind or change.thing not in expected.things:
        return False
    if expected.id is not None:
        names = {change.name, change.section.id if change.section else None}
        if expected.id not in names:
            return False
    return _same(expected.old, change.old, normal) and _same(expected.new, change.new, normal)


def _same(text: str | None, side: Side | None, normal: _Normal) -> bool:
    return text is None or (side is not None and normal(text) == normal(side.text))


def figures(verdicts: Iterable[Verdict]) -> tuple[float, float, dict[str, tuple[int, int]]]:
    """Recall, precision, and for each kind of edit how many were found of how many."""
    kinds: dict[str, tuple[int, int]] = {}
    found = missed = extra = 0
    for verdict in verdicts:
        found += len(verdict.found)
        missed += len(verdict.missed)
        extra += len(verdict.extra)
        for one, hit in [
            *((expected, 1) for expected, _ in verdict.found),
            *((expected, 0) for expected in verdict.missed),
        ]:
            hits, all_ = kinds.get(one.edit, (0, 0))
            kinds[one.edit] = (hits + hit, all_ + 1)
    recall = found / (found + missed) if found + missed else 1.0
    precision = found / (found + extra) if found + extra else 1.0
    return recall, precision, kinds


def table(
    recall: float, precision: float, kinds: dict[str, tuple[int, int]], extra: Sequence[str] = ()
) -> str:
    """The figures as lines."""
    lines = [f"recall {recall:.4f}, precision {precision:.4f}, {len(kinds)} kinds of edit"]
    lines += [f"  {hits:4} of {all_:4}  {kind}" for kind, (hits, all_) in sorted(kinds.items())]
    return "\n".join([*lines, *extra])

"""Compares the guides of two revisions, and proves each comparison before it is shown.

Parties and the rules for classes are those of the project as it is now: both revisions are
judged by the same ones.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from builder.diagnostics import Code, Diagnostic, Severity, errors, suggest
from builder.pipeline.revisions import open_revision
from builder.pipeline.trees import ProjectState

if TYPE_CHECKING:
    from builder.diff import Review
    from builder.model.acceptance import Acceptance
    from builder.model.change import ChangeClass
    from builder.model.guide import Guide
    from builder.model.obligation import Party
    from builder.model.policy import ReviewRule


class SelfTestError(Exception):
    """A redline does not hold both guides: a fault of this program, which must not be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeGuide:
    """A guide that is only in one of the revisions; as a change it is normative.

    `id` can be signed like that of any change.
    """

    id: str
    program: str
    kind: Literal["added", "removed"]
    title: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffReport:
    """What a comparison of two revisions found. `reviews` are by program, in order.

    If it `failed`, the errors among the diagnostics say why; `faults` are they by the name of
    the revision that they are in (empty: none).
    """

    old: ProjectState
    new: ProjectState
    reviews: Mapping[str, Review] = field(default_factory=dict)
    whole: tuple[WholeGuide, ...] = ()
    faults: tuple[tuple[ProjectState | None, tuple[Diagnostic, ...]], ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether there is nothing to rely on."""
        return any(errors(found) for _, found in self.faults)

    def changes(self) -> Iterable[tuple[str, ChangeClass]]:
        """The ids of all changes, of whole guides too, with their classes."""
        for guide in self.whole:
            yield guide.id, "normative"
        for review in self.reviews.values():
            for change in review.comparison.changes:
                yield change.id, change.cls


def diff(
    root: Path,
    old: str | None = "HEAD",
    new: str | None = None,
    programs: Sequence[str] = (),
    *,
    cache: bool = True,
) -> DiffReport:
    """Compare the guides of two revisions; None is the working tree of the project at `root`.

    See `builder.pipeline.revisions` for what a revision can be. `programs` are the ids of the
    guides wanted, all if empty.

    Raises:
        SelfTestError: a redline does not give both guides back.
    """
    started = time.perf_counter()
    before = open_revision(root, old, programs, cache=cache)
    after = open_revision(root, new, programs, cache=cache)
    faults = tuple((r.value, r.diagnostics) for r in (before, after) if r.diagnostics)
    report = DiffReport(old=before.value, new=after.value, faults=faults)
    missing = tuple(_missing(before.value, after.value, programs))
    if missing and not report.failed:
        report = replace(report, faults=(*faults, (None, missing)))
    if report.failed:
        return report
    pairs, whole = _pairs(before.value, after.value, programs)
    rules, parties = _policies(root)
    reviews = {}
    for id, was, now in pairs:
        reviews[id] = _review(was, now, rules.get(id, ()), parties(id))
    seconds = time.perf_counter() - started
    return replace(report, reviews=reviews, whole=tuple(whole), seconds=seconds)


def _missing(old: ProjectState, new: ProjectState, programs: Sequence[str]) -> Iterable[Diagnostic]:
    known = sorted({*old.programs, *new.programs})
    for id in dict.fromkeys(programs):
        if id not in known:
            yield Diagnostic(
                code=Code.UNKNOWN_PROGRAM,
                message=f"Neither “{old.name}” nor “{new.name}” has a program “{id}”.",
                hint=suggest(id, known),
            )
    if not known:
        yield Diagnostic(
            code=Code.NOTHING_TO_COMPARE,
            message=f"Neither “{old.name}” nor “{new.name}” has a guide.",
            hint="Name revisions with programs in “program_defs/”.",
        )


def _pairs(
    old: ProjectState, new: ProjectState, programs: Sequence[str]
) -> tuple[list[tuple[str, Guide, Guide]], list[WholeGuide]]:
    """The guides to compare, and those that have no partner."""
    if old.single and new.single and not programs:
        (first,), (second,) = old.guides.values(), new.guides.values()
        return [(second.identity.program, first, second)], []
    pairs: list[tuple[str, Guide, Guide]] = []
    whole: list[WholeGuide] = []
    for id in sorted({*old.guides, *new.guides}):
        was, now = old.guides.get(id), new.guides.get(id)
        if programs and id not in programs:
            continue
        if was is not None and now is not None:
            pairs.append((id, was, now))
        # A single guide is compared with its own partner only: it says nothing on the others.
        elif was is not None and not new.single:
            whole.append(_whole(id, "removed", was))
        elif now is not None and not old.single:
            whole.append(_whole(id, "added", now))
    return pairs, whole


def _whole(id: str, kind: Literal["added", "removed"], guide: Guide) -> WholeGuide:
    from builder.outputs.snapshot import dump_guide

    digest = hashlib.sha256(f"{kind} {dump_guide(guide)}".encode()).hexdigest()
    identity = guide.identity
    return WholeGuide(
        id=f"g-{digest[:10]}",
        program=id,
        kind=kind,
        title=identity.title,
        version=identity.version,
    )


def _policies(
    root: Path,
) -> tuple[Mapping[str, Sequence[ReviewRule]], Callable[[str], Sequence[Party]]]:
    """Rules and parties by program. Faults in the definitions are not told here."""
    from builder.load import load_project

    programs = load_project(root).value
    rules = {id: program.policy.review_rules for id, program in programs.items()}

    def parties(id: str) -> Sequence[Party]:
        """Those of the program; of any other one for a program that is gone."""
        own = programs[id].parties if id in programs else ()
        return own or next((other.parties for other in programs.values() if other.parties), ())

    return rules, parties


def _review(
    old: Guide, new: Guide, rules: Sequence[ReviewRule], parties: Sequence[Party]
) -> Review:
    from builder.diff import review

    found = review(old, new, rules, parties=parties)
    fault = found.fault(old, new)
    if fault is not None:
        raise SelfTestError(f"{new.identity.program}: {fault}")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is left of the changes once signatures count.

    `open` are the ids of changes that nobody has signed, `signed` the signatures that hold, and
    `stale` says of each signature that does not that it is void.
    """

    open: tuple[tuple[str, ChangeClass], ...]
    signed: tuple[tuple[Acceptance, ChangeClass], ...]
    stale: tuple[Diagnostic, ...]

    def failing(self, limit: ChangeClass) -> tuple[tuple[str, ChangeClass], ...]:
        """The changes of a class, or of a worse one, that nobody has signed; the worst first."""
        from builder.model.change import CLASSES

        worse = CLASSES[: CLASSES.index(limit) + 1]
        found = (pair for pair in self.open if pair[1] in worse)
        return tuple(sorted(found, key=lambda pair: CLASSES.index(pair[1])))


def judge(
    report: DiffReport, acceptances: Sequence[Acceptance] = (), *, whole: bool = True
) -> Judgement:
    """Set signatures against changes.

    One signature holds for a change of a shared text in every guide that prints it. Only where
    the `whole` project was compared is it known which signatures are void.
    """
    from builder.model.change import CLASSES

    changes: dict[str, ChangeClass] = {}
    for id, cls in report.changes():
        changes[id] = min(cls, changes.get(id, cls), key=CLASSES.index)
    signed = {str(acceptance.change) for acceptance in acceptances}
    stale = tuple(
        Diagnostic(
            code=Code.ACCEPTANCE_STALE,
            severity=Severity.WARNING,
            message=f"The change “{acceptance.change}” that {acceptance.by} signed is not among "
            "the changes.",
            at=acceptance.at,
            hint="Its text may be another now; look for its new id, or delete the entry.",
        )
        for acceptance in acceptances
        if whole and acceptance.change not in changes
    )
    return Judgement(
        open=tuple((id, cls) for id, cls in changes.items() if id not in signed),
        signed=tuple((a, changes[a.change]) for a in acceptances if a.change in changes),
        stale=stale,
    )

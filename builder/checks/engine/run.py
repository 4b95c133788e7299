"""Runs checks over a collection, with the family's severities and the programs' waivers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from builder.checks.engine.policy import FindingsPolicy
from builder.checks.engine.registry import all_checks
from builder.diagnostics import Diagnostic, merge_programs
from builder.reading.subject import Collection


def run_checks(
    collection: Collection,
    *,
    earlier: Iterable[Diagnostic] = (),
    wanted: Callable[[str], bool] = lambda code: True,
) -> tuple[Diagnostic, ...]:
    """All findings, merged over programs and sorted by place.

    `earlier` are the diagnostics of the stages before, all of them; severities and waivers
    apply to them as well, except to errors, which nobody can waive. `wanted` selects the codes
    of checks.
    """
    steps = checking(collection, earlier=earlier, wanted=wanted)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            return tuple(finished.value)


def checking(
    collection: Collection,
    *,
    earlier: Iterable[Diagnostic] = (),
    wanted: Callable[[str], bool] = lambda code: True,
) -> Generator[None, None, tuple[Diagnostic, ...]]:
    """As `run_checks`, one check a step, so that it can be given up between two of them."""
    judge = FindingsPolicy(collection, wanted)
    judged: dict[str, list[Diagnostic]] = {"": [], **{id: [] for id in collection.subjects}}
    for diagnostic in earlier:
        for id in diagnostic.programs or ("",):
            judged.setdefault(id, []).extend(judge.earlier(id, diagnostic))
    for check in all_checks():
        if wanted(check.code):
            for id, finding in check.run(collection):
                judged[id].extend(judge.finding(id, finding))
            yield
    for id in collection.subjects:
        judged[id].extend(judge.closing(id))
    return merge_programs(judged)

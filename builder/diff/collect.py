"""Collects drafts and gives them their names, and writes two texts as one with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from builder.diff.drafts import ChangeDraft
from builder.diff.ids import Namer
from builder.diff.plain import plain_runs
from builder.diff.tokens import WordCodes
from builder.diff.words import atoms, runs, split_tail
from builder.model.guide import Run
from builder.model.redline import RedRun


class Collector:
    """Keeps drafts in the order in which they are added, each with an id of its own."""

    def __init__(self, words: WordCodes) -> None:
        self.words = words
        self.namer = Namer("c")
        self.drafts: list[ChangeDraft] = []

    def add(self, draft: ChangeDraft) -> ChangeDraft:
        """Name a draft and keep it."""
        self.name(draft)
        self.drafts.append(draft)
        return draft

    def name(self, draft: ChangeDraft) -> None:
        """Give a draft its id: what it says and where, but for numbers and positions."""
        side = draft.new or draft.old
        where = side.section.id if side and side.section else None
        old, new = (self.words.words(code) for code in draft.codes)
        draft.id = self.namer.name(draft.kind, draft.thing, where, draft.name, old, new)

    @contextmanager
    def aside(self) -> Iterator[list[ChangeDraft]]:
        """Collect drafts in a list of their own for a while."""
        kept, self.drafts = self.drafts, []
        try:
            yield self.drafts
        finally:
            self.drafts = kept

    def texts(self, old: Sequence[Run], new: Sequence[Run]) -> tuple[RedRun, ...]:
        """Two texts as one with marks."""
        if _printed(old) == _printed(new):
            return plain_runs(new)
        a, b = split_tail(self.words.tokens(old)), split_tail(self.words.tokens(new))
        return runs(atoms(a[0], b[0]), (a[1], b[1]))

    def strings(self, old: str | None, new: str | None) -> tuple[RedRun, ...]:
        """The same for plain text."""
        if old == new:
            return (RedRun(text=new),) if new else ()
        return self.texts((Run(text=old or ""),), (Run(text=new or ""),))


def _printed(runs: Sequence[Run]) -> tuple[str, list[tuple[str, str | None]]]:
    """What is printed, and what leads where."""
    leading = [(run.text, run.target) for run in runs if run.kind in {"link", "reference"}]
    return "".join(run.text for run in runs), leading

"""What is kept of one program's rendering until it is rendered the next time."""

from __future__ import annotations

from collections.abc import Container

from builder.render.page import RenderedPage, RenderedSource
from builder.render.trace import ClauseKey, KeptClause, KeptPage, Key, Trace, unchanged
from builder.render.view import View

ONCE = frozenset({"table", "figure", "form", "glossary"})
"""Blocks with anchors in them, of which no two may have the same name."""


class Kept:
    """One program as it was rendered: its pages and clauses, and what they were made of."""

    def __init__(self, view: View, before: Kept | None) -> None:
        self.view = view
        self.pages: dict[str, KeptPage] = {}
        self.clauses: dict[ClauseKey, KeptClause] = {}
        self.source: RenderedSource | None = None
        self._outdated = False
        self._before = before

    def outdate(self) -> None:
        """Nothing holds any more, because templates changed."""
        self._outdated = True

    def page(
        self, name: str, template: str, top: object, placed: Container[Key]
    ) -> KeptPage | None:
        """The page as it was, if it would be the same again after what is `placed` already."""
        before = self._before
        old = before.pages.get(name) if before and not before._outdated else None
        if old is None or old.template != template or old.top is not top:
            return None
        return old if self._holds(old.trace, placed) else None

    def clause(self, key: ClauseKey, placed: Container[Key], around: set[str]) -> KeptClause | None:
        """The clause as it was, if it would be the same again inside of the clauses `around`."""
        before = self._before
        old = before.clauses.get(key) if before and not before._outdated else None
        if old is None or any(kind == "clause" and id in around for kind, id in old.trace.reads):
            return None
        return old if self._holds(old.trace, placed) else None

    def _holds(self, trace: Trace, placed: Container[Key]) -> bool:
        return (
            trace.lasting
            and unchanged(trace.reads, self.view.now)
            and not any(key[0] in ONCE and key in placed for key, _ in trace.placed)
        )

    def same_page(self, page: RenderedPage) -> RenderedPage:
        """The page, or the object that it was before if nothing about it is different."""
        old = self._before.pages.get(page.name) if self._before else None
        return old.page if old and old.page == page else page

    def finish(self, source: RenderedSource) -> RenderedSource:
        """The guide, or the object that it was before; what was before is given back."""
        old = self._before.source if self._before else None
        self.source = old if old == source and old is not None else source
        self._before = None
        return self.source

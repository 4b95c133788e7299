"""What a piece of rendered text was made from, and what its making found.

As long as everything that was read is the very same object, rendering again would give the same
text and find the same things, so that both can be taken from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from builder.clauses import Scan
from builder.diagnostics import Diagnostic
from builder.render.origins import Encoded
from builder.render.page import RenderedPage, Use
from builder.source import Span

Key = tuple[str, str]
"""What was read, as (kind, id): a `parameter`, a `table`, a `field` of the program …"""


@dataclass(slots=True)
class TextFacts:
    """What is known of a text wherever it stands: its scan, and the checks that it passed."""

    scan: Scan
    passed: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Trace:
    """What was read, and what was found, while a piece was rendered.

    `placed` are blocks and slots with their places; `texts` and `clauses` what the piece took
    from, or gave to, the memory. `innocent` counts the faults that follow from a text alone, and
    `broken` tells that a template failed: what has other faults is always rendered again.
    """

    reads: dict[Key, object] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    used: dict[str, list[Span]] = field(default_factory=dict)
    referred: dict[str, list[Span]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    placed: list[tuple[Key, Span]] = field(default_factory=list)
    texts: dict[str, TextFacts] = field(default_factory=dict)
    clauses: dict[ClauseKey, KeptClause] = field(default_factory=dict)
    innocent: int = 0
    broken: bool = False

    @property
    def lasting(self) -> bool:
        """Whether the piece is the same as long as what it read is."""
        return not self.broken and len(self.faults) == self.innocent

    def absorb(self, inner: Trace) -> None:
        """Add what a piece inside this one read and found, after what was found so far."""
        self.reads |= inner.reads
        self.faults += inner.faults
        for name, places in inner.used.items():
            self.used.setdefault(name, []).extend(places)
        for name, places in inner.referred.items():
            self.referred.setdefault(name, []).extend(places)
        self.uses += inner.uses
        self.placed += inner.placed
        self.texts |= inner.texts
        self.clauses |= inner.clauses
        self.innocent += inner.innocent
        self.broken = self.broken or inner.broken


ClauseKey = tuple[str, str | None, Key | None]
"""A clause's id, and the section and the block in which it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClause:
    """A clause as it was rendered. `values` is how many values had been printed at its end."""

    trace: Trace
    encoded: Encoded
    values: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as it was rendered, by which template and of which part of the program."""

    trace: Trace
    template: str
    top: object
    page: RenderedPage


class Tracer:
    """The trace of the innermost piece that is being rendered."""

    def __init__(self) -> None:
        self.trace = Trace()

    @contextmanager
    def piece(self) -> Iterator[Trace]:
        """Render a piece with a trace of its own, which is then a part of the outer one."""
        outer, self.trace = self.trace, Trace()
        inner = self.trace
        try:
            yield inner
        finally:
            self.trace = outer
            outer.absorb(inner)

    @contextmanager
    def aside(self) -> Iterator[Trace]:
        """Render a piece that is no part of what is outside of it."""
        outer, self.trace = self.trace, Trace()
        try:
            yield self.trace
        finally:
            self.trace = outer


def unchanged(reads: Mapping[Key, object], now: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether everything that was read is the same object in `now`, kind by kind."""
    return all(now[kind].get(id) is value for (kind, id), value in reads.items())

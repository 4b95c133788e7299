"""What was printed, referred to and found wrong while one page was rendered."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic
from builder.render.page import Use
from builder.source import SourceFile, Span

Key = tuple[str, str]
"""A thing, as its kind and its id."""


@dataclass(slots=True, kw_only=True)
class Reads:
    """Grows while a page is rendered.

    `used` and `referred` are parameters and targets with the places that name them; `placed` are
    blocks and slots in the order in which they stand first; `clauses` are the texts that were
    printed, by the ids of their files. `peeked` tells that a template asked for the text of a file
    as it is written, whichever that was, and `broken` that a template failed.
    """

    faults: list[Diagnostic] = field(default_factory=list)
    used: dict[str, list[Span]] = field(default_factory=dict)
    referred: dict[str, list[Span]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    placed: dict[Key, Span] = field(default_factory=dict)
    clauses: dict[str, SourceFile] = field(default_factory=dict)
    peeked: bool = False
    broken: bool = False

    def add(self, page: Reads) -> None:
        """Add what a page read after those before it."""
        self.faults += page.faults
        for name, places in page.used.items():
            self.used.setdefault(name, []).extend(places)
        for name, places in page.referred.items():
            self.referred.setdefault(name, []).extend(places)
        self.uses += page.uses
        for key, at in page.placed.items():
            self.placed.setdefault(key, at)
        self.broken = self.broken or page.broken

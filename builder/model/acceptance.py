"""A reviewer's signature below a change."""

from __future__ import annotations

from dataclasses import dataclass

from builder.source import Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A change that a reviewer has signed, by its id, with name and day (YYYY-MM-DD).

    A change whose text becomes another gets another id, which voids the signature.
    """

    change: Text
    by: Text
    date: Text
    note: Text | None
    at: Span

"""Rows of Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator


def row(*cells: str, head: bool = False) -> Iterator[str]:
    """A row of cells that are Markdown already; a `head` is followed by the line below it."""
    yield f"| {' | '.join(cells)} |"
    if head:
        yield f"|{'---|' * len(cells)}"

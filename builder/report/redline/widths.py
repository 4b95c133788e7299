"""How wide the columns of a redline's table are, from what is in them."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.redline import RedCell

LINE_CHARACTERS = 98
"""Characters to a line, at the size of table text."""
PADDING_CHARACTERS = 3.5
"""Room, in characters, that a cell's padding takes."""
SEMIBOLD = 1.1
"""Semibold letters, as in headings, are so much wider than regular ones."""
LONGEST_WORD = 24
"""A longer word may be divided."""
WIDE_COLUMNS = 4
"""From so many columns on a table uses the margin as well."""
_FULL = 60
"""A cell of more characters than this wants no wider column than one of as many."""


def shares(rows: Sequence[Sequence[RedCell]]) -> list[float]:
    """The columns' shares of the width, which add up to 1.

    Each has room for its longest word as far as that goes; the rest is shared by how much text
    the columns hold.
    """
    texts = [[_text(cell) for cell in row] for row in rows]
    columns = list(zip(*texts, strict=True)) or [("",)]
    needed = [
        (min(max((len(w) for text in column for w in text.split()), default=1), LONGEST_WORD))
        * SEMIBOLD
        / LINE_CHARACTERS
        + PADDING_CHARACTERS / LINE_CHARACTERS
        for column in columns
    ]
    rest = 1 - sum(needed)
    if rest <= 0:
        return [need / sum(needed) for need in needed]
    fullness = [max(min(len(text), _FULL) for text in column) + 1 for column in columns]
    return [need + rest * full / sum(fullness) for need, full in zip(needed, fullness, strict=True)]


def _text(cell: RedCell) -> str:
    found: list[str] = []
    stack = list(cell.blocks)
    while stack:
        block = stack.pop(0)
        found.append("".join(run.text for run in block.runs))
        stack = [*block.blocks, *stack]
    return " ".join(found)

"""How wide the columns of a table are, from what is declared and from what is in them.

Typst does not break a word that has no place to break: in too narrow a column it would leave its
cell. So every column gets room for its longest word. Widths are counted in characters, which the
translator knows without a typeface.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

# Characters to a line, at the size of table text: over the width of the text, and with the margin
# that a wide table may use.
LINE_CHARACTERS = 98
WIDE_LINE_CHARACTERS = 109
# Room, in characters, that a cell's padding takes.
PADDING_CHARACTERS = 3.5
# Semibold letters, as in headings, are so much wider than regular ones.
SEMIBOLD = 1.1
# A longer word may be divided.
LONGEST_WORD = 24

Rows = Sequence[Sequence[nodes.entry]]


def shares(columns: Sequence[nodes.colspec], rows: Rows, line: int) -> list[float]:
    """The columns' shares of the width, which add up to 1; `line` is its characters.

    No column is narrower than its longest word; what is left goes to the columns that are
    declared wider than that. Where the words alone need more than the width, it is shared in
    proportion to them.
    """
    declared = [float(column.get("colwidth", 1)) or 1.0 for column in columns]
    wanted = [width / sum(declared) for width in declared]
    needed = least(len(columns), rows, line)
    rest = 1 - sum(needed)
    if rest <= 0:
        return [need / sum(needed) for need in needed]
    excess = [max(want - need, 0.0) for want, need in zip(wanted, needed, strict=True)]
    return [need + rest * more / sum(excess) for need, more in zip(needed, excess, strict=True)]


def least(columns: int, rows: Rows, line: int) -> list[float]:
    """The share of the width that each column needs for its longest word."""
    needed = [0.0] * columns
    for row in rows:
        if len(row) != columns:
            continue  # a cell over several columns does not say which of them it needs
        for place, entry in enumerate(row):
            longest = max((len(word) for word in entry.astext().split()), default=0)
            need = min(longest, LONGEST_WORD) * SEMIBOLD + PADDING_CHARACTERS
            needed[place] = max(needed[place], need / line)
    return needed


def lines(row: Sequence[nodes.entry], parts: Sequence[float]) -> float:
    """About how many lines the fullest cell of a row has."""
    if len(row) != len(parts):
        # Which columns a cell goes over is not known here; rather too many lines than too few.
        parts = [min(parts)] * len(row)
    room = [max(part * LINE_CHARACTERS - PADDING_CHARACTERS, 1.0) for part in parts]
    return max(
        (len(entry.astext()) / width for entry, width in zip(row, room, strict=True)), default=0.0
    )

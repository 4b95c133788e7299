"""How wide the columns of a table are, from what is declared and from what is in them.

Every column gets room for its longest ordinary word, so that such a word is not parted unless the
whole table has no room for it. A name or an address that is longer gets what is left, and is
parted (`breaks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from docutils import nodes

from builder.model.long_words import ORDINARY, looks_like_code, parts
from builder.outputs.pdf.room import CELL_INSET, CELL_SIZE, Letters

# A letter of ordinary text has about this width, in parts of the type size.
_LETTER = 0.52
# A longer word than this asks for no more room.
_MOST = 1.1 * ORDINARY * _LETTER * CELL_SIZE
# What rounding may take.
_SLACK = 1.0
# Room for the mark of an item of a list in a cell.
_ITEM = 14.0

Rows = Sequence[Sequence[nodes.entry]]


def shares(
    columns: Sequence[nodes.colspec], rows: Rows, line: float, letters: Letters
) -> list[float]:
    """The columns' shares of the width, which add up to 1; `line` is the width in points.

    No column is narrower than its longest ordinary word, nor, where there is room for it, than
    its longest word of any kind; what is left goes to the columns that are declared wider than
    that. Where the ordinary words alone need more than the width, it is shared in proportion.
    """
    declared = [float(column.get("colwidth", 1)) or 1.0 for column in columns]
    wanted = [width / sum(declared) for width in declared]
    ordinary, needed = least(len(columns), rows, line, letters)
    if sum(ordinary) >= 1:
        return [need / sum(ordinary) for need in ordinary]
    if sum(needed) >= 1:
        more = [most - need for most, need in zip(needed, ordinary, strict=True)]
        part = (1 - sum(ordinary)) / sum(more)
        return [need + extra * part for need, extra in zip(ordinary, more, strict=True)]
    rest = 1 - sum(needed)
    excess = [max(want - need, 0.0) for want, need in zip(wanted, needed, strict=True)]
    return [need + rest * more / sum(excess) for need, more in zip(needed, excess, strict=True)]


def least(
    columns: int, rows: Rows, line: float, letters: Letters
) -> tuple[list[float], list[float]]:
    """The shares of the width that the columns need: for ordinary words, and for all words.

    Of a word that is not ordinary, the first counts the longest part of it that cannot be parted
    with sense.
    """
    ordinary, needed = [0.0] * columns, [0.0] * columns
    for row in rows:
        if len(row) != columns:
            continue  # a cell over several columns does not say which of them it needs
        for place, entry in enumerate(row):
            for found, width in zip((ordinary, needed), _longest(entry, letters), strict=True):
                found[place] = max(found[place], (width + CELL_INSET + _SLACK) / line)
    return ordinary, needed


def _longest(entry: nodes.entry, letters: Letters) -> tuple[float, float]:
    """The widths of the longest ordinary word and of the longest word, at most `_MOST`."""
    room = _ITEM if next(entry.findall(nodes.list_item), None) else 0.0
    # Headings of columns and of rows are semibold; code is wider than other text.
    face = "mono" if next(entry.findall(nodes.literal), None) else "semibold"
    width: Callable[[str], float] = partial(_width, letters=letters, face=face)
    ordinary = longest = 0.0
    for word in set(entry.astext().split()):
        whole = width(word)
        longest = max(longest, whole)
        if whole > ordinary:
            parted = parts(word, lambda _: True) if looks_like_code(word) else [word]
            ordinary = max(ordinary, *(width(part) for part in parted))
    return min(ordinary, _MOST) + room, min(longest, _MOST) + room


def _width(word: str, letters: Letters, face: str) -> float:
    return letters.width(word, face) * CELL_SIZE


def lines(row: Sequence[nodes.entry], parts: Sequence[float], line: float) -> float:
    """About how many lines the fullest cell of a row has; `line` is the width in points."""
    if len(row) != len(parts):
        # Which columns a cell goes over is not known here; rather too many lines than too few.
        parts = [min(parts)] * len(row)
    room = [max((part * line - CELL_INSET) / (CELL_SIZE * _LETTER), 1.0) for part in parts]
    return max(
        (len(entry.astext()) / width for entry, width in zip(row, room, strict=True)), default=0.0
    )

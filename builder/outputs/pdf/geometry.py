"""Where text stands on the pages of a finished PDF: nothing leaves its place or covers another.

A line of text is an object of a page, with its edges, and so is the ground of a cell, a note or
the text area of a page. Text that begins on a ground must end on it; two lines of text must not
cover each other; none may leave the paper. The templates give every cell a ground, if only a
white one, so that there is one to look at.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

LEAVES_ITS_PLACE = "leaves its column or cell"
COVERS = "is printed over other text"
LEAVES_THE_PAPER = "leaves the paper"

# In points: what a letter may stand out by, as a slanted one does.
_TOLERANCE = 1.0
# So much of the height of the lower of two lines, and so many points, must be covered.
_SHARE = 0.5
_COVERED = 1.5
# A word is looked for in so many characters before and after the one that strays.
_REACH = 400


class _Edges(NamedTuple):
    """Where an object of a page is, in points from the lower left corner of the paper."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A word that stands where it must not, the page it is on, and what is wrong with it."""

    word: str
    page: int
    fault: str


def strays(page: pypdfium2.PdfPage, number: int) -> tuple[Stray, ...]:
    """The words in wrong places on the page of a number, each once."""
    texts, grounds = _objects(page)
    found: dict[Stray, None] = {}
    for at, fault in _faults(texts, grounds, *page.get_size()):
        word = _word(page, at)
        # An accent is set over its letter.
        if not all(unicodedata.category(letter).startswith("M") for letter in word):
            found.setdefault(Stray(word=word, page=number, fault=fault))
    return tuple(found)


def _objects(page: pypdfium2.PdfPage) -> tuple[list[_Edges], list[_Edges]]:
    """The lines of text of a page and the grounds that are filled, in the order of drawing."""
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    texts: list[_Edges] = []
    grounds: list[_Edges] = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found = texts
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or not mode.value:
                continue
            found = grounds
        else:
            continue
        if raw.FPDFPageObj_GetBounds(item, *edges):
            found.append(_Edges._make([edge.value for edge in edges]))
    return texts, grounds


def _faults(
    texts: Sequence[_Edges], grounds: Sequence[_Edges], width: float, height: float
) -> Iterator[tuple[_Edges, str]]:
    columns: dict[tuple[float, float], list[_Edges]] = {}
    for ground in grounds:
        columns.setdefault((ground.left, ground.right), []).append(ground)
    for one in texts:
        left, bottom, right, top = one
        if left < 0 or bottom < 0 or right > width or top > height:
            yield one, LEAVES_THE_PAPER
            continue
        for (start, end), stacked in columns.items():
            # It begins on a ground and ends to the right of it.
            if end + _TOLERANCE < right and start - _TOLERANCE <= left < end - _TOLERANCE:
                middle = (bottom + top) / 2
                if any(ground.bottom < middle < ground.top for ground in stacked):
                    yield one, LEAVES_ITS_PLACE
                    break
    # Upwards, so that a line is compared with the few that reach up to it.
    near: list[_Edges] = []
    for one in sorted(texts, key=lambda edges: edges.bottom):
        bottom = one.bottom
        near = [other for other in near if other.top > bottom]
        if any(_covers(one, other) for other in near):
            yield one, COVERS
        near.append(one)


def _covers(one: _Edges, other: _Edges) -> bool:
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    return min(one.right, other.right) - max(
        one.left, other.left
    ) > _COVERED and high > _SHARE * min(one.top - one.bottom, other.top - other.bottom)


def _word(page: pypdfium2.PdfPage, at: _Edges) -> str:
    """The word at the end of a line of text, with what stands of it on other lines."""
    text = page.get_textpage()
    height = at.top - at.bottom
    place = text.get_index(at.right - 1, (at.bottom + at.top) / 2, height, height)
    if place is None:
        return " ".join(text.get_text_bounded(*at).split())
    start = max(place - _REACH, 0)
    before = text.get_text_range(start, place - start)
    after = text.get_text_range(place, _REACH)
    return _last(before) + _first(after)


def _last(text: str) -> str:
    return text.replace("\r\n", "").rpartition(" ")[2]


def _first(text: str) -> str:
    return text.replace("\r\n", "").partition(" ")[0]

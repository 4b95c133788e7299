"""Finds text that the parser read and readers of an output would not get.

What the parser read is compared with what stands in the files that were made, passage by passage
and in order. White space, hyphens and the form of letters are left out of it, because a page breaks
lines, and a PDF words, where it likes. What an output adds, like numbers and running heads, may
stand anywhere. Text that never reached the parser’s result is found by `builder.assemble.unread`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from builder.assemble.passages import Passage
from builder.diagnostics import Code, Diagnostic

PAGE_END = "\f"
"""What stands between two pages of paper, on which a passage may go on."""

# In the text of a PDF, pdfium writes U+FFFE for a hyphen at the end of a line.
_IGNORED = re.compile(r"[\s\-\u2010\u2011\u00ad\u200b-\u200d\u2060\ufeff\ufffe\ufffd\x00]+")
_ANCHOR, _BEGINNING = 30, 12
"""How many signs of a passage tell it from all others, and how many of one show that it begins."""
_MOST = 20
_WORDS = 6


def squeezed(text: str) -> str:
    """The signs of a text that every output shows alike."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).lower())


def lost_text(passages: Sequence[Passage], output: str, name: str) -> list[Diagnostic]:
    """Diagnostics for the passages that `output` (plain text of a format) lacks.

    `name` is the format’s, for the message. `output` has `PAGE_END` between pages of paper.
    """
    there = PAGE_END.join(map(squeezed, output.split(PAGE_END)))
    pieces = [
        (squeezed(text), passage)
        for passage in passages
        for text in (passage.text.split() if passage.cover else [passage.text])
    ]
    wanted = [(text, passage) for text, passage in pieces if text]
    faults: list[Diagnostic] = []
    for group, window in _windows(wanted, there):
        joined = "\0".join(text for text, _ in group)
        seen: dict[str, int] = {}
        for text, passage in group:
            number = seen[text] = seen.get(text, 0) + 1
            # Of passages that say the same, as many are lost as there are too few: the last ones.
            others = joined.count(text) - sum(other == text for other, _ in group)
            if window.count(text) >= others + number or _goes_on(text, window):
                continue
            faults.append(_lost(passage, window, name))
    return faults[:_MOST]


def _windows(
    wanted: Sequence[tuple[str, Passage]], there: str
) -> Iterator[tuple[Sequence[tuple[str, Passage]], str]]:
    """Groups of passages, each with the stretch of the output in which they have to stand.

    Long passages that stand in both exactly once divide the two.
    """
    everything = "\0".join(text for text, _ in wanted)
    anchors = [
        (place, start)
        for place, (text, _) in enumerate(wanted)
        if len(text) >= _ANCHOR
        and (start := there.find(text)) >= 0
        and there.find(text, start + 1) < 0
        and everything.find(text, everything.find(text) + 1) < 0
    ]
    first = begin = 0
    for place, start in (anchors[index] for index in _rising([start for _, start in anchors])):
        yield wanted[first:place], there[begin:start]
        first, begin = place + 1, start + len(wanted[place][0])
    yield wanted[first:], there[begin:]


def _rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest series of rising numbers (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        tops[pile : pile + 1] = [number]
        places[pile : pile + 1] = [place]
        before.append(places[pile - 1] if pile else -1)
    series = []
    place = places[-1] if places else -1
    while place >= 0:
        series.append(place)
        place = before[place]
    return series[::-1]


def _goes_on(text: str, window: str) -> bool:
    """Whether a passage begins on one page of the window and goes on over the next ones."""
    pages = window.split(PAGE_END)
    return any(_rest(text, pages[start:]) for start in range(len(pages) - 1))


def _rest(text: str, pages: Sequence[str]) -> bool:
    if not pages:
        return False
    length = _known(text, pages[0])
    return length == len(text) or (length > 0 and _rest(text[length:], pages[1:]))


def _known(text: str, page: str) -> int:
    """How many signs from its beginning on a text has in common with a stretch of a page."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def _lost(passage: Passage, window: str, name: str) -> Diagnostic:
    """The fault, which quotes the passage from where it breaks off."""
    words = passage.text.split()
    length = _known(squeezed(passage.text), window)
    length = length if length >= _BEGINNING else 0
    first = next(
        (n for n in range(len(words)) if len(squeezed(" ".join(words[: n + 1]))) > length), 0
    )
    quoted = " ".join(words[first : first + _WORDS])
    return Diagnostic(
        code=Code.TEXT_LOST,
        at=passage.at,
        message=f"“{quoted}” is in the source but not in the {name}.",
        hint="Look at what the templates of this output do with the text of this place.",
    )

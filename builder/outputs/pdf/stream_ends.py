"""Makes the end of every stream in a PDF plain to see.

The bytes of a compressed stream may happen to end with a carriage return. With the line feed that
Typst writes before the word `endstream` the two look like one line end, and a strict reader then
counts one byte fewer than the stream says it has: PDF/A forbids that (ISO 19005-2, 6.1.7.1). About
one stream in 256 is so. Its line end is made a carriage return and a line feed, which leaves
nothing open; every later byte moves by one, and the table of positions is written anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_DOUBTFUL = re.compile(rb"(?<=\r)\nendstream\b")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_HEAD = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20


def plain_stream_ends(pdf: bytes) -> bytes:
    """The same PDF, in which no stream's data runs into the line end after it.

    Raises:
        ValueError: the file has no table of positions of the classic kind, so it is not one
            that Typst wrote for PDF 1.7.
    """
    places = [match.start() for match in _DOUBTFUL.finditer(pdf)]
    if not places:
        return pdf
    start = _START.search(pdf, max(0, len(pdf) - 64))
    head = _HEAD.match(pdf, int(start[1])) if start else None
    if start is None or head is None:
        raise ValueError("the PDF has no classic cross-reference table")
    table = head.end()
    end = table + _ENTRY * int(head[1])
    moved = [_moved(pdf[at : at + _ENTRY], places) for at in range(table, end, _ENTRY)]
    position = int(start[1]) + bisect_left(places, int(start[1]))
    return b"".join(
        [
            *_parted(pdf[:table], places),
            *moved,
            pdf[end : start.start(1)],
            b"%d" % position,
            pdf[start.end(1) :],
        ]
    )


def _parted(before: bytes, places: list[int]) -> list[bytes]:
    """The objects of the file, with a carriage return put in at every place."""
    parts = []
    last = 0
    for place in places:
        parts += [before[last:place], b"\r"]
        last = place
    return [*parts, before[last:]]


def _moved(entry: bytes, places: list[int]) -> bytes:
    """A line of the table, for an object that begins after so many of the places."""
    if entry[17:18] != b"n":
        return entry
    offset = int(entry[:10])
    return b"%010d" % (offset + bisect_left(places, offset)) + entry[10:]

"""What the files of typefaces say: which characters they have, and how wide these are.

The reader below follows the OpenType specification: tables `cmap` (formats 4 and 12, which every
current typeface has), `hhea` and `hmtx`.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FORMAT_SEGMENTS = 4
_FORMAT_GROUPS = 12
_END = 0xFFFF
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    tables: Mapping[str, int]

    @classmethod
    def read(cls, font: Path) -> _File:
        data = font.read_bytes()
        count = struct.unpack_from(">H", data, 4)[0]
        found = {}
        for place in range(12, 12 + 16 * count, 16):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, place)
            found[tag.decode("latin-1")] = offset
        if "cmap" not in found:
            raise ValueError(f"{font.name} has no character map")
        return cls(data, found)


def characters(font: Path) -> frozenset[int]:
    """The code points that a TrueType file has glyphs for.

    Raises:
        ValueError: the file has no character map of a known format.
    """
    return frozenset(_glyphs(_File.read(font)))


def letter_widths(font: Path) -> Mapping[str, int]:
    """How wide each character of a TrueType file is, in thousandths of the type size.

    Raises:
        ValueError: the file has no character map of a known format.
    """
    file = _File.read(font)
    unit = struct.unpack_from(">H", file.data, file.tables["head"] + 18)[0]
    count = struct.unpack_from(">H", file.data, file.tables["hhea"] + 34)[0]
    # Pairs of an advance and a side bearing; glyphs beyond them have the last advance.
    advances = struct.unpack_from(f">{2 * count}H", file.data, file.tables["hmtx"])[::2]
    return {
        chr(code): advances[min(glyph, count - 1)] * _THOUSAND // unit
        for code, glyph in _glyphs(file).items()
    }


def _glyphs(file: _File) -> dict[int, int]:
    data, start = file.data, file.tables["cmap"]
    count = struct.unpack_from(">H", data, start + 2)[0]
    found: dict[int, int] = {}
    # One table often stands for several platforms.
    places = {
        start + struct.unpack_from(">I", data, place + 4)[0]
        for place in range(start + 4, start + 4 + 8 * count, 8)
    }
    for at in sorted(places):
        form = struct.unpack_from(">H", data, at)[0]
        if form == _FORMAT_SEGMENTS:
            length = struct.unpack_from(">H", data, at + 2)[0]
            found |= _segments(data[at : at + length])
        elif form == _FORMAT_GROUPS:
            for group in range(struct.unpack_from(">I", data, at + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
                found |= {first + step: glyph + step for step in range(last - first + 1)}
    if not found:
        raise ValueError("the character map has no known format")
    return found


@cache
def _segments(table: bytes) -> dict[int, int]:
    """The typefaces of a family often have the very same table."""
    # Arrays of one length: ends, starts, deltas, offsets; two bytes behind the ends are unused.
    double = struct.unpack_from(">H", table, 6)[0]
    length = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{length}H", table, 14 + double * part + (2 if part else 0))
        for part in range(4)
    )
    base = 16 + 3 * double
    found = {}
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            if offsets[index] == 0:
                glyph = (code + deltas[index]) & _END
            else:
                # An offset counts from its own place in the table of offsets.
                here = base + 2 * index + offsets[index] + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, here)[0]
            if glyph and code != _END:
                found[code] = glyph
    return found

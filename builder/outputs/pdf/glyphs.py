"""Which characters the guides' typefaces can print.

A character without a glyph would be an empty box on the page, and the archival standard forbids
it; Typst then refuses the whole document. So the guide's text is compared with the typefaces
first, and an author is told which character it is and where it stands.

The reader below follows the OpenType specification, table `cmap`, formats 4 and 12, which every
current typeface has.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes

from builder.outputs.pdf.errors import position
from builder.outputs.pdf.registry import PdfPage

# These steer the setting of a line and need no glyph: white space, soft hyphen, joiners.
INVISIBLE = frozenset(map(ord, "\t\n\r\f\v \xad\u200b\u200c\u200d\u2060"))

_FORMAT_SEGMENTS = 4
_FORMAT_GROUPS = 12
_END = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprintable:
    """A character of the guide that no typeface has, and the file and line it came from."""

    char: str
    source: str | None
    line: int | None


def unprintable(pages: Sequence[PdfPage], fonts: Path) -> tuple[Unprintable, ...]:
    """The characters of the guide that cannot be printed, each place once, in reading order.

    `fonts` is the folder of the typefaces, `*.ttf`. Alternative texts are not printed and so
    may hold any character.
    """
    printable = INVISIBLE.union(*(characters(file) for file in sorted(fonts.glob("*.ttf"))))
    found: dict[Unprintable, None] = {}
    for page in pages:
        for text in page.doctree.findall(nodes.Text):
            missing = [char for char in text.astext() if ord(char) not in printable]
            if missing:
                source, line = position(text)
                for char in missing:
                    found.setdefault(Unprintable(char=char, source=source, line=line))
    return tuple(found)


def characters(font: Path) -> frozenset[int]:
    """The code points that a TrueType file has glyphs for.

    Raises:
        ValueError: the file has no character map of a known format.
    """
    data = font.read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    for place in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, place)
        if tag == b"cmap":
            return _character_map(data, offset)
    raise ValueError(f"{font.name} has no character map")


def _character_map(data: bytes, start: int) -> frozenset[int]:
    count = struct.unpack_from(">H", data, start + 2)[0]
    found: set[int] = set()
    for place in range(start + 4, start + 4 + 8 * count, 8):
        at = start + struct.unpack_from(">I", data, place + 4)[0]
        form = struct.unpack_from(">H", data, at)[0]
        if form == _FORMAT_SEGMENTS:
            found |= _segments(data, at)
        elif form == _FORMAT_GROUPS:
            for group in range(struct.unpack_from(">I", data, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * group)
                found.update(range(first, last + 1))
    if not found:
        raise ValueError("the character map has no known format")
    return frozenset(found)


def _segments(data: bytes, at: int) -> set[int]:
    # Arrays of one length: ends, starts, deltas, offsets; two bytes behind the ends are unused.
    double = struct.unpack_from(">H", data, at + 6)[0]
    length = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{length}H", data, at + 14 + double * part + (2 if part else 0))
        for part in range(4)
    )
    base = at + 16 + 3 * double
    found = set()
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            if offsets[index] == 0:
                glyph = (code + deltas[index]) & _END
            else:
                # An offset counts from its own place in the table of offsets.
                here = base + 2 * index + offsets[index] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, here)[0]
            if glyph and code != _END:
                found.add(code)
    return found

"""The guides' typeface inside a page that has to stand alone.

A typeface in the Web Open Font Format 1.0 is the TrueType file with each table compressed by zlib
(W3C Recommendation of 13 December 2012, section 3 to 5): half the bytes of the file itself.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from functools import cache
from pathlib import Path

FACES = (("IBMPlexSans-Regular.ttf", 400), ("IBMPlexSans-SemiBold.ttf", 600))
_NAME = "Guide Sans"


@cache
def font_faces(folder: Path) -> str:
    """The `@font-face` rules with the typefaces in them; none for a file that is not there."""
    rules = []
    for name, weight in FACES:
        file = folder / name
        if file.is_file():
            data = b64encode(woff(file.read_bytes())).decode()
            rules.append(
                f'@font-face {{ font-family: "{_NAME}"; font-weight: {weight}; '
                f'src: url("data:font/woff;base64,{data}") format("woff"); }}'
            )
    return "\n".join(rules)


def woff(font: bytes) -> bytes:
    """A TrueType file as WOFF."""
    flavour, count = struct.unpack_from(">IH", font)
    entries, blocks = [], []
    place = 44 + 20 * count
    whole = 12 + 16 * count
    for index in range(count):
        tag, check, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        data = font[offset : offset + length]
        packed = zlib.compress(data, 9)
        kept = packed if len(packed) < length else data
        entries.append(struct.pack(">4sIIII", tag, place, len(kept), length, check))
        blocks.append(kept + b"\0" * (-len(kept) % 4))
        place += len(blocks[-1])
        whole += length + -length % 4
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", flavour, place, count, 0, whole, *[0] * 7)
    return head + b"".join(entries) + b"".join(blocks)

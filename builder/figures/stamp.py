"""What a drawing says of itself: the hash of the text that it was made from, and its own.

Either alone would let a change pass: of the text, or of the drawing by another hand.
"""

from __future__ import annotations

import re
from hashlib import sha256

_SOURCE = re.compile(r'<svg\b[^>]*\sdata-source="sha256:([0-9a-f]{64})"')
_DRAWING = re.compile(r'(<svg\b[^>]*?)\sdata-drawing="sha256:([0-9a-f]{64})"')


def stamped(svg_text: str, digest: str) -> str:
    """The drawing with its stamps; `digest` is the SHA-256 of the text that it was made from."""
    made = svg_text.replace("<svg", f'<svg data-source="sha256:{digest}"', 1)
    own = sha256(made.encode()).hexdigest()
    return made.replace("<svg", f'<svg data-drawing="sha256:{own}"', 1)


def is_of(svg_text: str, digest: str) -> bool:
    """Whether a drawing was made from the text with this SHA-256, whatever became of it since."""
    found = _SOURCE.search(svg_text)
    return found is not None and found[1] == digest


def is_current(svg_text: str, digest: str) -> bool:
    """Whether a drawing is as it was made, and from the text with this SHA-256."""
    found = _DRAWING.search(svg_text)
    if found is None or not is_of(svg_text, digest):
        return False
    own = _DRAWING.sub(r"\1", svg_text, count=1)
    return sha256(own.encode()).hexdigest() == found[2]

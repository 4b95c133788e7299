"""Names changes by what they say, so that the name stands as long as the text does."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter

_LENGTH = 10
_BYTES = 10
"""More than enough for so many letters of five bits; to write all would take much longer."""


def digest(*parts: str | None) -> str:
    """A short hash of some texts."""
    joined = "\x1f".join(part or "" for part in parts)
    made = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(made[:_BYTES]).decode().lower()[:_LENGTH]


class Namer:
    """Gives ids; what comes again with the same content gets `-2`, `-3` and so on."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self._seen: Counter[str] = Counter()

    def name(self, *parts: str | None) -> str:
        """The id of something with this content."""
        id = f"{self._letter}-{digest(*parts)}"
        self._seen[id] += 1
        return id if self._seen[id] == 1 else f"{id}-{self._seen[id]}"

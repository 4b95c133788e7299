"""Names an obligation so that it is known again in the next revision.

The name is made of the section's id and a hash of the sentence's words, without its modals and
party-neutral: it outlives a renumbering, other quotation marks or dashes, and a change of
strength, which then shows as a change of one obligation and not as two.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable

from builder.obligations.words import word_set

_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_MODALS = word_set("must shall should may will not")
_LENGTH = 8


def fingerprint(*texts: str) -> str:
    """A short hash of the words of some texts; typography and modals do not count."""
    words: list[str] = []
    for text in texts:
        plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
        plain = plain.replace("’", "'").replace("\u00ad", "").lower()
        words += [word for word in _WORD.findall(plain) if word not in _MODALS]
        words.append("|")
    digest = hashlib.sha256(" ".join(words).encode()).digest()
    # Five bytes are eight letters.
    return base64.b32encode(digest[: _LENGTH * 5 // 8]).decode().lower()


def identify(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Ids for (section id, fingerprint) pairs in reading order.

    A pair that comes again gets `-2`, `-3` …, so that equal sentences of a section are told
    apart by their order.
    """
    seen: dict[str, int] = {}
    ids = []
    for section, mark in pairs:
        id = f"{section}.{mark}"
        seen[id] = seen.get(id, 0) + 1
        ids.append(id if seen[id] == 1 else f"{id}-{seen[id]}")
    return ids

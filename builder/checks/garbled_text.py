"""Finds characters that a program read in the wrong encoding.

What it finds:
    Groups like “â€™” or “Ã¤”, which are what is left of “’” and “ä” when a file that is stored as
    UTF-8 is read as Windows-1252.
Why it matters:
    The guide prints them as they stand.
Failing example:
    The Partnerâ€™s form must be complete.
Passing example:
    The Partner’s form must be complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.authored import AuthoredText
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

# What the first byte of a character in UTF-8 is in Windows-1252, and what the others can be.
_GROUP = re.compile(r"[Â-ßà-ô][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,3}")
_CONTROLS = {chr(byte): byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every printed text as its author wrote it."""
    for authored in subject.authored:
        for match in authored.matches(_GROUP):
            meant = _meant(match[0])
            if meant:
                yield _finding(authored, match, meant)


def _meant(found: str) -> tuple[str, int] | None:
    """The character that the group begins with was, and of how many characters it consists."""
    data = b"".join(_byte(letter) for letter in found)
    for length in range(len(data), 1, -1):
        try:
            text = data[:length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            return text, length
    return None


def _byte(letter: str) -> bytes:
    if letter in _CONTROLS:
        return bytes([_CONTROLS[letter]])
    return letter.encode("cp1252", errors="replace")


def _finding(authored: AuthoredText, match: re.Match[str], meant: tuple[str, int]) -> Finding:
    text, length = meant
    shown = match[0][:length]
    return Finding(
        at=authored.at(match.start(), match.start() + length),
        message=f"“{shown}” is what a wrong encoding made of “{text}”.",
        hint=f"Write “{text}”, and open the file it came from as UTF-8.",
        about=authored.about,
        words=(shown, text),
    )

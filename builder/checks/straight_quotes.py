"""Finds straight quotation marks and apostrophes.

What it finds:
    The marks " and ' in any text that is printed, code left out. `guides check --fix` writes
    “ ” ‘ ’ instead, except where the mark can mean inches or minutes.
Why it matters:
    A guide that mixes straight and curly marks looks unfinished, and a search for “Partner’s”
    does not find "Partner's".
Failing example:
    The Partner's "landing page"
Passing example:
    The Partner’s “landing page”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.authored import HIDDEN, AuthoredText, Form
from builder.reading.repairs import edit_of
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_MARK = re.compile(r"[\"']")
_OPENS_AFTER = re.compile(r"[\s(\[{“‘—–/*_]")
_WORD = re.compile(rf"[^\s{HIDDEN}]*")
_SHORT = re.compile(r"'(?:\d0s|em|til|tis|twas|cause)\b", re.I)
_CURLY = {('"', True): "“", ('"', False): "”", ("'", True): "‘", ("'", False): "’"}


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every printed text as its author wrote it."""
    for authored in subject.authored:
        if _MARK.search(authored.text):
            yield from _of_text(subject, authored)


def _of_text(subject: Subject, authored: AuthoredText) -> Iterator[Finding]:
    prose = authored.prose()
    opened: set[str] = set()
    for match in _MARK.finditer(prose):
        mark, start = match[0], match.start()
        opening = _is_opening(prose, start)
        measure = prose[start - 1 : start].isdigit() and mark not in opened
        (opened.add if opening else opened.discard)(mark)
        new = _CURLY[mark, opening]
        at = authored.text.where(start, 1)
        escaped = authored.form is not Form.PLAIN and prose[start - 1 : start] == "\\"
        around = _around(prose, start)
        yield Finding(
            at=at,
            message=f"A straight {'apostrophe' if mark == chr(39) else 'quotation mark'} stands "
            f"in “{around}”.",
            hint="Write ′ or ″ for minutes or inches, else ’ or ”."
            if measure
            else f"Write {new}, or let `guides check --fix` do it.",
            about=authored.about,
            words=(around,),
            edit=None if measure or escaped else edit_of(subject, at, mark, new),
        )


def _is_opening(prose: str, start: int) -> bool:
    before, after = prose[start - 1 : start], prose[start + 1 : start + 2]
    if not after or after.isspace() or _SHORT.match(prose, start):
        return False
    return not before or _OPENS_AFTER.match(before) is not None


def _around(prose: str, start: int) -> str:
    """The word that a mark stands in or beside."""
    begin = start
    while begin > 0 and not prose[begin - 1].isspace() and prose[begin - 1] != HIDDEN:
        begin -= 1
    match = _WORD.match(prose, begin)
    return match[0] if match else prose[start]

"""Finds two or more spaces where one belongs.

What it finds:
    Several spaces in a row between two words of a printed text, code left out. `guides check
    --fix` makes one of them.
Why it matters:
    Nobody sees them in the guide, but they are found as changes when two editions or two
    programs are compared, and they show where words were left out in editing.
Failing example:
    The Partner must  sign the Agreement.
Passing example:
    The Partner must sign the Agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.authored import HIDDEN, Form
from builder.reading.repairs import edit_of
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_SPACES = re.compile(r"(?<=[^\s])[ \u00a0]{2,}(?=[^\s])")
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])$")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every printed text as its author wrote it."""
    for authored in subject.authored:
        for match in authored.matches(_SPACES):
            prose, start = match.string, match.start()
            line = prose[prose.rfind("\n", 0, start) + 1 : start]
            if authored.form is Form.CLAUSE and _ITEM.fullmatch(line):
                continue
            at = authored.text.where(start, len(match[0]))
            word = "".join(prose[:start].split()[-1:])
            hidden = HIDDEN in word
            shown = "a placeholder or code" if hidden else f"“{word}”"
            yield Finding(
                at=at,
                message=f"{_count(len(match[0]))} spaces stand after {shown}.",
                hint="Leave one, or let `guides check --fix` do it.",
                about=authored.about,
                words=() if hidden else (word,),
                edit=edit_of(subject, at, match[0], " "),
            )


def _count(number: int) -> str:
    return {2: "Two", 3: "Three", 4: "Four"}.get(number, str(number))

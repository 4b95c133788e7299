"""Finds a required governing document that the guide does not have.

What it finds:
    A governing document that `requires:` of the family names and that is not declared, has no
    place in the order of precedence, or is not named in the text of the published guide.
Why it matters:
    A document that is not named governs nothing that a partner can know of.
Failing example:
    `requires: {documents: [agreement, guide]}` in the family, and
    `documents: {omit: [agreement]}` in a program.
Passing example:
    The program keeps the document, or puts its own in its place under `replace:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.required import missing_at
from builder.reading.subject import Subject
from builder.reading.word_forms import spaced

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each required document among the declared, the ranked and the named ones."""
    program = subject.program
    texts = [block.text for _, block in subject.texts()]
    for id in program.requires.documents:
        document = program.documents.get(id)
        name = document.name if document else id
        if document is None:
            at, fault = missing_at(subject, id), "is not declared"
            hint = (
                "Declare it under “documents:”."
                if at == id.at
                else "Take it out of “omit”, so that the guide keeps it."
            )
        elif id not in program.precedence:
            at = program.precedence[0].at if program.precedence else document.at
            fault = "has no place in the order of precedence"
            hint = f"Add “{id}” to “precedence:”."
        elif not _named(document.name, texts):
            at, fault = document.at, "is not named in the text of this guide"
            hint = "Place the order of precedence with {{ precedence }}, or name the document."
        else:
            continue
        yield Finding(
            at=at,
            message=f"The required governing document “{name}” {fault}.",
            hint=hint,
            related=(id.at,),
            about=str(id),
            words=(name,),
        )


def _named(name: str, texts: list[str]) -> bool:
    pattern = re.compile(rf"(?<!\w){spaced(name)}(?!\w)")
    return any(pattern.search(text) for text in texts)

"""Finds a figure that is not described in words.

What it finds:
    A figure of the published guide whose text alternative is missing, is shorter than 20
    characters, or only repeats the caption.
Why it matters:
    Readers who do not see the drawing have the description in its place. The law of many
    countries and the rules for accessible PDF ask for it.
Failing example:
    `description: Support flow.` in the file of a figure.
Passing example:
    `description: The flow starts when a customer calls. If the fault is …, the Partner …`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.subject import Subject, span

SEVERITY = Severity.ERROR
ABSENCE = True
SHORTEST = 20


def check(subject: Subject) -> Iterator[Finding]:
    """Judge the description of each figure."""
    for section, block in subject.blocks():
        if block.kind != "figure":
            continue
        caption = block.own_text
        text = (block.description or "").strip()
        if not text:
            fault = "has no description"
        elif _words(text) == _words(caption):
            fault = "has its caption as its description"
        elif len(text) < SHORTEST:
            fault = f"has a description of only {len(text)} characters"
        else:
            continue
        figure = subject.program.figures.get(block.id or "")
        yield Finding(
            at=figure.description.at if figure else span(block.at),
            message=f"The figure “{caption or section.title}” {fault}.",
            hint="Tell in its “description:” everything that the drawing shows, step by step.",
            about=block.id or section.id,
            words=(caption or section.title,),
        )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())

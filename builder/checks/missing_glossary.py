"""Finds a guide that must have a glossary and has none.

What it finds:
    A guide of a family with `requires: {glossary: true}` in which no clause places the
    glossary, or whose glossary has no entries.
Why it matters:
    The guides are full of acronyms. Without the glossary nothing says what they stand for.
Failing example:
    The clause of the glossary's appendix without its line `{{ glossary }}`.
Passing example:
    `{{ glossary }}` on a line of its own in that clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for a glossary with entries."""
    if not subject.program.requires.glossary:
        return
    if any(block.kind == "glossary" and block.blocks for _, block in subject.blocks()):
        return
    yield Finding(
        at=subject.program.at,
        message=f"The guide of “{subject.id}” has no glossary.",
        hint="Place it with {{ glossary }} on a line of its own, and declare its terms under "
        "“glossary:”.",
        about=subject.id,
        words=(subject.id,),
    )

"""Finds a required section that the guide does not have.

What it finds:
    A section that `requires:` of the family names and that is not in the published guide, or
    stands there without any text, also below it.
Why it matters:
    Each required section settles something that partners rely on. A guide without it is
    not published.
Failing example:
    `requires: {sections: [certification]}` in the family, and `- {omit: certification}` in the
    outline of a program.
Passing example:
    The section stays in the outline; the program gives it a text of its own with
    `- {replace: certification, clause: my-program/certification}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.required import has_text, not_there
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each required section among those of the guide."""
    there = {section.id: section for section in subject.guide.walk()}
    for id in subject.program.requires.sections:
        section = there.get(str(id))
        if section is not None and has_text(section):
            continue
        fault = "is not in this guide" if section is None else "has no text"
        hint = (
            "Put it back into the outline."
            if section is None
            else "Write its text in its clause file, or add sections below it."
        )
        yield not_there(subject, "section", id, section, (fault, hint))

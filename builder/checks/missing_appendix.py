"""Finds a required appendix that the guide does not have.

What it finds:
    An appendix that `requires:` of the family names and that is not among the appendices of
    the published guide, or stands there without any text.
Why it matters:
    Other documents cite the appendices. One that is left out without a word also changes the
    letters of all that follow; one that does not apply keeps its letter and says so.
Failing example:
    `requires: {appendices: [contact-form]}` in the family, and `- {omit: contact-form}` in the
    appendices of a program.
Passing example:
    `- {replace: contact-form, status: not-applicable}`, if the family allows it under
    `may-not-apply:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.required import has_text, not_there
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each required appendix among those of the guide."""
    there = {section.id: section for section in subject.guide.walk()}
    for id in subject.program.requires.appendices:
        section = there.get(str(id))
        fault, hint = "is not in this guide", "Put it back among the appendices."
        if section is not None:
            if section.kind != "appendix":
                fault, hint = "is a section, not an appendix", "Move it to the appendices."
            elif not has_text(section):
                fault, hint = "has no text", "Write its text in its clause file."
            else:
                continue
        yield not_there(subject, "appendix", id, section, (fault, hint))

"""Finds an appendix or section that is declared not applicable without leave.

What it finds:
    `status: not-applicable` on an appendix or section that the family does not name under
    `may-not-apply:` of `requires:`.
Why it matters:
    “Does not apply” takes the whole content out of a guide. Only the owners of the family
    decide for which appendices a program can do so.
Failing example:
    `- {replace: glossary, status: not-applicable}` in a program, while the family has
    `may-not-apply: [recertification-questions]`.
Passing example:
    `- {replace: recertification-questions, status: not-applicable}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the parts without content with those that are allowed to have none."""
    allowed = {str(id) for id in subject.program.requires.may_not_apply}
    declared = {section.id: section for section in subject.program.sections()}
    for section in subject.guide.walk():
        if section.status == "not-applicable" and section.id not in allowed:
            yield Finding(
                at=declared[section.id].at,
                message=f"The {section.noun} “{section.title}” must not be declared "
                "not-applicable.",
                hint="Give it its content; only appendices named under “may-not-apply:” of "
                "“requires:” can go without.",
                about=section.id,
                words=(section.title,),
            )

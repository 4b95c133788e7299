"""Finds a value that is declared for a section whose text does not have it.

What it finds:
    An entry of `stated-values:` that names a section of the guide, and whose value does not
    stand in the text of that section. The value of an entry can follow a parameter; then a
    value that was typed in the section by hand is found once the two differ.
Why it matters:
    Values are compared between documents and sections by these entries. An entry that no
    longer agrees with the text hides a contradiction.
Failing example:
    `- {thing: notice of a change, source: support-readiness, value: 14 days}`, while the
    section says `21 days`.
Passing example:
    The entry and the section both say `21 days`, or both say
    `{{ change-notice-days }} days`; the entry needs quotes then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Section
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each declared value in the section that states it."""
    sections = {section.id: section for section in subject.guide.walk()}
    for stated, written in zip(subject.stated_values, subject.policy.stated_values, strict=True):
        section = sections.get(str(stated.source))
        if section is None or _states(section, stated.value):
            continue
        yield Finding(
            at=stated.value.at,
            message=f"“{stated.value}” for “{stated.thing}” does not stand in {section.label} "
            f"“{section.title}”.",
            hint=f"Write “{written.value}” in the section, not the value typed there."
            if written.value != stated.value
            else "Write the value that the section has, or fix the section.",
            about=section.id,
            words=(stated.value, stated.thing, section.title),
        )


def _states(section: Section, value: str) -> bool:
    words = r"[\s\u2011-]+".join(map(re.escape, re.split(r"[\s\u2011-]+", value.strip())))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    return any(
        pattern.search(text)
        for part in section.walk()
        for text in (part.title, *(block.text for block in part.blocks))
    )

"""Finds acronyms whose full name is given again after the first use.

What it finds:
    `Full Name (ABC)`, or `ABC (Full Name)`, where an earlier text has introduced the acronym in
    the same way. Titles, captions, the glossary and the names of linked pages do not count.
Why it matters:
    A reader who meets the full name again asks whether another thing is meant. Texts that were
    moved or copied between guides carry it with them.
Failing example:
    The Partner opens a Support Request (SR). … Each Support Request (SR) needs a log.
Passing example:
    The Partner opens a Support Request (SR). … Each SR needs a log.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.acronyms import Expansion, expansions, place_of_acronym
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Remember the first expansion of each acronym, and find the others."""
    first: dict[str, Expansion] = {}
    for found in expansions(subject, linked=False):
        earlier = first.setdefault(found.acronym, found)
        if earlier is not found:
            related = place_of_acronym(subject, earlier)
            yield Finding(
                at=place_of_acronym(subject, found),
                message=f"The full name of “{found.acronym}” is given again.",
                hint=f"Write only {found.acronym}; the full name stands at its first use.",
                related=(related,),
                about=found.printed.about,
                words=(found.acronym,),
            )

"""Finds entries of the glossary that the guide never uses.

What it finds:
    A term or acronym of the glossary that stands nowhere else: in no text, title or table, in no
    caption or description of a figure, not in the revision history, and not in the title,
    subtitle, copyright or trademarks of the cover. What a figure only draws does not count.
Why it matters:
    A glossary is copied from guide to guide. Entries without a use hide the ones that count,
    and readers look for a rule that is not there.
Failing example:
    glossary: [{term: HCL, means: Hardware Compatibility List}], where no text says HCL.
Passing example:
    The same entry, and “Listings in the HCL end with the certification.” in a clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.index.mentions import named_terms
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.WARNING
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for the places that name each entry."""
    named = subject.once(named_terms)
    for entry in subject.program.glossary:
        if entry.id not in named:
            at = entry.term.at
            yield Finding(
                at=Span(file=at.file, line=at.line, column=at.column, length=len(entry.term)),
                message=f"The glossary explains “{entry.term}”, which the guide does not use.",
                hint="Delete the entry, or omit it in the program that does not use it.",
                about=entry.id,
                words=(entry.term,),
            )

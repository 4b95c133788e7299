"""Finds acronyms whose full name in a text is not the one in the glossary.

What it finds:
    `Full Name (ABC)`, or `ABC (Full Name)`, with other words, or with other hyphens, than the
    glossary has for the acronym; without an entry, with other words than at the first use.
    Capital letters and a plural do not count. Titles and the names of linked pages do.
Why it matters:
    One acronym with two full names reads like two things. Either the glossary or the text is
    wrong, and a contract that quotes it inherits the doubt.
Failing example:
    A Service Request (SR), with {term: SR, means: Support Request} in the glossary.
Passing example:
    A Support Request (SR), with the same entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.acronyms import Expansion, expansions, place_of_acronym, same_name
from builder.reading.printed import place_of
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Compare every full name with the glossary's, or with the first."""
    entries = {str(entry.term): entry for entry in subject.program.glossary}
    means = {item.term: item.means for item in subject.guide.glossary}
    first: dict[str, Expansion] = {}
    for found in expansions(subject, linked=True):
        earlier = first.setdefault(found.acronym, found)
        wanted = means.get(found.acronym, earlier.full)
        # A text may leave out the name of the owner that the glossary begins with.
        if same_name(found.full, wanted) or same_name(wanted, found.full, ending=True):
            continue
        entry = entries.get(found.acronym)
        source = "in the glossary" if found.acronym in means else "at its first use"
        related = entry.means.at if entry else place_of_acronym(subject, earlier)
        yield Finding(
            at=_at(subject, found),
            message=f"“{found.acronym}” stands for “{found.full}” here, but for “{wanted}” "
            f"{source}.",
            hint=f"Write “{wanted} ({found.acronym})”, or correct the glossary.",
            related=(related,),
            about=found.printed.about,
            words=(found.acronym, found.full, wanted),
        )


def _at(subject: Subject, found: Expansion) -> Span | None:
    """The full name if it stands before its acronym in the very words, else the acronym."""
    text = found.printed.text
    begin = text.rfind(found.full, 0, found.start)
    if begin >= 0 and text[found.start] == "(":
        return place_of(subject, found.printed, found.full, begin)
    return place_of_acronym(subject, found)

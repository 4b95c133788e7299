"""Finds acronyms that the guide uses and its glossary does not explain.

What it finds:
    A word of two or more capital letters, with digits or a plural “s” as well, that is neither
    in the glossary nor among the `common-acronyms:` of the family; at its first use. One with small
    letters in it counts where it stands in brackets behind its full name. Words that the guide
    also writes in small letters are taken for emphasis (YES, NOT), not for acronyms.
Why it matters:
    Readers who do not know an acronym look it up in the glossary. One that is missing there
    leaves it open what the sentence says.
Failing example:
    The Partner opens an RFE. (`RFE` is not in the glossary.)
Passing example:
    glossary: [{term: RFE, means: Request for Enhancement}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.obligations.words import word_set
from builder.reading.acronyms import expansions, uses
from builder.reading.printed import Printed, front, place_of, printed
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING
ABSENCE = True

_SMALL = re.compile(r"(?<![\w./@=-])[a-z]{2,}(?![\w@=/]|\.\w)")
# Words in capitals that are no acronyms, even where the guide has them in no other way.
_EMPHASIS = word_set(
    "ALL AND ANY CAUTION DO DOES EXAMPLE FAIL FALSE IF IMPORTANT IS MAY MUST NEVER NO NONE NOT "
    "NOTE NOTICE NULL OF OFF OK ON ONLY OR PASS SHALL SHOULD STOP TEST THE TIP TO TODO TRUE "
    "WARNING WILL YES"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every acronym's first use, the revision history after the sections."""
    texts = [*(text for text in printed(subject) if text.entry is None), *front(subject)]
    known = {str(name) for name in subject.policy.common_acronyms} | _EMPHASIS
    for item in subject.guide.glossary:
        known |= {item.term, *item.term.split(), *(name for name, _ in uses(item.term))}
    small: set[str] | None = None
    for text in texts:
        for name, start in uses(text.text):
            if name in known:
                continue
            if small is None:
                small = _small_words(texts)
            known.add(name)
            if name.lower() not in small:
                yield _finding(subject, text, name, start)
    for found in expansions(subject, linked=True):
        if found.acronym not in known:
            known.add(found.acronym)
            yield _finding(subject, found.printed, found.acronym, found.at)


def _finding(subject: Subject, text: Printed, name: str, start: int) -> Finding:
    return Finding(
        at=place_of(subject, text, _word(text.text, start, name), start),
        message=f"The acronym “{name}” is not in the glossary.",
        hint=f"Add “{{term: {name}, means: …}}” to the glossary, or “{name}” to "
        "“common-acronyms:” if every reader knows it.",
        about=text.about,
        words=(name,),
    )


def _word(text: str, start: int, name: str) -> str:
    """The acronym as it stands in the text, with its plural’s “s”."""
    end = start + len(name)
    return text[start : end + 1] if text[end : end + 1] == "s" else name


def _small_words(texts: list[Printed]) -> set[str]:
    return {word for text in texts for word in _SMALL.findall(text.text)}

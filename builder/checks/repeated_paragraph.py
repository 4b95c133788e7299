"""Finds paragraphs that stand twice.

What it finds:
    A paragraph or list item of eight words or more that stands in two places of the clauses, in
    one guide or in two programs' own texts. Capitals, punctuation and emphasis do not count.
Why it matters:
    Sooner or later only one of the two is changed, and the guide contradicts itself, or two
    guides drift apart.
Failing example:
    “The Partner must answer each request within two days.” in two clause files.
Passing example:
    The sentence in one clause, and in the other: “[](#requests) sets the time for answers.”
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.paragraphs import Paragraph, paragraphs
from builder.reading.subject import Collection

SEVERITY = Severity.WARNING

_SHOWN = 8


def check_all(collection: Collection) -> Iterator[Finding]:
    """Compare all paragraphs by their words."""
    first: dict[tuple[str, ...], Paragraph] = {}
    for found in paragraphs(collection):
        paragraph, other = found, first.setdefault(found.words, found)
        if other is not paragraph:
            # A program's own text is the copy, wherever it stands.
            if paragraph.shared and not other.shared:
                paragraph, other = other, paragraph
            begin = " ".join(paragraph.text.split()[:_SHOWN]) + " …"
            same_guide = set(paragraph.programs) & set(other.programs)
            if same_guide:
                hint = "Keep one, and refer to its section here."
            elif other.shared:
                hint = "Use the shared text here, too."
            else:
                hint = "Move it to a shared clause that both programs print."
            yield Finding(
                at=paragraph.at,
                message=f"The paragraph “{begin}” stands in {other.at.file} as well.",
                hint=hint,
                related=(other.at,),
                programs=tuple(paragraph.programs),
                about=paragraph.about,
                words=(begin,),
            )

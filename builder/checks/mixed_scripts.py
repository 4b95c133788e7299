"""Finds words whose letters are not what they look like.

What it finds:
    A word with letters of two scripts, like a Cyrillic “а” in “Partner”; one that consists of such
    letters only, in a text that is not of their script; digits of two kinds in one number; letters
    in the shapes of formulas, of double width, or joined to one sign. All files of the guide are
    read. A whole word in another script, µ, Ω and ΔT are left alone.
Why it matters:
    Nobody sees the difference, but the word is not found by a search, it is no name of a party or
    a term to the checks, and the guide says something else than the document that it quotes.
Failing example:
    The Pаrtner must sign the form. (with a Cyrillic “а”)
Passing example:
    The Partner must sign the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.authored import figure_texts
from builder.reading.subject import Subject
from builder.source import Span
from builder.source.scripts import OddWord, odd_words

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every text that is printed, and then at all other lines of the files."""
    found: set[Span] = set()
    for authored in (*subject.authored, *figure_texts(subject.program)):
        for word in odd_words(authored.text):
            at = authored.text.where(word.start, word.end - word.start)
            found.add(at)
            yield _finding(at, word, authored.text, authored.about)
    for source in subject.program.sources.values():
        if source.text.isascii():
            continue
        for row, line in enumerate(source.lines, start=1):
            for word in odd_words(line):
                length = word.end - word.start
                at = Span(file=source.name, line=row, column=word.start + 1, length=length)
                if at not in found:
                    yield _finding(at, word, line, None)


def _finding(at: Span, odd: OddWord, text: str, about: str | None) -> Finding:
    word = text[odd.start : odd.end]
    return Finding(
        at=at,
        message=f"“{word}” {odd.what}.",
        hint="Type the word again.",
        about=about,
        words=(word, *odd.quoted),
    )

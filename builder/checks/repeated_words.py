"""Finds words that stand twice in a row.

What it finds:
    * A word or a few words that are repeated at once, over the end of a line, too: “must must”.
    * A unit that stands in a value and in the text around it: “14 days days”, “14 days business
      days”, “14 days-day period”, “$500 dollars”, “95 % percent”.
    * A number beside itself: “3 3 contacts”, “3 three contacts”.
    Words that can follow themselves, as in “had had” and “switched on on”, are left alone.
Why it matters:
    It reads like a slip, and with a value it is one in every program that prints the value.
Failing example:
    The Partner must announce it {{ notice }} days before. (`notice` is “14 days”)
Passing example:
    The Partner must announce it {{ notice }} before.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.authored import figure_texts
from builder.reading.printed import Printed, front, place_of, printed
from builder.reading.repeated import Repeated, repeated
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every text as the guide prints it, and at the words that figures draw."""
    for text in (*printed(subject, hide=None), *front(subject)):
        for found in repeated(text.text):
            words = text.text[found.start : found.end]
            yield _finding(_place(subject, text, found), words, text.about)
    for authored in figure_texts(subject.program):
        for found in repeated(authored.text):
            words = authored.text[found.start : found.end]
            yield _finding(authored.at(found.start, found.end), words, authored.about)


def _place(subject: Subject, text: Printed, found: Repeated) -> Span | None:
    """Where both stand; where the second stands if a value holds the first."""
    whole = place_of(subject, text, text.text[found.start : found.end], found.start)
    if whole is not None and whole.length:
        return whole
    return place_of(subject, text, text.text[found.second : found.end], found.second)


def _finding(at: Span | None, words: str, about: str) -> Finding:
    shown = " ".join(words.split())
    return Finding(
        at=at,
        message=f"“{shown}” says the same twice.",
        hint="Delete one of the two; if one of them comes from a value, delete the other.",
        about=about,
        words=(shown,),
    )

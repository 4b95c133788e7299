"""Finds words of one program in the guide of another.

What it finds:
    A word that the family's `vocabulary:` gives to one program, in a text, a title, a glossary
    entry or an address that another program's guide prints. Small and capital letters count
    only for words that have capitals.
Why it matters:
    Guides are made from one another. An example or a rule that came along from another program
    tells partners to do something that makes no sense for their software.
Failing example:
    Explain the failback process. (In the guide for key servers, with
    `vocabulary: {storage: [failback]}`.)
Passing example:
    Explain the {{ recovery-process }} process. (Each program sets its own value.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.reading.addresses import addresses
from builder.reading.authored import AuthoredText
from builder.reading.subject import Subject
from builder.reading.word_forms import longest_of, spaced
from builder.source import Span

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Look for the words of all other programs; a word that is this program's too is no fault."""
    own = {
        str(word)
        for vocabulary in subject.policy.vocabularies
        if vocabulary.program == subject.id
        for word in vocabulary.words
    }
    for vocabulary in subject.policy.vocabularies:
        words = [str(word) for word in vocabulary.words if str(word) not in own]
        if vocabulary.program != subject.id and words:
            yield from _words_of(subject, str(vocabulary.program), words)


def _words_of(subject: Subject, program: str, words: list[str]) -> Iterator[Finding]:
    pattern = re.compile(rf"(?<![\w@])(?:{longest_of(words, _pattern)})s?(?![\w@])")
    reported: set[str] = set()
    for authored in subject.authored:
        for match in authored.matches(pattern):
            if _is_link(subject, authored):
                if authored.about in reported:
                    continue
                reported.add(authored.about)
            at = authored.at(*match.span())
            yield _finding(subject, program, match[0], at, authored.about)
    loose = re.compile(
        "|".join(rf"(?<![a-z]){_joined(word)}s?(?![a-z])" for word in words), re.IGNORECASE
    )
    for address in addresses(subject):
        found = loose.search(address.url)
        if found and address.link.id not in reported:
            at = address.place(found[0])
            yield _finding(subject, program, found[0], at, address.link.id)


def _finding(subject: Subject, program: str, word: str, at: Span, about: str) -> Finding:
    shown = " ".join(word.split())
    return Finding(
        at=at,
        message=f"“{shown}” belongs to the program “{program}”, not to “{subject.id}”.",
        hint="Write what holds for this program, or put the words into a parameter or slot that "
        "each program fills with its own.",
        about=about,
        words=(shown, program, subject.id),
    )


def _is_link(subject: Subject, authored: AuthoredText) -> bool:
    link = subject.program.links.get(authored.about)
    return link is not None and link.label.at == authored.text.at


def _joined(word: str) -> str:
    return r"(?:[\s+_-]|%20)+".join(map(re.escape, re.split(r"[\s-]+", word)))


def _pattern(word: str) -> str:
    return f"(?i:{spaced(word)})" if word == word.lower() else spaced(word)

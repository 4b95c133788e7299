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
    pattern = _any(words)
    reported: set[str] = set()
    for authored in subject.authored:
        if not pattern.search(authored.text):
            continue
        for match in pattern.finditer(authored.prose()):
            if _is_link(subject, authored):
                if authored.about in reported:
                    continue
                reported.add(authored.about)
            at = authored.text.where(match.start())
            yield _finding(subject, program, match[0], at, authored.about)
    loose = re.compile(
        "|".join(rf"(?<![a-z]){_joined(word)}s?(?![a-z])" for word in words), re.IGNORECASE
    )
    for address in addresses(subject):
        found = loose.search(address.url)
        if found and address.link.id not in reported:
            yield _finding(subject, program, found[0], address.place(found[0]), address.link.id)


def _finding(subject: Subject, program: str, word: str, at: Span, about: str) -> Finding:
    shown = " ".join(word.split())
    length = len(word.split("\n", maxsplit=1)[0].rstrip())
    return Finding(
        at=Span(file=at.file, line=at.line, column=at.column, length=length),
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


def _any(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<![\w@])(?:" + "|".join(map(_pattern, longest)) + r")s?(?![\w@])")


def _pattern(word: str) -> str:
    inside = r"\s+".join(map(re.escape, word.split()))
    return f"(?i:{inside})" if word == word.lower() else inside

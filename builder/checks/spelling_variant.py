"""Finds words and names that are written in two ways.

What it finds:
    * The variants that `spelling:` of the family lists; `guides check --fix` writes the
      preferred form instead.
    * A word that one guide writes with a hyphen and without it (pre-requisite, prerequisite),
      or with different capitals inside (Workbench, WorkBench; VCG, vCG): every place with the
      form that is used less.
Why it matters:
    In a formal text two spellings read like two things, and a search finds only one of them.
Failing example:
    Install the plug-in. … The plugin needs a license.
Passing example:
    Install the plug-in. … The plug-in needs a license.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import Finding, Severity
from builder.reading.authored import AuthoredText
from builder.reading.repairs import edit_of
from builder.reading.subject import Subject
from builder.reading.word_forms import forms, longest_of, minority, spaced
from builder.source import Span

SEVERITY = Severity.WARNING


@dataclass(frozen=True, slots=True)
class _Rules:
    """All variants as one pattern, and what is preferred to each; `keep` are the preferred."""

    variant: re.Pattern[str]
    preferred: Mapping[str, str]
    keep: re.Pattern[str]


def check(subject: Subject) -> Iterator[Finding]:
    """Look for the listed variants first, then for words in two forms."""
    rules = _rules(subject)
    texts = [(authored, authored.prose()) for authored in subject.authored]
    found: set[tuple[Span, int]] = set()
    for authored, prose in texts:
        for start, old, new in _variants(rules, prose) if rules else ():
            found |= {(authored.text.at, place) for place in range(start, start + len(old))}
            yield _finding(subject, authored, start, (old, new), fix=True)
    preferred = {
        str(spelling.preferred).replace("-", "").lower(): str(spelling.preferred)
        for spelling in subject.policy.spellings
    }
    for key, group in forms(texts).items():
        word, others = minority(group, preferred.get(key))
        for form in others:
            if (form.authored.text.at, form.start) not in found:
                yield _finding(subject, form.authored, form.start, (form.word, word), fix=False)


def _finding(
    subject: Subject, authored: AuthoredText, start: int, words: tuple[str, str], *, fix: bool
) -> Finding:
    """`words` are the form found and the other one.

    `fix` tells that the other one is preferred by data; else it only stands more often.
    """
    old, new = words
    at = authored.at(start, start + len(old))
    shown = " ".join(old.split())
    return Finding(
        at=at,
        message=f"“{shown}” is written instead of “{new}”."
        if fix
        else f"“{shown}” is written “{new}” elsewhere in this guide.",
        hint=f"Write “{new}”, or let `guides check --fix` do it."
        if fix
        else "Write one form, and name it under “spelling:” as the preferred one.",
        about=authored.about,
        words=(shown, new),
        edit=edit_of(subject, at, old, new) if fix else None,
    )


def _rules(subject: Subject) -> _Rules | None:
    spellings = subject.policy.spellings
    if not spellings:
        return None
    preferred = {
        _key(str(variant)): str(spelling.preferred)
        for spelling in spellings
        for variant in spelling.variants
    }
    variants = [str(variant) for spelling in spellings for variant in spelling.variants]
    keep = [str(spelling.preferred) for spelling in spellings]
    return _Rules(_any(variants), preferred, _any(keep))


def _any(words: list[str]) -> re.Pattern[str]:
    word = rf"(?<![\w@/.-])(?P<word>{longest_of(words, _pattern)})"
    return re.compile(word + r"(?P<plural>s?)(?![\w@/-]|\.\w)")


def _pattern(word: str) -> str:
    """A word as it can stand in a text; one in small letters also at the start of a sentence."""
    inside = spaced(word)
    if word == word.lower() and word[0].isalpha():
        return f"[{word[0]}{word[0].upper()}]" + inside[1:]
    return inside


def _key(word: str) -> str:
    return " ".join(word.split())


def _variants(rules: _Rules, prose: str) -> Iterator[tuple[int, str, str]]:
    """Each variant of a text: its offset, itself, and what to write."""
    matches = list(rules.variant.finditer(prose))
    if not matches:
        return
    kept = [match.span() for match in rules.keep.finditer(prose)]
    for match in matches:
        if any(start <= match.start() and match.end() <= end for start, end in kept):
            continue
        word = _key(match["word"])
        new = rules.preferred.get(word)
        if new is None:
            new = rules.preferred[word[0].lower() + word[1:]]
            new = new[0].upper() + new[1:]
        yield match.start(), match[0], new + match["plural"]

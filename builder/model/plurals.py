"""The regular plurals of English, by which a text names a term of the glossary.

Behind a term can follow s or es. A y behind a consonant becomes ies, is becomes es, and ix and ex
become ices; these forms are a part of the term's own pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

ENDING = "(?:s|es)?"
"""The pattern of what can follow a term."""

_CHANGED = (
    (re.compile(r"(?<=[b-df-hj-np-tv-xz])y"), "(?:y|ies)", "ies", "y"),
    (re.compile(r"(?<=[a-z]{2})is"), "(?:is|es)", "es", "is"),
    (re.compile(r"(?<=[a-z]{2})ix"), "(?:ix|ices)", "ices", "ix"),
    (re.compile(r"(?<=[a-z]{2})ex"), "(?:ex|ices)", "ices", "ex"),
)


def term_pattern(term: str) -> str:
    """A pattern for a term or its plural, on one line or wrapped; `ENDING` is to follow it."""
    for singular, forms, _, last in _CHANGED:
        if re.search(f"{singular.pattern}$", term):
            return _spaced(term.removesuffix(last)) + forms
    return _spaced(term)


def term_of(text: str, known: Mapping[str, T]) -> T | None:
    """What is known of a term that a text names, by the words that its pattern found."""
    words = " ".join(text.split())
    found = known.get(words)
    for _, _, ending, singular in _CHANGED if found is None else ():
        if words.endswith(ending):
            found = found or known.get(words.removesuffix(ending) + singular)
    return found


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))

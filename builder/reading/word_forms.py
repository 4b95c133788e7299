"""The forms in which one word is written: with a hyphen or without, with capitals inside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.obligations.words import word_set
from builder.reading.authored import AuthoredText

_WORD = re.compile(
    r"(?<![\w@/.\\&=-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z][A-Za-z0-9]*)*(?![\w@\\&=]|-\w|\.\w|://)"
)
_SHORTEST = 3
_PLURAL = 4
# Words that mean another thing with a hyphen.
_OTHER_WORDS = word_set(
    "coop react readdress recollect recount recover recreate redress reform relay release remark "
    "repress represent resent reserve resign resort restrain retreat unionized"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForm:
    """A word where it stands: its `shape` is what tells it from other forms of the word."""

    word: str
    shape: str
    authored: AuthoredText
    start: int


def spaced(words: str) -> str:
    """A pattern for words that stand one after another, on one line or wrapped."""
    return r"\s+".join(map(re.escape, words.split()))


def longest_of(words: Iterable[str], pattern: Callable[[str], str]) -> str:
    """A pattern for any of some words, of which the longest that fits is found."""
    return "|".join(map(pattern, sorted(words, key=len, reverse=True)))


def forms(texts: Iterable[tuple[AuthoredText, str]]) -> Mapping[str, list[WordForm]]:
    """The words of texts that could be written in two ways, by the word without hyphens.

    Each text comes with its prose. Only words that stand there in more than one shape are kept.
    """
    places: dict[str, list[tuple[AuthoredText, int]]] = defaultdict(list)
    for authored, prose in texts:
        for match in _WORD.finditer(prose):
            places[match[0]].append((authored, match.start()))
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for word in places:
        if len(word) >= _SHORTEST:
            groups[_singular(word.replace("-", "").lower())][word] = _shape(word)
    return {
        key: [
            WordForm(word=word, shape=shape, authored=authored, start=start)
            for word, shape in shapes.items()
            for authored, start in places[word]
        ]
        for key, shapes in groups.items()
        if len(shapes) > 1 and len(set(shapes.values())) > 1 and key not in _OTHER_WORDS
    }


def minority(group: list[WordForm], preferred: str | None) -> tuple[str, Iterator[WordForm]]:
    """The form to keep, and the places with others: what is preferred, else what most say."""
    counted = Counter(form.shape for form in group)
    first = {shape: index for index, shape in reversed(list(enumerate(map(_of, group))))}
    if preferred is not None:
        keep = _shape(preferred)
    else:
        keep = max(counted, key=lambda shape: (counted[shape], -first[shape]))
    word = preferred or next(form.word for form in group if form.shape == keep)
    return word, (form for form in group if form.shape != keep and differ(form.shape, keep))


def differ(one: str, other: str) -> bool:
    """Whether two shapes of a word are a fault where both are used.

    A word in capitals beside one in small letters is emphasis, or an acronym beside a word.
    """
    if one.replace("-", "\0").lower() != other.replace("-", "\0").lower():
        return True
    if one == other:
        return False
    plain = [shape for shape in (one, other) if shape == shape.lower()]
    return not (plain and any(shape.isupper() for shape in (one, other)))


def _of(form: WordForm) -> str:
    return form.shape


def _shape(word: str) -> str:
    """The word as it differs from other forms: capitals count only inside a part of it."""
    singular = word[:-1] if _singular(word) != word else word
    parts = singular.split("-")
    inner = any(letter.isupper() for part in parts for letter in part[1:])
    return singular if inner else singular.lower()


def _singular(word: str) -> str:
    if len(word) > _PLURAL and word.endswith("s") and not word.endswith(("ss", "S", "us", "is")):
        return word[:-1]
    return word

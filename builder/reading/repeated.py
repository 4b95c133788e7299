"""Finds words that follow themselves in a text as the guide prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.obligations.words import NUMBERS, word_set

_WORD = re.compile(r"[^\W_]+(?:[’'&/._+-]+[^\W_]+)*")
_GAP = re.compile(r"\s+")
_UNIT_GAP = re.compile(r"[’']?\s+")
_SPACES = r"[ \t\n\u00a0\u202f]*"
_SIGNS = re.compile(
    rf"\$\s?\d[\d.,]*{_SPACES}(?:US )?(?:dollars?|USD dollars?)\b|€\s?\d[\d.,]*{_SPACES}euros?\b"
    rf"|£\s?\d[\d.,]*{_SPACES}pounds?\b|\d+{_SPACES}%{_SPACES}(?:percent\b|per cent\b|%)"
    rf"|\d+{_SPACES}(?:€|EUR){_SPACES}(?:euros?\b|EUR\b|€)|\d+{_SPACES}USD{_SPACES}dollars?\b"
    rf"|°\s?C degrees"
)
_LONGEST = 6
"""So many words can a phrase have that stands twice."""

_UNITS = word_set(
    "second minute hour day week month quarter year percent byte kb mb gb tb ms dollar euro pound "
    "meter metre kilometer kilometre inch foot mile gram kilogram liter litre copy time"
)
_KINDS = word_set("business calendar working full whole consecutive additional further more")
# Words that follow themselves in good English.
_TWICE = word_set("had that do her bye no so")
_AFTER_SUBJECT = word_set("it this that what there he she who which all")
_PARTICLES = word_set("in on off up out over by down through")
_PHRASAL = word_set(
    "log logs check checks sign signs opt opts step move carry go goes pass turn turns hand fill "
    "plug build built bring phase switch put puts set sets take takes roll break opted came come "
    "comes went gone done left kept held run runs get gets give given drop stay lock zoom"
)
_BEFORE_NOUN_WILL = word_set("at free good last own legal living the a his their ill any")
# Words without which a phrase like “again and again and again” would be found.
_LINKS = word_set("and or by to after upon for in on the")
# Words that a sentence begins with in capitals, and again in small letters.
_FUNCTION = word_set(
    "the a an of in to and or for with by on at from as is are be must shall this these that no "
    "not if when all any each every its their"
)
_NAMES = word_set("Pago Walla Bora Wagga Baden Duran Boutros Sirhan Yo Tutti Nous Vous Bla Blah Ha")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """What says the same twice at `start:end`; the second time at `second`."""

    start: int
    second: int
    end: int


def repeated(text: str) -> Iterator[Repeated]:
    """Every repetition of a text, in order; no two of them overlap."""
    words = list(_WORD.finditer(text))
    lower = [word[0].lower() for word in words]
    found = [*_hyphenated(words), *_signs(text)]
    for at, word in enumerate(lower):
        if word in lower[at + 1 : at + 1 + _LONGEST]:
            one = _phrase(text, words, at)
            if one is not None:
                found.append(one)
        if word[0].isdigit() or word in NUMBERS:
            one = _number(text, words, at) or _unit(text, words, at)
            if one is not None:
                found.append(one)
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            end = one.end
            yield one


def _phrase(text: str, words: Sequence[re.Match[str]], at: int) -> Repeated | None:
    """One word or several that stand twice from a word on."""
    for length in range(1, min(_LONGEST, (len(words) - at) // 2) + 1):
        last = at + 2 * length - 1
        if length == 1 and not _GAP.fullmatch(text, words[at].end(), words[at + 1].start()):
            return None
        first, second = words[at : at + length], words[at + length : last + 1]
        if (
            _same(text, first, second)
            and all(
                _GAP.fullmatch(text, words[i].end(), words[i + 1].start()) for i in range(at, last)
            )
            and not _meant(words, at, length)
        ):
            return Repeated(start=first[0].start(), second=second[0].start(), end=second[-1].end())
    return None


def _same(text: str, first: Sequence[re.Match[str]], second: Sequence[re.Match[str]]) -> bool:
    """Whether two stretches are the same words; the first may begin with a capital letter."""
    one, other = first[0][0], second[0][0]
    alike = one == other or (one.lower() == other.lower() and one.lower() in _FUNCTION)
    if len(first) > 1 and not alike:
        alike = one.lower() == other.lower()
    return alike and all(a[0] == b[0] for a, b in zip(first[1:], second[1:], strict=True))


def _meant(words: Sequence[re.Match[str]], at: int, length: int) -> bool:
    """Whether a repetition is good English, a name, or a number of several groups."""
    phrase = [words[i][0] for i in range(at, at + length)]
    before = words[at - 1][0].lower() if at else ""
    after = words[at + 2 * length][0] if at + 2 * length < len(words) else ""
    if all(word.isdigit() for word in phrase):
        return length > 1 or not after[:1].islower() or before.isdigit()
    if length > 1:
        ends = phrase[-1].lower() in _LINKS and after == phrase[0]
        return ends or (phrase[0].lower() in _LINKS and before == phrase[-1].lower())
    word = phrase[0].lower()
    if len(word) == 1 and phrase[0] != "a":
        return True
    return (
        word in _TWICE
        or phrase[0] in _NAMES
        or (word == "is" and before in _AFTER_SUBJECT)
        or (word == "will" and before in _BEFORE_NOUN_WILL)
        or (word in _PARTICLES and (before in _PHRASAL or before.endswith(("ed", "ing"))))
    )


def _number(text: str, words: Sequence[re.Match[str]], at: int) -> Repeated | None:
    """A number in digits beside the same in letters."""
    if at + 1 >= len(words):
        return None
    one, other = words[at][0].lower(), words[at + 1][0].lower()
    pair = {one, other}
    digits = [word for word in pair if word.isdigit()]
    if len(pair) != 2 or len(digits) != 1:
        return None
    number = next(word for word in pair if word not in digits)
    if str(NUMBERS.get(number)) != digits[0]:
        return None
    if not _GAP.fullmatch(text, words[at].end(), words[at + 1].start()):
        return None
    return Repeated(start=words[at].start(), second=words[at + 1].start(), end=words[at + 1].end())


def _unit(text: str, words: Sequence[re.Match[str]], at: int) -> Repeated | None:
    """A number with its unit, and the unit again, perhaps with its kind before it."""
    number = words[at][0].lower()
    if not (number[0].isdigit() or number in NUMBERS) or at + 2 >= len(words):
        return None
    unit = _singular(words[at + 1][0])
    if unit not in _UNITS or not _GAP.fullmatch(text, words[at].end(), words[at + 1].start()):
        return None
    for last in range(at + 2, min(at + 4, len(words))):
        if not _UNIT_GAP.fullmatch(text, words[last - 1].end(), words[last].start()):
            return None
        word = words[last][0]
        if _singular(word.split("-")[0]) == unit:
            return Repeated(
                start=words[at].start(), second=words[last].start(), end=words[last].end()
            )
        if word.lower() not in _KINDS:
            return None
    return None


def _hyphenated(words: Sequence[re.Match[str]]) -> Iterator[Repeated]:
    """A unit in a compound that has it already: “14 days-day”."""
    for word in words:
        parts = word[0].split("-")
        for one, other in pairwise(parts):
            if _singular(one) in _UNITS and _singular(one) == _singular(other) and one != other:
                yield Repeated(
                    start=word.start(), second=word.end() - len(parts[-1]), end=word.end()
                )


def _signs(text: str) -> Iterator[Repeated]:
    """A sign and the word for it."""
    for match in _SIGNS.finditer(text):
        last = _WORD.search(text, match.end() - len(match[0].split()[-1]))
        second = last.start() if last and last.start() < match.end() else match.end() - 1
        yield Repeated(start=match.start(), second=second, end=match.end())


def _singular(word: str) -> str:
    lower = word.lower()
    return lower.removesuffix("s") if len(lower) > 2 else lower

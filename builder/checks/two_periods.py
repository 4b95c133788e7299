"""Finds two different periods or numbers for the same thing.

What it finds:
    * Two obligations of one party to do the same thing that differ in exactly one number or
      period, and hold in the same case.
    * Two sentences outside of lists and tables that say the same but for a period.
Why it matters:
    A deadline that stands in two places is changed in one of them. Then nobody knows which one
    counts.
Failing example:
    The Partner must announce each release 14 days before. … The Partner must announce each
    release 21 days before.
Passing example:
    Both sentences print {{ notice-days }}, or the second one refers to the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block, Section
from builder.model.obligation import Obligation
from builder.obligations.words import word_set
from builder.reading.documents import sentences
from builder.reading.duties import label, position, same_case, same_thing, short
from builder.reading.positions import locate
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.ERROR

_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_UNIT = re.compile(
    r"(?:business|calendar|working)?[ -]?(day|week|month|quarter|year|hour|minute)s?"
)
_PERIOD = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety)[ -]"
    r"((?:business |calendar |working )?(?:hour|day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_FEWEST = 6
_WORD = re.compile(r"[\w#]+")
_SMALL = word_set("a an any each every its the their this that")


def check(subject: Subject) -> Iterator[Finding]:
    """Compare obligations first, then sentences that bind nobody."""
    told: set[tuple[str, str]] = set()
    for one, other in subject.same_duties:
        if one.party == other.party:
            difference = _difference(one, other)
            if difference and same_case(one, other) and same_thing(one, other):
                told.add((one.section, other.section))
                yield _finding(subject, one, other, *difference)
    yield from _sentences(subject, told)


def _difference(one: Obligation, other: Obligation) -> tuple[str, str] | None:
    """What differs, if it is exactly one number or period: there and here.

    With two differences it is not known which number of the one belongs to which of the other.
    """
    if one.period and other.period:
        if _measure(one.period) == _measure(other.period):
            return None
        others = [numbers - {_number(period)} for numbers, period in _counts(one, other)]
        return (one.period, other.period) if others[0] == others[1] else None
    mine, theirs = list(one.numbers), list(other.numbers)
    if not mine or len(mine) != len(theirs):
        return None
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


def _counts(one: Obligation, other: Obligation) -> Iterator[tuple[set[str], str]]:
    yield set(one.numbers), one.period or ""
    yield set(other.numbers), other.period or ""


def _number(period: str) -> str:
    from builder.obligations.details import numbers

    return next(iter(numbers(period)), "")


def _measure(period: str) -> tuple[str, str]:
    """A period as its number and unit; days, weeks and so on as days."""
    unit = _UNIT.search(period.lower())
    number = _number(period)
    name = unit[0].strip() if unit else ""
    plain = unit[1] if unit else ""
    if plain == name.rstrip("s") and plain in _DAYS and number.isdigit():
        return str(int(number) * _DAYS[plain]), "day"
    return number, name.rstrip("s")


def _finding(
    subject: Subject, one: Obligation, other: Obligation, there: str, here: str
) -> Finding:
    what = short(other)
    return Finding(
        at=_place(subject, other, here),
        message=f"To “{what}”, it is “{here}” here, but “{there}” in {label(subject, one)}.",
        hint="State it once and refer to it, or print one parameter in both places.",
        related=(position(subject, one),),
        about=other.section,
        words=(what, here, there),
    )


def _place(subject: Subject, obligation: Obligation, here: str) -> Span | None:
    """Where the number stands; one that is spelled otherwise in the text is not looked for."""
    if here in obligation.sentence:
        return locate(subject, obligation.place, here)
    return position(subject, obligation)


def _sentences(subject: Subject, told: set[tuple[str, str]]) -> Iterator[Finding]:
    """Sentences with a period that say the same without it."""
    found: list[tuple[Section, Block, str, tuple[str, ...]]] = []
    for section in subject.guide.walk():
        for block in section.blocks:
            if block.kind != "paragraph" or not any(c.isdigit() for c in block.text):
                continue
            for sentence in sentences(block):
                matches = list(_PERIOD.finditer(sentence.text))
                if len(matches) != 1 or len(sentence.text.split()) < _FEWEST:
                    continue
                match = matches[0]
                rest = sentence.text[: match.start()] + "#" + sentence.text[match.end() :]
                found.append((section, block, match[0], _telling(rest)))
    for index, (section, block, period, words) in enumerate(found):
        for before, other, there, others in found[:index]:
            same = _measure(period) == _measure(there) or (before.id, section.id) in told
            if same or words != others:
                continue
            yield Finding(
                at=locate(subject, block.at, period),
                message=f"It is “{period}” here, but “{there}” in {before.label}, in the same "
                "words.",
                hint="State it once and refer to it, or print one parameter in both places.",
                related=(locate(subject, other.at, there),),
                about=section.id,
                words=(period, there),
            )


def _telling(text: str) -> tuple[str, ...]:
    """The words of a sentence without articles and the like."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _SMALL)

"""Finds in the sources the words that a check found in the published guide.

A block of the guide knows where its first line was written. Its words stand there, in the
lines below, or in the values that its placeholders print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from builder.clauses import scan
from builder.model.guide import Place
from builder.reading.authored import AuthoredText, Form
from builder.reading.subject import Subject, span
from builder.source import Span

_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_MARKS = "*_`"


def locate(subject: Subject, place: Place | None, needle: str, occurrence: int = 0) -> Span | None:
    """The authored position of `needle` in the block that begins at `place`.

    `needle` is a word or a few words of the published text; wrapped lines and marks of
    emphasis between them are no hindrance. `occurrence` counts from 0. What a placeholder of
    the block prints is found in the value's own place. The length of a needle that is wrapped
    ends with its line. Where nothing is found the result is `place`; without a place, None.
    """
    if place is None:
        return None
    # The block's own words come first: a value that it prints can hold the same word.
    for authored, start, end in _stretches(subject, place):
        spans = list(_within(authored, start, end, needle))
        if spans:
            return spans[min(occurrence, len(spans) - 1)]
    for authored, start, end in _stretches(subject, place):
        for value in _printed(subject, authored, start, end):
            spans = list(_within(value, 0, len(value.text), needle))
            if spans:
                return spans[min(occurrence, len(spans) - 1)]
    return span(place)


def locate_part(
    subject: Subject, place: Place | None, text: str, start: int, end: int
) -> Span | None:
    """The authored position of `text[start:end]`, where `text` is all that a block itself says."""
    needle = text[start:end]
    return locate(subject, place, needle, len(_whole(needle).findall(text, 0, start)))


def locate_last_word(subject: Subject, place: Place | None, text: str) -> Span | None:
    """The authored position of the last word of a block that itself says `text`."""
    end = len(text.rstrip())
    start = end - len("".join(text.split()[-1:]))
    return locate_part(subject, place, text, start, end)


def _stretches(subject: Subject, place: Place) -> Iterator[tuple[AuthoredText, int, int]]:
    """The authored text of a block, as a text and the offsets between which it stands.

    There are several only where a block begins with a parameter's value: its place is then
    that of the value, and the block is one of those that print the parameter first.
    """
    here = subject.authored_at(place)
    if here is not None:
        yield _stretch(here, place)
    value = subject.parameter_at(place)
    if value is None:
        return
    for used in value.used:
        text = subject.authored_at(used)
        if text is not None:
            found = _stretch(text, used)
            before = text.text[found[1] - used.column + 1 : found[1]]
            if text.form is not Form.CLAUSE or not before.strip() or _ITEM.fullmatch(before):
                yield found


def _stretch(authored: AuthoredText, place: Place) -> tuple[AuthoredText, int, int]:
    """From a place on to the end of its paragraph; all of a text that is no clause."""
    if authored.form is not Form.CLAUSE:
        return authored, 0, len(authored.text)
    lines = authored.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    end = start - place.column + 1
    for row, line in enumerate(lines[place.line - 1 :]):
        if row and (not line.strip() or _ITEM.match(line)):
            break
        end += len(line) + 1
    return authored, start, min(end, len(authored.text))


def _within(authored: AuthoredText, start: int, end: int, needle: str) -> Iterator[Span]:
    prose = authored.prose()
    for pattern in _patterns(needle):
        matches = list(pattern.finditer(prose, start, end))
        for match in matches:
            yield authored.at(*match.span())
        if matches:
            return


@lru_cache(maxsize=512)
def _whole(needle: str) -> re.Pattern[str]:
    return re.compile(_bounded(needle, re.escape(needle)))


def _bounded(needle: str, pattern: str) -> str:
    """A pattern for a needle that is no part of a longer word."""
    before = r"(?<!\w)" if needle[:1].isalnum() else ""
    after = r"(?!\w)" if needle[-1:].isalnum() else ""
    return before + pattern + after


@lru_cache(maxsize=512)
def _patterns(needle: str) -> tuple[re.Pattern[str], ...]:
    """What a needle may look like: whole words, part of a word, with marks of emphasis in it."""
    gap = f"[{_MARKS}]*[\\s>]+[{_MARKS}]*"
    inside = gap.join(_letters(word, "") for word in needle.split())
    marked = gap.join(_letters(word, f"[{_MARKS}]*") for word in needle.split())
    return tuple(
        map(re.compile, dict.fromkeys(("".join(_bounded(needle, inside)), inside, marked)))
    )


def _letters(word: str, marks: str) -> str:
    """A word's letters; others can have a backslash before them, and `marks` around them."""
    return "".join(
        re.escape(letter) if letter.isalnum() else rf"{marks}\\?{re.escape(letter)}{marks}"
        for letter in word
    )


def _printed(
    subject: Subject, authored: AuthoredText, start: int, end: int
) -> Iterator[AuthoredText]:
    """The values and labels that a stretch of text prints."""
    program = subject.program
    found = scan(authored.text)
    for placeholder in found.placeholders:
        parameter = program.parameters.get(placeholder.name)
        if start <= placeholder.start < end and parameter is not None:
            yield AuthoredText(text=parameter.value, about=parameter.id, form=Form.PLAIN)
    for reference in found.references:
        link = program.links.get(reference.target)
        if start <= reference.start < end and link is not None:
            yield AuthoredText(text=link.label, about=link.id, form=Form.PLAIN)

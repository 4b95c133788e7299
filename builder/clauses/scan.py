"""Finds placeholders and references in authors' Markdown.

Only these three things are ours; everything else in a clause is plain CommonMark:

- ``{{ name }}`` inside a line prints a parameter,
- ``{{ kind: id }}`` alone on a line puts a slot, table, figure, list … there,
- ``[words](#id)`` refers to whatever has that id; without words the reference prints its own
  text, with ``#`` as the words only its number.

Inside code spans and fenced code an author shows text as it is: there are no references and
no blocks there, and only what is a placeholder of the first kind is one.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from builder.clauses.parser import parse

# An escaped character, or as many backticks as stand together.
_TICKS = re.compile(r"\\.|`+", re.S)
_LINE_END = re.compile(r"((?<!\\)(?:\\\\)*\\|[ ]{2,})?\n")
_RUN = re.compile(r"`+")
_PLACEHOLDER = re.compile(r"\{\{(?P<inner>[^{}\n]*)\}\}")
# Braces that are no placeholder: looked for when the placeholders are overwritten.
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_INNER = re.compile(
    r"\s*(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\s*(?::\s*(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\s*)?"
)
_REFERENCE = re.compile(
    r"(?<!\\)(?<!!)\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\(#(?P<id>[^()\s]*)\)", re.S
)


MOST_TEXTS = 8192
"""How many texts are remembered: those of some dozens of guides, each a few kilobytes."""


class ReferenceStyle(StrEnum):
    """How much a reference prints of its target."""

    FULL = "full"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """`{{ name }}` or `{{ name: id }}` at `start:end` of the text.

    `alone` is set when nothing else stands on the line; `indent` is then the white space
    before it. `faulty` marks braces whose inside is not a name.
    """

    start: int
    end: int
    name: str
    id: str | None
    alone: bool
    indent: str
    faulty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to `target` at `start:end`; the words between the brackets are `words`."""

    start: int
    end: int
    target: str
    words: str

    @property
    def style(self) -> ReferenceStyle:
        """What the words between the brackets ask for."""
        match self.words.strip():
            case "":
                return ReferenceStyle.FULL
            case "#":
                return ReferenceStyle.NUMBER
            case _:
                return ReferenceStyle.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found in one text, in order of position."""

    placeholders: tuple[Placeholder, ...]
    references: tuple[Reference, ...]
    code: tuple[tuple[int, int], ...]
    neutral: str

    def in_code(self, offset: int) -> bool:
        """Whether the character at `offset` is inside a code span or fenced code."""
        return _covered(self.code, offset)


def scan(text: str) -> Scan:
    """Find the placeholders and references of a text.

    `neutral` of the result is the text with every placeholder overwritten by letters of the
    same length, so that Markdown sees a plain word where a value will stand. Many stages ask for
    the same text; its positions play no part.
    """
    return _scan(str(text))


@lru_cache(maxsize=MOST_TEXTS)
def _scan(text: str) -> Scan:
    neutral = _PLACEHOLDER.sub(lambda m: "x" * len(m[0]), text)
    code = tuple(_code(neutral))

    placeholders = [
        found
        for found in (_placeholder(text, m) for m in _PLACEHOLDER.finditer(text))
        if not _covered(code, found.start) or (found.id is None and not found.faulty)
    ]
    placeholders += [
        Placeholder(
            start=m.start(), end=m.end(), name=m[0], id=None, alone=False, indent="", faulty=True
        )
        for m in _STRAY.finditer(neutral)
        if not _covered(code, m.start())
    ]
    references = [
        Reference(start=m.start(), end=m.end(), target=m["id"], words=m["words"])
        for m in _REFERENCE.finditer(text)
        if not _covered(code, m.start())
    ]
    return Scan(
        placeholders=tuple(sorted(placeholders, key=lambda p: p.start)),
        references=tuple(references),
        code=code,
        neutral=neutral,
    )


def line_breaks(text: str) -> tuple[bool, ...]:
    """Of each line end of a paragraph, whether a backslash or two spaces before it break the line.

    At the end of the paragraph, they do not.
    """
    code, end = scan(text).code, len(text.rstrip())
    return tuple(
        found[1] is not None and found.end() <= end and not _covered(code, found.start(1))
        for found in _LINE_END.finditer(text)
    )


def _code(text: str) -> Iterator[tuple[int, int]]:
    """The fences and spans of code in a text, as the parser sees them."""
    if "`" not in text and "~~~" not in text:
        return
    starts = [0, *(end.end() for end in re.finditer("\n", text)), len(text) + 1]
    for token in parse(text).tokens:
        if token.map is None or token.type not in {"fence", "inline"}:
            continue
        first, last = (starts[min(line, len(starts) - 1)] for line in token.map)
        if token.type == "fence":
            yield first, last - 1
        elif "`" in token.content:
            yield from _spans(text, first, last - 1)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Code spans in a paragraph: each ends in as many backticks as it begins with."""
    closers: dict[int, list[int]] = {}
    for run in _RUN.finditer(text, start, end):
        closers.setdefault(len(run[0]), []).append(run.start())
    position = start
    while found := _TICKS.search(text, position, end):
        position = found.end()
        alike = closers.get(len(found[0]), [])
        place = bisect_left(alike, position)
        if found[0][0] == "`" and place < len(alike):
            position = alike[place] + len(found[0])
            yield found.start(), position


def _covered(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether one of some stretches, in order, holds an offset."""
    place = bisect_right(stretches, (offset, sys.maxsize)) - 1
    return place >= 0 and offset < stretches[place][1]


def _placeholder(text: str, match: re.Match[str]) -> Placeholder:
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    end = text.find("\n", match.end())
    after = text[match.end() : end if end >= 0 else len(text)]
    inner = _INNER.fullmatch(match["inner"])
    return Placeholder(
        start=match.start(),
        end=match.end(),
        name=inner["name"] if inner else match["inner"].strip(),
        id=inner["id"] if inner else None,
        alone=not before.strip() and not after.strip(),
        indent=before,
        faulty=inner is None,
    )


Item = TypeVar("Item", bound=Placeholder | Reference)


def weave(
    items: Iterable[Item],
    end: int,
    literal: Callable[[int, int], str],
    made: Callable[[Item], str | None],
) -> str:
    """A text up to `end` with its items replaced by what is `made` of them.

    `literal` gives what stands between two offsets. An item of which nothing (None) is made stays
    as it is written, and so does one that begins inside another.
    """
    parts: list[str] = []
    position = 0
    for item in sorted(items, key=lambda item: item.start):
        if item.start < position:
            continue
        new = made(item)
        if new is not None:
            parts += [literal(position, item.start), new]
            position = item.end
    return "".join([*parts, literal(position, end)])

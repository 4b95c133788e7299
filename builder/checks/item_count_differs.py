"""Finds lists, tables and forms whose introduction names another number of things than they have.

What it finds:
    “It has four components:” before a list of five, “the following two contacts” before three
    forms, “Table 1 lists the three levels” for a table of four rows.
Why it matters:
    One of the two is wrong: an item was added or lost, and readers cannot tell which.
Failing example:
    The form asks for three contacts: (then a list of two)
Passing example:
    The form asks for two contacts: (then a list of two)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block, Section
from builder.reading.passages import containers, passage
from builder.reading.positions import locate_part
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True

_NAMES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_VALUES = {name: value for value, name in enumerate(_NAMES)} | {"both": 2}
_NUMBER = r"(?P<number>" + "|".join([*_NAMES, "both"]) + r"|\d{1,3})"
# Of so many things, in days or at most: not the number of items.
_UNITS = (
    r"(?:business|calendar|working)?\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?"
    r"|years?|percent|times?|copies|%)\b"
)
_NOT_BEFORE = (
    r"(?<![\w.$€-])(?<!any )(?<!than )(?<!least )(?<!most )(?<!to )(?<!other )(?<!within )"
)
_NOUN = rf"(?!\s+(?:of\b|or\s|more\b|other\b)|\s*{_UNITS})"
_PHRASE = r"(?:\s+[\w’/-]+){0,4}?\s+[\w’/-]*[\w’]s\b"
_LEAD_IN = (
    # “the following three contacts”, “these three contacts”, “three following contacts”
    re.compile(rf"\b(?:following|these)\s+{_NUMBER}\b{_NOUN}{_PHRASE}", re.I),
    re.compile(rf"{_NOT_BEFORE}\b{_NUMBER}\s+following\b", re.I),
    # “all three of the following:”, “both of these:”
    re.compile(rf"\b(?:all\s+{_NUMBER})\s+of\s+(?:the\s+following|these)\b", re.I),
    re.compile(r"\b(?P<number>both)\s+of\s+(?:the\s+following|these)\b", re.I),
    # “It has four components:”, “in two ways:”
    re.compile(rf"{_NOT_BEFORE}\b{_NUMBER}\b{_NOUN}{_PHRASE}[^.:;,]{{0,30}}:$", re.I),
)
_FORM = re.compile(rf"\b(?:the|these|for|of|has)\s+{_NUMBER}\b{_NOUN}{_PHRASE}", re.I)
_TABLE = re.compile(
    r"\b(?:lists?|shows?|contains?|names?|explains?|describes?|gives?|has|defines?|compares?"
    rf"|summari[sz]es|sets\s+out)\s+(?:all\s+|the\s+|its\s+|these\s+){{0,2}}{_NUMBER}\b"
    rf"{_NOUN}{_PHRASE}",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!])[”’)]?\s+(?=[A-Z“(\[\ufffc])")


@dataclass(frozen=True, slots=True)
class _StatedCount:
    """A number that a text names, the word for it, and where that stands in the text."""

    number: int
    words: str
    start: int
    end: int


def check(subject: Subject) -> Iterator[Finding]:
    """Look at what stands before every list and form, and at what refers to every table."""
    for section, blocks, _ in containers(subject):
        for before, block in pairwise(blocks):
            if before.kind != "paragraph":
                continue
            if block.kind in {"bullet-list", "numbered-list"}:
                said = _lead_in(passage(before))
                yield from _compare(subject, section, before, said, len(block.blocks), "items")
            elif block.kind == "form":
                said = _last(_FORM, passage(before))
                yield from _compare(subject, section, before, said, _forms(blocks, block), "forms")
    yield from _tables(subject)


def _forms(blocks: tuple[Block, ...], first: Block) -> int:
    """How many forms follow one another, from the first on."""
    count = 0
    for block in blocks[blocks.index(first) :]:
        if block.kind != "form":
            break
        count += 1
    return count


def _lead_in(text: str) -> _StatedCount | None:
    return next((said for pattern in _LEAD_IN if (said := _last(pattern, text))), None)


def _last(pattern: re.Pattern[str], text: str) -> _StatedCount | None:
    """What the last sentence of a text says by a pattern."""
    start = max((match.end() for match in _SENTENCE.finditer(text)), default=0)
    return _said(pattern, text.rstrip(), start)


def _said(
    pattern: re.Pattern[str], text: str, start: int, end: int | None = None
) -> _StatedCount | None:
    match = pattern.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    number = match["number"].lower()
    return _StatedCount(
        number=_VALUES[number] if number in _VALUES else int(number),
        words=match["number"],
        start=match.start("number"),
        end=match.end("number"),
    )


def _tables(subject: Subject) -> Iterator[Finding]:
    tables = {block.id: block for _, block in subject.blocks() if block.kind == "table"}
    for section, block in subject.texts():
        position = 0
        for run in block.runs:
            table = tables.get(run.target or "") if run.kind == "reference" else None
            position += len(run.text)
            if table is None or len(table.rows) == 0:
                continue
            text = passage(block)
            stop = _SENTENCE.search(text, position)
            said = _said(_TABLE, text, position, stop.start() if stop else None)
            if said and said.number in {len(table.head), len(table.head) - 1}:
                continue
            yield from _compare(subject, section, block, said, len(table.rows), "rows")


def _compare(  # noqa: PLR0913, PLR0917 (what is compared, and where)
    subject: Subject,
    section: Section,
    block: Block,
    said: _StatedCount | None,
    count: int,
    things: str,
) -> Iterator[Finding]:
    if said is None or said.number == count:
        return
    holder = {"items": "list", "forms": "form", "rows": "table"}[things]
    blocks = "blocks" if things == "forms" else things
    yield Finding(
        at=locate_part(subject, block.at, passage(block), said.start, said.end),
        message=f"The text says “{said.words}”, but the {holder} has {count} {blocks}.",
        hint=f"Correct the number, or the {holder}.",
        about=block.id or section.id,
        words=(said.words,),
    )

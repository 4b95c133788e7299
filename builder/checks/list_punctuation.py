"""Finds lists whose items do not end alike, and lists whose lead-in lacks a colon.

What it finds:
    * An item that ends with a full stop, comma, semicolon or nothing, where the other items of
      its list end otherwise. Sentences may end with “.”, “?” or “!”; a list whose items end
      with semicolons or commas may end with a full stop. An item that leads in a list of its
      own, and one with several paragraphs, is judged by its first words only where those stand
      alone.
    * A paragraph right before a list that does not end with a colon.
Why it matters:
    Mixed marks read as carelessness in a document that binds. Without a colon it is unclear
    whether the list belongs to the sentence, and so whether its “must” holds for the items.
Failing example:
    The Partner must:
    - Zip all documentation.
    - Include the archive in the bundle
Passing example:
    The Partner must:
    - Zip all documentation
    - Include the archive in the bundle
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from builder.diagnostics import Finding, Severity
from builder.model.blocks import LISTS
from builder.model.guide import Block, Section
from builder.reading.passages import containers, passage
from builder.reading.positions import locate_last_word
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_JOINED = re.compile(r"([;,])\s+(?:and|or)$")
_CLOSING = '”’)]" '
_NONE, _SENTENCE = "nothing", "a full stop"
_MARKS = {
    "": _NONE,
    ".": _SENTENCE,
    "?": _SENTENCE,
    "!": _SENTENCE,
    "…": _SENTENCE,
    ";": "a semicolon",
    ",": "a comma",
    ":": "a colon",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every list, and at the paragraph before it."""
    for section, block in subject.blocks():
        if block.kind in LISTS:
            yield from _items(subject, section, block)
    for section, blocks, outside in containers(subject):
        for before, block in pairwise(blocks):
            if before.kind == "paragraph" and block.kind in LISTS:
                yield from _lead_in(subject, section, before, outside=outside)


def _items(subject: Subject, section: Section, block: Block) -> Iterator[Finding]:
    ends = []
    for item in block.blocks:
        first = item.blocks[0] if item.blocks else None
        alone = len(item.blocks) == 1 or (len(item.blocks) > 1 and item.blocks[1].kind not in LISTS)
        if first is not None and first.kind == "paragraph" and alone:
            ends.append((first, _mark(first)))
    if len(ends) < 2:
        return
    usual = _usual([mark for _, mark in ends])
    for index, (paragraph, mark) in enumerate(ends):
        closing = index == len(ends) - 1 and paragraph is block.blocks[-1].blocks[0]
        joined = usual in {_MARKS[";"], _MARKS[","]}
        if mark == usual or (closing and joined and mark == _SENTENCE):
            continue
        yield Finding(
            at=locate_last_word(subject, paragraph.at, passage(paragraph)),
            message=f"This item ends with {mark}, but the other items of its list end with "
            f"{usual}.",
            hint="End all items of the list alike: sentences with a full stop, fragments with "
            "nothing.",
            about=section.id,
            words=_last_word(paragraph),
        )


def _usual(marks: list[str]) -> str:
    """How the items of a list end, by what most of them do; the first one decides a draw."""
    counted = Counter(marks)
    return max(counted, key=lambda mark: (counted[mark], -marks.index(mark)))


def _mark(paragraph: Block) -> str:
    text = paragraph.own_text
    joined = _JOINED.search(text.rstrip()[-8:])
    last = joined[1] if joined else text.rstrip(_CLOSING)[-1:]
    return _MARKS.get(last, _NONE)


def _last_word(paragraph: Block) -> tuple[str, ...]:
    return tuple(word.rstrip(_CLOSING + "".join(_MARKS)) for word in paragraph.text.split()[-1:])


def _lead_in(
    subject: Subject, section: Section, paragraph: Block, *, outside: bool
) -> Iterator[Finding]:
    mark = _mark(paragraph)
    # In an outline, an item can be the title of those below it.
    if mark == _MARKS[":"] or (not outside and mark == _NONE):
        return
    yield Finding(
        at=locate_last_word(subject, paragraph.at, passage(paragraph)),
        message="The paragraph that leads in this list does not end with a colon.",
        hint="End it with “:”, or put a sentence that leads in the list between them.",
        about=section.id,
        words=_last_word(paragraph),
    )

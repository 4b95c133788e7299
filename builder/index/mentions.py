"""Where the text of a guide names its glossary terms and its governing documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.index.uses import Key, Uses
from builder.model.guide import Block, Guide, Place, Section
from builder.model.program import Program
from builder.model.usage import Usage
from builder.model.words import Language
from builder.reading.documents import DocumentFinder
from builder.reading.passages import passage
from builder.reading.positions import locate, locate_part
from builder.reading.subject import Subject
from builder.source import Span


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that readers get; `term` is the glossary entry that it explains."""

    section: Section
    text: str
    at: Place
    inside: str
    term: str | None = None


def named(program: Program, guide: Guide, uses: Uses) -> dict[Key, list[Usage]]:
    """Every place that names a term or a document, in reading order.

    A term counts as a whole word or with a plural s; of two that begin at one place, the longer.
    A document counts by its own name, and by others that can only mean it.
    """
    subject = Subject(program=program, guide=guide)
    terms = {entry.term: entry.id for entry in guide.glossary}
    pattern = _pattern(terms) if terms else None
    names = DocumentFinder(subject) if program.documents else None
    found: dict[Key, list[Usage]] = {}

    def add(kind: str, id: str, one: _Text, start: int, end: int) -> None:
        at = _at(subject, one, start, end)
        usage = uses.usage("named", at, section=one.section.id, inside=one.inside)
        found.setdefault((kind, id), []).append(usage)

    for one in _texts(guide, program.words):
        for match in pattern.finditer(one.text) if pattern is not None else ():
            if match[1] != one.term:
                add("term", terms[match[1]], one, match.start(1), match.end(1))
        for mention in names.find(one.text) if names is not None else ():
            add("document", mention.document, one, mention.start, mention.end)
    return found


def _at(subject: Subject, one: _Text, start: int, end: int) -> Span:
    """Where the words were written.

    A template can make one text of several that belong to a thing, of which the guide knows only
    where the first was written.
    """
    needle = one.text[start:end]
    found = locate_part(subject, one.at, one.text, start, end)
    assert found is not None
    here = subject.authored_at(one.at)
    if found.length or here is None:
        return found
    for other in subject.authored:
        if other.about == here.about and other is not here:
            at = other.text.at
            place = Place(file=at.file, line=at.line, column=at.column)
            better = locate(subject, place, needle)
            if better is not None and better.length:
                return better
    return found


def _pattern(terms: dict[str, str]) -> re.Pattern[str]:
    words = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<![\w/.-])({words})s?(?![\w-]|\.\w)")


def _texts(guide: Guide, words: Language) -> Iterator[_Text]:
    """Everything that an author wrote for readers, with its place."""
    for section in guide.walk():
        if section.at is not None:
            yield _Text(section, section.title, section.at, "title")
        for block in section.blocks:
            yield from _block(section, block, words, "", None)


def _block(
    section: Section, block: Block, words: Language, inside: str, term: str | None
) -> Iterator[_Text]:
    own = block.own_text
    if block.kind in {"table", "figure"} and block.number:
        inside = words.label(block.kind, block.number)
    elif block.kind == "form":
        inside = "form"
    elif block.kind == "entry":
        inside, term = f"term {own}", own
    if own and block.at is not None and block.kind not in {"code", "entry"}:
        yield _Text(section, passage(block), block.at, inside, term)
    for part in block.blocks:
        yield from _block(section, part, words, inside, term)
    for row in (block.head, *block.rows):
        for cell in row:
            for part in cell.blocks:
                yield from _block(section, part, words, inside, term)

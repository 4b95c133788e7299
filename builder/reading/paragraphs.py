"""The paragraphs of the clauses of all programs, for the checks that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder.clauses import scan
from builder.model.program import Origin, SectionDef, Slot
from builder.reading.authored import AuthoredText, Form
from builder.reading.subject import Collection, Subject
from builder.source import Span

LEAST = 8
"""So many words must a paragraph have to be worth sharing."""

_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?")
_SENTENCE = re.compile(r"[.?!][)”]?\s+(?=[A-Z“\[{])")
_WORD = re.compile(r"\{\{.*?\}\}|[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph or list item as authored: `words` in small letters, without any marks.

    `about` is the id of the section, slot or list that it is in; `programs` are those that
    print it. `sentences` are its sentences of enough words, alone.
    """

    text: str
    words: tuple[str, ...]
    at: Span
    about: str
    shared: bool
    programs: list[str]
    sentences: tuple[Paragraph, ...] = ()


def paragraphs(collection: Collection) -> tuple[Paragraph, ...]:
    """Every paragraph of enough words, each once, in reading order of the first that prints it."""
    found: dict[Span, Paragraph] = {}
    for id, subject in collection.subjects.items():
        shared = _shared_files(subject)
        for authored in subject.authored:
            if authored.form is Form.CLAUSE:
                own = shared.get(authored.text.at.file, False)
            elif authored.form is Form.INLINE and authored.about in subject.program.lists:
                own = subject.program.lists[authored.about].origin is Origin.SHARED
            else:
                continue
            for paragraph in _paragraphs(authored, shared=own):
                found.setdefault(paragraph.at, paragraph).programs.append(id)
    return tuple(found.values())


def _shared_files(subject: Subject) -> dict[str, bool]:
    """Whether a clause file comes from the family; one that any part shares is shared."""
    files: dict[str, bool] = {}
    parts: list[SectionDef | Slot] = [*subject.program.sections(), *subject.program.slots.values()]
    for part in parts:
        if part.clause is not None:
            name = part.clause.source.name
            files[name] = files.get(name, False) or part.origin is Origin.SHARED
    return files


def _paragraphs(authored: AuthoredText, *, shared: bool) -> Iterator[Paragraph]:
    start = 0
    for end in [*(match.start() for match in _BREAK.finditer(authored.text)), len(authored.text)]:
        marker = _MARKER.match(authored.text, start, end)
        first = marker.end() if marker else start
        start = end
        paragraph = _unit(authored, first, end, shared=shared)
        if paragraph is not None:
            yield paragraph


def _unit(
    authored: AuthoredText, start: int, end: int, *, shared: bool, whole: bool = True
) -> Paragraph | None:
    """The text from `start` to `end`, if it has enough words; `whole` if it is no sentence."""
    piece = authored.text[start:end].rstrip()
    if piece.count(" ") + piece.count("\n") < LEAST - 1:
        return None
    words = tuple(word.casefold() for word in _WORD.findall(_bare(piece)))
    if len(words) < LEAST:
        return None
    units: tuple[Paragraph, ...] = ()
    if whole:
        ends = [match.end() for match in _SENTENCE.finditer(piece)]
        bounds = [start, *(start + offset for offset in ends), start + len(piece)]
        found = (_unit(authored, a, b, shared=shared, whole=False) for a, b in pairwise(bounds))
        units = tuple(unit for unit in found if unit is not None)
    return Paragraph(
        text=" ".join(piece.split()),
        words=words,
        at=authored.at(start, start + len(piece)),
        about=authored.about,
        shared=shared,
        programs=[],
        sentences=units,
    )


def _bare(piece: str) -> str:
    """The text with each reference as its words, or as its target if it has none."""
    if "](" not in piece:
        return piece
    parts, start = [], 0
    for reference in scan(piece).references:
        parts += [piece[start : reference.start], reference.words or reference.target]
        start = reference.end
    return "".join([*parts, piece[start:]])

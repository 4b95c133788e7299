"""The paragraphs of the clauses of all programs, for the checks that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.checks.authored import AuthoredText, Form
from builder.checks.subject import Collection, Subject
from builder.clauses import scan
from builder.model.program import Origin
from builder.source import Span

LEAST = 8
"""So many words must a paragraph have to be worth sharing."""

_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?")
_WORD = re.compile(r"\{\{.*?\}\}|[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph or list item as authored: `words` in small letters, without any marks.

    `about` is the id of the section, slot or list that it is in; `programs` are those that
    print it.
    """

    text: str
    words: tuple[str, ...]
    at: Span
    about: str
    shared: bool
    programs: list[str] = field(default_factory=list)


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
    parts = [*subject.program.sections(), *subject.program.slots.values()]
    files: dict[str, bool] = {}
    for part in parts:
        if part.clause is not None:
            name = part.clause.source.name
            files[name] = files.get(name, False) or part.origin is Origin.SHARED
    return files


def _paragraphs(authored: AuthoredText, *, shared: bool) -> Iterator[Paragraph]:
    text = authored.text
    start = 0
    for end in [*(match.start() for match in _BREAK.finditer(text)), len(text)]:
        marker = _MARKER.match(text, start, end)
        first = marker.end() if marker else start
        piece = text[first:end].strip()
        start = end
        if piece.count(" ") + piece.count("\n") < LEAST - 1:
            continue
        words = tuple(word.casefold() for word in _WORD.findall(_bare(piece)))
        if len(words) >= LEAST:
            at = text.where(first)
            length = len(piece.split("\n", maxsplit=1)[0])
            yield Paragraph(
                text=" ".join(piece.split()),
                words=words,
                at=Span(file=at.file, line=at.line, column=at.column, length=length),
                about=authored.about,
                shared=shared,
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

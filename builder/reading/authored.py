"""Every text of a program that is printed, as its author wrote it, with its position.

The published guide knows only where each block begins; a check that points at a single
character, or offers to repair it, needs the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from builder.clauses import scan
from builder.clauses.literal import HIDDEN, LiteralText, literal_text, plain_text
from builder.model.cover import COVER
from builder.model.program import ClauseFile, Program
from builder.source import Span, Text

__all__ = ["HIDDEN", "AuthoredText", "Form", "clause_text", "figure_texts", "printed_texts"]


class Form(StrEnum):
    """How a text is read: a clause file, inline Markdown, or plain text."""

    CLAUSE = "clause"
    INLINE = "inline"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoredText:
    """A text that is printed. `about` is the id of the thing that it belongs to."""

    text: Text
    about: str
    form: Form

    def prose(self) -> str:
        """The text with everything that is not prose overwritten, character by character.

        That is code, placeholders, and the brackets and targets of references; what is left
        stands at the same offsets as in the text.
        """
        return _prose(self.text, self.form)

    def literal(self) -> LiteralText:
        """The text in which only that stands which readers see as it is typed."""
        return plain_text(self.text) if self.form is Form.PLAIN else literal_text(str(self.text))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern is found in the prose."""
        # Most texts hold nothing that is looked for, and their prose is never made.
        return pattern.finditer(self.prose()) if pattern.search(self.text) else iter(())

    def at(self, start: int, end: int) -> Span:
        """The position of `start:end`, underlined to the end of its first line."""
        line = self.text[start:end].split("\n", maxsplit=1)[0].rstrip()
        return self.text.where(start, len(line))


@lru_cache(maxsize=8192)
def _prose(text: str, form: Form) -> str:
    """Many checks read the same prose."""
    found = scan(text)
    letters = list(text)

    def hide(start: int, end: int) -> None:
        for at in range(start, end):
            if letters[at] != "\n":
                letters[at] = HIDDEN

    for placeholder in found.placeholders:
        hide(placeholder.start, placeholder.end)
    if form is not Form.PLAIN:
        for start, end in found.code:
            hide(start, end)
        for reference in found.references:
            hide(reference.start, reference.start + 1)
            hide(reference.start + 1 + len(reference.words), reference.end)
    return "".join(letters)


def clause_text(clause: ClauseFile) -> Text:
    """A clause file's text, which knows the position of each of its lines."""
    source = clause.source
    return Text(source.text, source.line_starts[0], source.line_starts)


def printed_texts(program: Program) -> Iterator[AuthoredText]:
    """All texts that the guide of a program can print, each once."""
    seen: set[tuple[Span, str]] = set()
    for text, about, form in _texts(program):
        if isinstance(text, Text) and (text.at, str(text)) not in seen:
            seen.add((text.at, str(text)))
            yield AuthoredText(text=text, about=about, form=form)


def figure_texts(program: Program) -> Iterator[AuthoredText]:
    """The words that figures draw; they are no part of the text that is read aloud or searched."""
    for figure in program.figures.values():
        for label in figure.labels:
            yield AuthoredText(text=label, about=figure.id, form=Form.PLAIN)


def _texts(program: Program) -> Iterator[tuple[str | None, str, Form]]:
    for field in COVER:
        if field.words:
            yield program.cover.get(field.name), program.id, Form.PLAIN
    for section in program.sections():
        yield section.title, section.id, Form.PLAIN
        if section.clause is not None:
            yield clause_text(section.clause), section.id, Form.CLAUSE
    for slot in program.slots.values():
        if slot.clause is not None:
            yield clause_text(slot.clause), slot.id, Form.CLAUSE
    for parameter in program.parameters.values():
        yield parameter.value, parameter.id, Form.PLAIN
    yield from _blocks(program)
    yield from _entries(program)


def _blocks(program: Program) -> Iterator[tuple[str | None, str, Form]]:
    """What stands in tables, figures, lists and forms."""
    for table in program.tables.values():
        yield table.caption, table.id, Form.PLAIN
        for column in table.columns:
            yield column.title, table.id, Form.PLAIN
        for row in table.rows:
            for cell in row:
                yield cell, table.id, Form.INLINE
    for figure in program.figures.values():
        yield figure.caption, figure.id, Form.PLAIN
        yield figure.description, figure.id, Form.PLAIN
    for entries in program.lists.values():
        for item in entries.items:
            yield item, entries.id, Form.INLINE
    for form in program.forms.values():
        for block in form.blocks:
            yield block.title, form.id, Form.PLAIN
            yield block.role, form.id, Form.INLINE
            for entry in block.fields:
                yield entry, form.id, Form.PLAIN


def _entries(program: Program) -> Iterator[tuple[str | None, str, Form]]:
    """What stands in links, the glossary, the governing documents and the history."""
    for link in program.links.values():
        yield link.label, link.id, Form.PLAIN
    for term in program.glossary:
        yield term.term, term.id, Form.PLAIN
        yield term.means, term.id, Form.PLAIN
        yield term.note, term.id, Form.INLINE
    for document in program.documents.values():
        yield document.name, document.id, Form.PLAIN
        yield document.phrase, document.id, Form.PLAIN
        yield document.introduction, document.id, Form.INLINE
    for revision in program.revisions:
        yield revision.summary, program.id, Form.INLINE

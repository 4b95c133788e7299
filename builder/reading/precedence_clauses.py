"""Finds in a guide where an order of precedence is stated, as a list or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.clauses import scan
from builder.model.blocks import LISTS
from builder.model.guide import Block, Section
from builder.model.program import ClauseFile, Program
from builder.reading.authored import clause_text
from builder.reading.documents import DocumentFinder, Mention, sentences
from builder.reading.positions import locate_part
from builder.reading.precedence import HINTS, LOWEST_FIRST, Order, read_order
from builder.reading.subject import Subject, span
from builder.source import Span

_RANKING = re.compile(
    r"preceden|prevail|conflict|inconsisten|discrepan|contradict|priority|hierarch|supersede",
    re.IGNORECASE,
)
_MARKER = "precedence"
_OPENING = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedenceClause:
    """A list of governing documents in an order of precedence, the highest first.

    `documents` has the id of each item's document, or None where an item names none; `items`
    the blocks of the items in the same order; `made` if it was made from the declared order,
    by the marker that stands `at` a place of a clause file.
    """

    section: Section
    block: Block
    documents: tuple[str | None, ...]
    items: tuple[Block, ...]
    made: bool
    at: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A sentence that says which document prevails."""

    section: Section
    block: Block
    order: Order
    start: int

    def at(self, subject: Subject, mention: Mention) -> Span | None:
        """Where a document is named in this sentence."""
        start, end = self.start + mention.start, self.start + mention.end
        return locate_part(subject, self.block.at, self.block.own_text, start, end)


def clauses(subject: Subject) -> list[PrecedenceClause]:
    """Every list that states an order of precedence, in reading order."""
    return subject.once(_find_clauses)


def main_clause(subject: Subject) -> PrecedenceClause | None:
    """The list that counts: the one that is made from the declared order, else the first."""
    found = clauses(subject)
    return next((clause for clause in found if clause.made), found[0] if found else None)


def statements(subject: Subject) -> list[Ranking]:
    """Every sentence that states an order, but for items of the clauses."""
    return subject.once(_find_statements)


def _find_clauses(subject: Subject) -> list[PrecedenceClause]:
    names, made = subject.once(DocumentFinder), _made_at(subject)
    declared = {section.id: section.clause for section in subject.program.sections()}
    found: list[PrecedenceClause] = []
    for section in subject.guide.walk():
        markers = _markers(subject.program, declared.get(section.id))
        for clause in _lists(names, made, section, section.blocks, ""):
            marker = next(markers, None) if clause.made else None
            found.append(replace(clause, at=marker) if marker else clause)
    return found


def _markers(
    program: Program, clause: ClauseFile | None, inside: tuple[str, ...] = ()
) -> Iterator[Span]:
    """Where a clause, with the slots in it, places the declared order."""
    if clause is None or clause.id in inside:
        return
    text = clause_text(clause)
    for placeholder in scan(text).placeholders:
        if placeholder.alone and placeholder.name == _MARKER:
            length = placeholder.end - placeholder.start
            yield replace(text.where(placeholder.start), length=length)
        slot = program.slots.get(placeholder.id or "")
        if placeholder.name == "slot" and slot is not None:
            yield from _markers(program, slot.clause, (*inside, clause.id))


def _find_statements(subject: Subject) -> list[Ranking]:
    names, found = subject.once(DocumentFinder), []
    inside = {id(b) for clause in clauses(subject) for top in clause.items for b in top.walk()}
    for section, block in subject.texts():
        text = block.own_text
        if id(block) in inside or not HINTS.search(text) or not names.find(text):
            continue
        for sentence in sentences(block):
            order = read_order(sentence.text, names.find(sentence.text))
            if order is not None:
                found.append(
                    Ranking(section=section, block=block, order=order, start=sentence.start)
                )
    return found


def _made_at(subject: Subject) -> set[tuple[str, int, int]]:
    documents = subject.program.documents.values()
    names = (name.at for document in documents for name in (document.name, document.phrase))
    return {(at.file, at.line, at.column) for at in names}


def _lists(
    names: DocumentFinder,
    made: set[tuple[str, int, int]],
    section: Section,
    siblings: Sequence[Block],
    lead: str,
) -> Iterator[PrecedenceClause]:
    for block in siblings:
        if block.kind == "paragraph":
            lead = [sentence.text for sentence in sentences(block)][-1]
        elif block.kind in LISTS:
            clause = _clause(names, made, section, block, lead)
            if clause is not None:
                yield clause
            for item in block.blocks:
                yield from _lists(names, made, section, item.blocks, lead)


def _clause(
    names: DocumentFinder,
    made: set[tuple[str, int, int]],
    section: Section,
    block: Block,
    lead: str,
) -> PrecedenceClause | None:
    documents = tuple(_first(names, item) for item in block.blocks)
    generated = any(
        item.at is not None and (item.at.file, item.at.line, item.at.column) in made
        for item in block.blocks
    )
    named = {document for document in documents if document is not None}
    if not (generated or (len(named) > 1 and _RANKING.search(lead))):
        return None
    items = block.blocks
    if LOWEST_FIRST.search(lead):
        documents, items = documents[::-1], items[::-1]
    return PrecedenceClause(
        section=section,
        block=block,
        documents=documents,
        items=items,
        made=generated,
        at=span(block.at),
    )


def _first(names: DocumentFinder, item: Block) -> str | None:
    """The document that an item begins with."""
    found = names.find(item.text)
    return found[0].document if found and found[0].start < _OPENING else None

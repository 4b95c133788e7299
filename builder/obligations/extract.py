"""The register of obligations of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.guide import Guide, Section
from builder.model.obligation import Obligation, Party
from builder.obligations import details
from builder.obligations.actors import Parties
from builder.obligations.clauses import Bond, read_sentence
from builder.obligations.identify import fingerprint, identify
from builder.obligations.sentences import Sentence
from builder.obligations.statements import Statement, statements
from builder.obligations.subjects import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    section: Section
    statement: Statement
    bond: Bond
    place: int
    action: str


def extract(guide: Guide, parties: Sequence[Party]) -> tuple[Obligation, ...]:
    """Everything the guide binds anyone to, in reading order.

    A sentence with two modals gives two obligations; a list item takes party and strength of
    its lead-in.
    """
    known = Parties(parties)
    entries = [entry for section in guide.walk() for entry in _entries(section, known)]
    ids = identify((entry.section.id, _fingerprint(entry)) for entry in entries)
    return tuple(_obligation(entry, id) for entry, id in zip(entries, ids, strict=True))


def _entries(section: Section, parties: Parties) -> Iterator[_Entry]:
    context = Context()
    leads: dict[Sentence, list[Bond]] = {}
    for statement in statements(section):
        if statement.fresh and context.heading != statement.heading:
            context = Context()
        context.heading = statement.heading
        bonds = read_sentence(statement.sentence, parties, context)
        if bonds and not statement.opens_list:
            for place, bond in enumerate(bonds):
                yield _Entry(
                    section=section,
                    statement=statement,
                    bond=bond,
                    place=place,
                    action=bond.action,
                )
        elif bonds:
            leads[statement.sentence] = bonds
        elif not (statement.opens_list or statement.example):
            yield from _inherited(section, statement, leads)


def _inherited(
    section: Section, statement: Statement, leads: dict[Sentence, list[Bond]]
) -> Iterator[_Entry]:
    """What an item without a modal of its own takes from the nearest lead-in that has one."""
    for lead in reversed(statement.leads):
        if lead in leads:
            bond = leads[lead][-1]
            action = f"{bond.action}: {statement.sentence.text}" if bond.action else ""
            yield _Entry(
                section=section,
                statement=statement,
                bond=bond,
                place=0,
                action=(action or statement.sentence.text).rstrip(".;,"),
            )
            return


def _fingerprint(entry: _Entry) -> str:
    statement = entry.statement
    texts = [sentence.stable for sentence in (*statement.leads, statement.sentence)]
    return fingerprint(*texts, str(entry.place) if entry.place else "")


def _obligation(entry: _Entry, id: str) -> Obligation:
    section, statement, bond = entry.section, entry.statement, entry.bond
    text = statement.sentence.text
    inherited = entry.action is not bond.action
    own = text if inherited else entry.action
    condition = details.condition(bond.opening, own)
    return Obligation(
        id=id,
        party=bond.party,
        strength=bond.strength,
        negated=bond.negated,
        sentence=" ".join((*(lead.text for lead in statement.leads), text)),
        subject=bond.subject,
        action=entry.action,
        section=section.id,
        section_number=section.number,
        section_title=section.title,
        period=details.period(own),
        numbers=details.numbers(own),
        condition=condition,
        exception=details.exception(bond.opening, own),
        group=f"{section.id}#{statement.group}" if statement.group is not None else None,
        place=statement.place,
    )

"""The register of obligations of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from builder.model.guide import Block, Guide, Section
from builder.model.obligation import Obligation, Party
from builder.obligations import details
from builder.obligations.actors import Parties
from builder.obligations.clauses import BindingVerb, SentenceReader
from builder.obligations.identify import fingerprint, identify
from builder.obligations.sentences import Sentence, prose, sentences_of
from builder.obligations.statements import Statement, statements
from builder.obligations.subjects import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatementEntry:
    section: Section
    statement: Statement
    verb: BindingVerb
    place: int
    action: str


def extract(guide: Guide, parties: Sequence[Party]) -> tuple[Obligation, ...]:
    """Everything the guide binds anyone to, in reading order.

    A sentence with two modals gives two obligations; a list item takes party and strength of
    its lead-in.
    """
    return Extractor(parties).extract(guide)


class Extractor:
    """Reads guides that have sentences in common, as two revisions have; each is read once."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._reader = SentenceReader(Parties(parties))
        self._sentences = cache(sentences_of)
        self._limits = cache(details.limits)
        self._fingerprints = cache(fingerprint)

    def extract(self, guide: Guide) -> tuple[Obligation, ...]:
        """Everything a guide binds anyone to, in reading order."""
        entries = [entry for section in guide.walk() for entry in self._entries(section)]
        ids = identify([(entry.section.id, self._fingerprint(entry)) for entry in entries])
        return tuple(self._obligation(entry, id) for entry, id in zip(entries, ids, strict=True))

    def _entries(self, section: Section) -> Iterator[_StatementEntry]:
        context = Context()
        leads: dict[Sentence, tuple[BindingVerb, ...]] = {}
        for statement in statements(section, self._split):
            if statement.fresh and context.heading != statement.heading:
                context = Context()
            context.heading = statement.heading
            verbs = self._reader.verbs(statement.sentence, context)
            if verbs and not statement.opens_list:
                for place, verb in enumerate(verbs):
                    yield _StatementEntry(
                        section=section,
                        statement=statement,
                        verb=verb,
                        place=place,
                        action=verb.action,
                    )
            elif verbs:
                leads[statement.sentence] = verbs
            elif not (statement.opens_list or statement.example):
                yield from _inherited(section, statement, leads)

    def _split(self, block: Block) -> Sequence[Sentence]:
        return self._sentences(*prose(block))

    def _fingerprint(self, entry: _StatementEntry) -> str:
        statement = entry.statement
        texts = [sentence.stable for sentence in (*statement.leads, statement.sentence)]
        return self._fingerprints(*texts, str(entry.place) if entry.place else "")

    def _obligation(self, entry: _StatementEntry, id: str) -> Obligation:
        section, statement, verb = entry.section, entry.statement, entry.verb
        text = statement.sentence.text
        inherited = entry.action is not verb.action
        # The action of an item repeats what its lead-in asks; what limits the item are its own
        # words.
        limits = self._limits(verb.opening, text if inherited else entry.action)
        return Obligation(
            id=id,
            party=verb.party,
            strength=verb.strength,
            negated=verb.negated,
            sentence=" ".join((*(lead.text for lead in statement.leads), text)),
            subject=verb.subject,
            action=entry.action,
            section=section.id,
            section_number=section.number,
            section_label=section.label,
            section_title=section.title,
            **limits._asdict(),
            group=f"{section.id}#{statement.group}" if statement.group is not None else None,
            place=statement.place,
        )


def _inherited(
    section: Section, statement: Statement, leads: Mapping[Sentence, Sequence[BindingVerb]]
) -> Iterator[_StatementEntry]:
    """What an item without a modal of its own takes from the nearest lead-in that has one."""
    for lead in reversed(statement.leads):
        if lead in leads:
            # A list goes on with the last verb of the sentence that leads in to it.
            verb = leads[lead][-1]
            action = f"{verb.action}: {statement.sentence.text}" if verb.action else ""
            yield _StatementEntry(
                section=section,
                statement=statement,
                verb=verb,
                place=0,
                action=(action or statement.sentence.text).rstrip(".;,"),
            )
            return

"""Finds the subject of a modal: who is bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from builder.obligations import words
from builder.obligations.actors import Actor, ActorKind, Parties, bare_phrase, head

_TRAILING = re.compile(
    r"(?<!\band)(?<!\bor)[\s,]+(?:" + "|".join(sorted(words.ADVERBS)) + r"|[a-z]+ly)$", re.I
)
_LEADING = re.compile(
    r"^(?:"
    + "|".join((*sorted(words.CONJUNCTIONS), "so", "therefore", "also", "if so", "either"))
    + r")\b[\s,]*",
    re.I,
)
_SUBORDINATOR = re.compile(r"\b(?:" + "|".join(words.SUBORDINATORS) + r")\b", re.I)
_PREPOSITION = re.compile(r"^(?:" + "|".join(words.PREPOSITIONS) + r"|so|once)\b", re.I)
_ASKING = frozenset(("which", "what", "whose"))
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|can|could|would)\b")
_COMPLEMENT = re.compile(
    r".*\b(?:notes?|noted|requires?|required|expects?|expected|agrees?|agreed|recommends?|"
    r"recommended|acknowledges?|understands?|understood|important|necessary|essential) that\s+",
    re.I,
)
"""What comes before a clause that binds although it begins with `that`."""
_OWN_SUBJECT = re.compile(r"(?:the|an?|each|every|any|it|they|this|these)\b(?! *$)", re.I)
_CONJUNCTION_END = re.compile(r"(?:^|[\s,])(?:and|or|but|nor|and then|and also|but also)$", re.I)


@dataclass(kw_only=True)
class Context:
    """What was said before, for words that point back.

    `sentences` are the earlier ones, the nearest last; `heading` is that of the table or form
    around; `subject` is the last subject that was found. `asked` becomes true when a word that
    points back was looked up.
    """

    sentences: list[str] = field(default_factory=list)
    heading: str = ""
    subject: Actor | None = None
    asked: bool = False


def find_subject(
    left: str, parties: Parties, context: Context, previous: Actor | None
) -> Actor | None:
    """The subject that stands in `left`, the clause's text before its modal.

    `previous` is the subject of the modal before in the same sentence, to which `left` then
    reaches back. None means that the modal stands in a subordinate clause.
    """
    text = left.rstrip()
    while match := _TRAILING.search(text):
        text = text[: match.start()]
    # The pattern begins with a space: with one in front, an adverb that is all there is goes as
    # well.
    text = _TRAILING.sub("", f" {text}").strip() if text else ""
    pieces = [piece.strip() for piece in text.split(",")]
    # `The Partner, if asked, must`: the subject stands before what is between the commas.
    if left.rstrip().endswith(",") and len(pieces) > 1:
        pieces = _without_parenthesis(pieces)
    last = pieces[-1]
    if not _without_conjunction(last) or _CONJUNCTION_END.search(last):
        return _elided(last, previous, parties)
    if previous is not None:
        last = _after_conjunction(last, parties)
    found = _resolve(pieces[:-1], last, parties)
    if found is None or found.kind is not ActorKind.POINTER:
        return found
    return _point_back(found, pieces[:-1], parties, context)


def _without_parenthesis(pieces: list[str]) -> list[str]:
    """Leave out what stands between two commas before the modal."""
    if pieces[-1]:
        pieces = [*pieces, ""]
    return pieces[:-2] if len(pieces) > 2 else pieces[:1]


def _without_conjunction(text: str) -> str:
    text = text.strip()
    while match := _LEADING.match(text):
        text = text[match.end() :]
    return text


def _elided(last: str, previous: Actor | None, parties: Parties) -> Actor | None:
    """`…, and must …`: the subject is that of the verb before."""
    if previous is not None:
        return previous
    return parties.leading(_without_conjunction(_CONJUNCTION_END.sub("", last)))


def _after_conjunction(last: str, parties: Parties) -> str:
    """`test it and the Owner`: what follows the conjunction, if that is a party alone."""
    for match in reversed(list(re.finditer(r"\b(?:and|but|or|while|whereas)\s+", last))):
        tail = last[match.end() :]
        before = last[: match.start()]
        if parties.is_bare(tail) and before and not parties.is_bare(before):
            return tail
    return last


def _resolve(before: Sequence[str], last: str, parties: Parties) -> Actor | None:
    coordinated = bool(re.match(r"(?:and|or|nor)\b", last))
    last = _without_conjunction(last)
    if " that" in last.lower():
        last = _COMPLEMENT.sub("", last)
    if coordinated and before and parties.is_bare(_without_conjunction(before[-1])):
        own = parties.resolve(last)
        first = parties.resolve(_without_conjunction(before[-1]))
        return Actor(
            kind=ActorKind.PARTY,
            parties=first.parties | own.parties,
            text=f"{before[-1]}, {last}",
            negated=first.negated,
        )
    if coordinated and len(before) > 1 and not _begins_clause(last):
        for piece in reversed(before[:-1]):
            if parties.is_bare(_without_conjunction(piece)):
                return parties.resolve(_without_conjunction(piece))
    if _is_subordinate(last, parties):
        return None
    actor = parties.resolve(last)
    if _PREPOSITION.match(last) and actor.kind is not ActorKind.PARTY:
        return parties.ending(last) or actor
    return actor


def _begins_clause(last: str) -> bool:
    """Whether a piece has a subject of its own rather than the last part of a row."""
    return bool(_OWN_SUBJECT.match(last))


def _is_subordinate(last: str, parties: Parties) -> bool:
    """Whether the modal belongs to a clause like `what Partners …`, `if the software …`."""
    matches = list(_SUBORDINATOR.finditer(last))
    if not matches:
        return False
    match = matches[-1]
    rest = last[match.end() :].strip()
    parts = rest.split(" ")
    # `what software the Partner must`: a noun comes between the word and the subject.
    asked = match[0].lower() in _ASKING and parties.is_bare(" ".join(parts[1:]))
    if not rest or rest.lower() in words.PRONOUNS or parties.is_bare(rest) or asked:
        return True
    # Longer, without an article or with a verb in it, the clause ends before the modal, which is
    # the sentence’s own.
    if parts[0].lower() not in words.DETERMINERS or len(parts) > 4 or _AUXILIARY.search(rest):
        return False
    if parties.leading(rest).kind is ActorKind.PARTY and not parties.is_bare(rest):
        return False
    # `the report that the system writes must`: the relative clause has its verb already.
    inflected = len(parts) > 2 and parts[-1].endswith(("s", "ed", "en"))
    return not (match[0].lower() in words.RELATIVES and inflected)


def _point_back(
    actor: Actor, before: Sequence[str], parties: Parties, context: Context
) -> Actor | None:
    """What `it`, `they` or `this contact` means."""
    context.asked = True
    noun = head(bare_phrase(actor.text))
    if noun in words.ROLES:
        # Whose team it is was said last; further back than three sentences it could be another’s.
        for text in (*reversed(context.sentences[-3:]), context.heading):
            if owners := parties.of_role(noun, text):
                return Actor(
                    kind=ActorKind.PARTY, parties=owners, text=actor.text, negated=actor.negated
                )
        if not re.match(r"(?:this|that|these|those|such|the|its|their|both)\b", actor.text, re.I):
            return Actor(kind=ActorKind.PERSON, text=actor.text, negated=actor.negated)
    else:
        for piece in reversed(before):
            clause = _without_conjunction(_SUBORDINATOR.sub("", piece, count=1))
            found = parties.leading(clause)
            if found.kind is not ActorKind.POINTER and _SUBORDINATOR.match(piece):
                return replace(found, text=actor.text)
    subject = context.subject
    if subject is None and context.sentences:
        subject = parties.leading(context.sentences[-1])
    if subject is None or subject.kind is ActorKind.POINTER:
        kind = ActorKind.PERSON if noun in words.ROLES else ActorKind.THING
        return Actor(kind=kind, text=actor.text, negated=actor.negated)
    return Actor(kind=subject.kind, parties=subject.parties, text=actor.text, negated=actor.negated)

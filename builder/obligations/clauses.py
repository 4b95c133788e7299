"""Reads one sentence: every modal in it that binds, with its subject and what is to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model.obligation import BOTH, Strength
from builder.obligations import words
from builder.obligations.actors import Actor, ActorKind, Parties, stem
from builder.obligations.modals import Modal, modals
from builder.obligations.sentences import Opaque, Sentence
from builder.obligations.subjects import Context, find_subject

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_BOUNDARY = re.compile(r";|:(?=\s|$)")
_PASSIVE = re.compile(
    r"\s*(?:\w+ly\s+|not\s+|never\s+|also\s+)*be\s+(?:\w+ly\s+|so\s+)*(?P<verb>[\w-]+)"
)
_JOINT = re.compile(r"[,;]\s+(?:and|but|or)\b|\s(?:and|but|or)\s|;")
_VERB = re.compile(
    r"[\s,]*(?:(?:not|never|no longer|also|then|therefore|thereby|thereafter|first|still|only|"
    r"either|both|however|at least|in addition|instead|all|\w+ly)[\s,]+)*(?P<verb>[a-z][\w-]*)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingVerb:
    """A binding modal of a sentence. `opening` is the sentence's text before its subject."""

    party: str | None
    strength: Strength
    negated: bool
    subject: str
    opening: str
    action: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a sentence says by itself, its text without what is not prose, and its subject."""

    verbs: tuple[BindingVerb, ...]
    text: str
    subject: Actor | None


class SentenceReader:
    """Reads sentences. One that comes again, as in another revision, is read once."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self._known: dict[tuple[str, Opaque], _Reading] = {}

    def verbs(self, sentence: Sentence, context: Context) -> tuple[BindingVerb, ...]:
        """The binding modals of a sentence, in order. The context learns its last subject."""
        key = (sentence.text, sentence.opaque)
        reading = self._known.get(key)
        if reading is None:
            # A reading can be kept unless a word of it was looked up in the sentences before: in
            # another place, `it` is somebody else.
            context.asked = False
            reading = _read(sentence, self.parties, context)
            if not context.asked:
                self._known[key] = reading
        context.sentences.append(reading.text)
        context.subject = reading.subject
        return reading.verbs


def _read(sentence: Sentence, parties: Parties, context: Context) -> _Reading:
    text = masked(sentence)
    verbs: list[BindingVerb] = []
    previous: Actor | None = None
    begin = 0
    found = _ungoverned(text)
    for place, modal in enumerate(found):
        boundary = max((m.end() for m in _BOUNDARY.finditer(text, 0, modal.start)), default=0)
        # A subject cannot reach back over a semicolon, a colon or the modal before.
        begin = max(begin, boundary)
        actor = find_subject(text[begin : modal.start], parties, context, previous)
        if actor is None:
            continue
        stop = found[place + 1].start if place + 1 < len(found) else len(text)
        previous = actor
        begin = modal.end
        clause = _SentenceClause(
            original=sentence.text, text=text, modal=modal, actor=actor, stop=stop
        )
        if verb := _binding_verb(clause, parties):
            verbs.append(verb)
    return _Reading(tuple(verbs), text, previous)


def masked(sentence: Sentence) -> str:
    """The sentence with everything that is not its own prose blotted out, position by position."""
    # Everything is replaced by as many characters, so that places in the mask are places in the
    # original. Letters make a noun of it; blanks make it disappear.
    text = sentence.text.replace("—", ",")
    for start, end, target in sentence.opaque:
        if target or ":" in text[start:end]:
            text = text[:start] + "Q" * (end - start) + text[end:]
    if "“" in text or '"' in text:
        text = _QUOTED.sub(lambda match: "Q" * len(match[0]), text)
    if "(" not in text and "[" not in text:
        return text
    # Brackets set an aside off from its sentence; around a whole sentence they set nothing off.
    whole = _BRACKETED.fullmatch(text.strip().rstrip("."))
    if whole:
        return re.sub(r"[()\[\]]", " ", text)
    return _BRACKETED.sub(lambda match: " " * len(match[0]), text)


def verb_of(action: str) -> str:
    """The verb that an action begins with, without adverbs before it."""
    match = _VERB.match(action)
    return match["verb"].lower() if match else ""


def _ungoverned(text: str) -> list[Modal]:
    """The modals without phrases under another one, which are what it asks for.

    Such are `must be entitled to` and `must agree to`.
    """
    found = modals(text)
    return [
        modal
        for place, modal in enumerate(found)
        if not modal.phrase
        or not any(text[m.end : modal.start].strip() in ("", "be") for m in found[:place])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _SentenceClause:
    """A modal with its subject, in the sentence as it stands and as masked."""

    original: str
    text: str
    modal: Modal
    actor: Actor
    stop: int


def _binding_verb(clause: _SentenceClause, parties: Parties) -> BindingVerb | None:
    text, modal, actor = clause.text, clause.modal, clause.actor
    after = text[modal.end :]
    if modal.phrase and actor.kind is not ActorKind.PARTY and not _thing_phrase(text, modal):
        return None
    passive = _PASSIVE.match(after)
    party = _party(actor)
    # In the passive, the subject is what is acted on: who has to act is named behind `by`, or
    # nowhere.
    if passive and _is_participle(passive["verb"]) and not modal.phrase:
        by = parties.by_phrase(text[modal.end : clause.stop])
        party = _party(by) if by else None
    elif not _binds(modal.strength, actor.kind, verb_of(after)):
        return None
    negated = modal.negated != actor.negated
    # The same words can stand earlier in the sentence; the subject is what is nearest to its modal.
    at = text.rfind(actor.text, 0, modal.start) if actor.text else -1
    return BindingVerb(
        party=party,
        strength="must" if modal.strength == "may" and negated else modal.strength,
        negated=negated,
        subject=clause.original[at : at + len(actor.text)] if at >= 0 else actor.text,
        opening=clause.original[:at].strip() if at > 0 else "",
        action=_action(clause),
    )


def _binds(strength: Strength, kind: ActorKind, verb: str) -> bool:
    """Whether a modal in the active voice binds anyone, or tells what will or can be."""
    if strength in ("must", "shall", "should"):
        return True
    if kind is ActorKind.PARTY:
        return strength == "will" or verb not in words.PARTY_POSSIBILITY
    if kind is ActorKind.PERSON:
        return strength == "may" and verb not in words.POSSIBILITY
    return strength == "may" and verb in words.SPEAKING


def _thing_phrase(text: str, modal: Modal) -> bool:
    """`the report is to be sent`, `the software is required to run` bind without an actor."""
    phrase = text[modal.start : modal.end].lower()
    if re.fullmatch(r"(?:is|are) to", phrase):
        return text[modal.end :].startswith(" be ")
    return bool(
        re.fullmatch(
            r"(?:is|are)(?: also)? (?:required|obliged|obligated) to|ha(?:s|ve) to", phrase
        )
    )


def _is_participle(verb: str) -> bool:
    verb = verb.lower()
    if verb in words.ADJECTIVES or stem(verb) in words.ADJECTIVES:
        return False
    return verb in words.IRREGULAR or (verb.endswith("ed") and len(verb) > 3)


def _party(actor: Actor) -> str | None:
    if len(actor.parties) > 1:
        return BOTH
    return next(iter(actor.parties), None)


def _action(clause: _SentenceClause) -> str:
    """What is to be done: up to the next modal's clause or to the end."""
    start, end = clause.modal.end, clause.stop
    if end < len(clause.text):
        joints = [match.start() for match in _JOINT.finditer(clause.text, start, end)]
        end = joints[-1] if joints else end
    return clause.original[start:end].strip().rstrip(".;,:").strip()

"""Tells whether two obligations are about the same thing to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model.obligation import Obligation
from builder.obligations.clauses import verb_of
from builder.obligations.words import word_set

SAME = 0.82
"""From this similarity on two obligations are taken for the same duty."""

_TELLING = 3
"""So many words must an action have beside its verb to be found again inside a longer one."""
_LEAD = re.compile(r"^(?:do|meet|fulfil|fulfill|satisfy) [^:]*:\s+", re.I)
"""A lead-in that says nothing of what is to be done."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_EMPTY = word_set(
    "the a an of to in on for and or with by its it their this that these those all any each "
    "every such as at from be is are"
)


@dataclass(frozen=True, slots=True)
class _Key:
    """What a duty is compared by: its verb, its other words, and the list it stands in."""

    verb: str
    words: frozenset[str]
    group: str | None
    text: str


def same_duty(a: Obligation, b: Obligation) -> float:
    """How alike what is to be done is in two obligations, from 0 to 1.

    Party, strength and condition before the subject do not count. Items of one list are
    different duties unless they say the same.
    """
    return _similarity(_key(a), _key(b))


def alike(
    obligations: Iterable[Obligation],
) -> Iterator[tuple[Obligation, Obligation, float]]:
    """All pairs that are the same duty, each with its similarity, in order of the second."""
    by_verb: dict[str, list[tuple[Obligation, _Key]]] = defaultdict(list)
    for obligation in obligations:
        key = _key(obligation)
        for other, known in by_verb[key.verb]:
            score = _similarity(known, key)
            if score >= SAME:
                yield other, obligation, score
        by_verb[key.verb].append((obligation, key))


def _key(obligation: Obligation) -> _Key:
    action = _LEAD.sub("", obligation.action)
    verb = _lemma(verb_of(action))
    # Without an actor, what the duty is about stands in the subject.
    about = action if obligation.party else f"{obligation.subject} {action}"
    found = (_lemma(word) for word in _WORD.findall(about.lower()))
    words = frozenset(word for word in found if word not in _EMPTY and word != verb)
    return _Key(verb, words, obligation.group, " ".join(sorted(words)))


def _similarity(a: _Key, b: _Key) -> float:
    from rapidfuzz.fuzz import ratio, token_set_ratio

    if a.verb != b.verb or not a.words or not b.words:
        return 0.0
    if a.group is not None and a.group == b.group:
        return float(a.words == b.words)
    # A short action is contained in many longer ones: two words in common say little.
    measure = token_set_ratio if min(len(a.words), len(b.words)) >= _TELLING else ratio
    return measure(a.text, b.text) / 100


def _lemma(word: str) -> str:
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word

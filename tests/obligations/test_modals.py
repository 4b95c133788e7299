"""Every phrase that stands for a modal is found, however it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.obligations.modals import modals

PHRASES = {
    "must": (
        "is required to",
        "are also obligated to",
        "is obliged to",
        "are bound to",
        "is solely responsible for",
        "are responsible for",
        "has to",
        "have to",
        "is to",
        "are to",
        "is prohibited from",
    ),
    "shall": ("agree to", "agrees to", "undertakes to", "commit to", "promises to"),
    "should": (
        "is expected to",
        "are encouraged to",
        "is advised to",
        "are urged to",
        "is asked to",
        "are requested to",
    ),
    "may": (
        "is entitled to",
        "are allowed to",
        "is permitted to",
        "are authorized to",
        "is authorised to",
        "are free to",
        "reserve the right to",
        "reserves the right to",
    ),
}
CASES = [(strength, phrase) for strength, phrases in PHRASES.items() for phrase in phrases]


@pytest.mark.parametrize(("strength", "phrase"), CASES)
@pytest.mark.parametrize("written", [str.lower, str.upper, str.title])
def test_a_phrase(strength: str, phrase: str, written: Callable[[str], str]) -> None:
    text = f"The Tenant {written(phrase)} sweep the stairs."
    [modal] = modals(text)
    assert (modal.strength, text[modal.start : modal.end].lower()) == (strength, phrase)
    assert modal.phrase
    assert modal.negated == (phrase == "is prohibited from")


@pytest.mark.parametrize("word", ["must", "shall", "should", "may", "will", "MUST", "WILL"])
def test_a_word(word: str) -> None:
    [modal] = modals(f"The Tenant {word} not sweep the stairs.")
    assert modal.negated
    assert not modal.phrase


@pytest.mark.parametrize(
    "text",
    [
        "Dismay and goodwill fill the mustard fields in May.",
        "The tourist required total silence.",
        "A Tenant who won the cup left.",
    ],
)
def test_parts_of_other_words_are_none(text: str) -> None:
    assert modals(text) == []

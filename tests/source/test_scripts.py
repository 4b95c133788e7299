"""Words that are not what they look like, and foreign words that are."""

from __future__ import annotations

import pytest

from builder.source.characters import FORBIDDEN, kind_of
from builder.source.scripts import odd_words

ODD = {
    "The Pаrtner must": "Pаrtner",  # Cyrillic а
    "Microsоft": "Microsоft",  # Cyrillic о
    "Micrοsoft": "Micrοsoft",  # Greek ο
    "to rе-certify": "rе",  # Cyrillic е
    "Моcква": "Моcква",  # Latin c
    "1О days": "1О",  # Cyrillic О
    "ΡEPA": "ΡEPA",  # Greek Ρ
    "GΑ": "GΑ",  # Greek Α
    "Sign а form": "а",  # Cyrillic а
    "the ТЕСТ": "ТЕСТ",  # nothing but Cyrillic letters
    "Pаrtner of Москва": "Pаrtner",
    "ﬁle": "ﬁle",
    "Ｐartner": "Ｐartner",
    "𝐏artner": "𝐏artner",
    "1４": "1４",
    "12٣": "12٣",
    "Aրmenia": "Aրmenia",
    "Яndex": "Яndex",
}
SOUND = (
    "10 kΩ, 50 µs, 50 μm and ΔT",
    "the α-helix, χ² = 3, ρ and λ",
    "Москва, а не Тула, in Russian",
    "Αθήνα και νερό in Greek",
    "São Jürgen naïve Ærø Łódź ĳs Ångström",
    "使用Git时 and Tシャツ",
    "שלום and سلام",
    "5 ℓ, ℝ, 1ª, №5, H₂O, x², ™",
    "١٢٣ and १२३",
    "“quotes” – dashes … €",
)
INVISIBLE = (
    "\u00ad\u034f\u200b\u200c\u200d\u2060\u2063\u206a\u3164\ufe0f\ufeff\ufffc\ufffd\U000e0041"
)


@pytest.mark.parametrize(("text", "word"), ODD.items())
def test_odd_words_are_found(text: str, word: str) -> None:
    assert [text[odd.start : odd.end] for odd in odd_words(text)] == [word]


@pytest.mark.parametrize("text", SOUND)
def test_whole_words_of_other_scripts_and_units_are_left_alone(text: str) -> None:
    assert list(odd_words(text)) == []


@pytest.mark.parametrize("character", INVISIBLE)
def test_invisible_characters_and_stand_ins_are_named(character: str) -> None:
    assert FORBIDDEN.fullmatch(character)
    assert kind_of(character)


@pytest.mark.parametrize("character", "\u00a0\u202f\u2009\u2011\u3000é€😀")
def test_spaces_and_signs_that_are_seen_are_allowed(character: str) -> None:
    assert not FORBIDDEN.search(character)

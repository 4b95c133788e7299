"""Words stand where readers look for them."""

from __future__ import annotations

from builder.model.collation import collation_key

WORDS = [
    "_start",
    "24/7",
    "3D",
    "Abc",
    "ábc",
    "Äpfel",
    "Beta",
    "co-op",
    "coop",
    "école",
    "Ecole Two",
    "Łódź",
    "Lot",
    "naïve",
    "Östlich",
    "OTA",
    "Øre",
    "Straße",
    "Strasse Two",
    "Über Team",
    "Under",
    "Zebra",
    "Ωmega",
]


def test_accents_count_only_where_letters_are_the_same() -> None:
    listed = ["Zebra", "Äpfel", "Apfel", "Äpfel Two", "apfel", "Über", "Under", "TCP/IP", "TCP"]
    assert sorted(listed, key=collation_key) == [
        *("apfel", "Apfel", "Äpfel", "Äpfel Two", "TCP", "TCP/IP", "Über", "Under", "Zebra")
    ]
    places = {word: place for place, word in enumerate(sorted(WORDS, key=collation_key))}
    assert places["_start"] < places["24/7"] < places["3D"] < places["Abc"] < places["ábc"]
    assert places["école"] < places["Ecole Two"] < places["Łódź"] < places["Lot"]
    assert places["Øre"] < places["Östlich"] < places["OTA"] < places["Straße"]
    assert places["Zebra"] < places["Ωmega"]


def test_composed_and_decomposed_letters_are_alike() -> None:
    assert collation_key("e\u0301cole")[:2] == collation_key("école")[:2]


def test_a_language_has_letters_of_its_own_behind_z() -> None:
    words = ["Äpple", "Zebra", "Ånger", "Öl", "Apa", "Émile", "Ek"]
    assert sorted(words, key=lambda word: collation_key(word, "åäö")) == [
        *("Apa", "Ek", "Émile", "Zebra", "Ånger", "Äpple", "Öl")
    ]

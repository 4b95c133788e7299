"""Plurals name the terms that they are plurals of."""

from __future__ import annotations

import re

import pytest

from builder.model.plurals import ENDING, term_of, term_pattern
from builder.reading.terms import TermFinder


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Policy", "Policies"),
        ("Support Policy", "Support\nPolicies"),
        ("Hot Fix", "Hot Fixes"),
        ("Kit", "Kits"),
        ("Process", "Processes"),
        ("Branch", "Branches"),
        ("Key", "Keys"),
        ("Analysis", "Analyses"),
        ("Matrix", "Matrices"),
        ("Index", "Indices"),
        ("Index", "Indexes"),
        ("TCP/IP", "TCP/IP"),
        ("KB", "KBs"),
    ],
)
def test_a_plural_is_found(term: str, text: str) -> None:
    match = re.fullmatch(f"({term_pattern(term)}){ENDING}", text)
    assert match
    assert term_of(match[1], {term: "it"}) == "it"
    assert [id for id, _, _ in TermFinder({term: "it"}).find(f"The {text} are.")] == ["it"]
    lower = text[0].lower() + text[1:] if text[1:].islower() else text
    assert [id for id, _, _ in TermFinder({term: "it"}).find(f"all {lower}.")] == ["it"]


@pytest.mark.parametrize(("term", "text"), [("Policy", "Police"), ("Key", "Kies"), ("Kit", "Kite")])
def test_other_words_are_no_plurals(term: str, text: str) -> None:
    assert list(TermFinder({term: "it"}).find(f"The {text} is.")) == []


def test_a_term_of_its_own_comes_before_the_plural_of_another() -> None:
    finder = TermFinder({"Policy": "one", "Policies": "other"})
    assert [id for id, _, _ in finder.find("Policies and a Policy")] == ["other", "one"]

"""How things of a guide are called and cited, and how dates print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import get_args

import pytest

from builder.model.change import CLASSES, ChangedPart, ChangeKind, ObligationKind
from builder.model.change_words import ChangeWords
from builder.model.cover import LABELS
from builder.model.numbering import letters
from builder.model.redline import Mark
from builder.model.words import ENGLISH, LANGUAGES, Language, common_words


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("2018-06-20", "June 20, 2018"),
        ("2018-06", "June 2018"),
        ("Spring 2018", "Spring 2018"),
        ("2018-13-01", "2018-13-01"),
        ("", ""),
    ],
)
def test_dates_are_written_out(given: str, printed: str) -> None:
    assert ENGLISH.date(given) == printed


@pytest.mark.parametrize(
    ("kind", "number", "label", "heading", "reference"),
    [
        ("chapter", "3", "Section 3", "3", "Section 3 “Title”"),
        ("section", "3.4", "Section 3.4", "3.4", "Section 3.4 “Title”"),
        ("section", "B.1", "Section B.1", "B.1", "Section B.1 “Title”"),
        ("appendix", "F", "Appendix F", "Appendix F:", "Appendix F: Title"),
        ("table", "2", "Table 2", "Table 2", "Table 2"),
        ("figure", "1", "Figure 1", "Figure 1", "Figure 1"),
    ],
)
def test_how_a_numbered_thing_prints(
    kind: str, number: str, label: str, heading: str, reference: str
) -> None:
    assert ENGLISH.label(kind, number) == label
    assert ENGLISH.heading(kind, number) == heading
    assert ENGLISH.reference(kind, number, "Title") == reference


def test_what_has_no_number_prints_its_name() -> None:
    assert ENGLISH.label("table", None) == "Table"
    assert ENGLISH.label("form", None) == "Form"


def test_letters_go_on_after_z() -> None:
    counts = (1, 2, 26, 27, 52, 53, 703)
    assert [letters(count) for count in counts] == ["A", "B", "Z", "AA", "AZ", "BA", "AAA"]


def test_what_guides_of_several_languages_share_is_of_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = replace(ENGLISH, code="xx")
    monkeypatch.setitem(LANGUAGES, "xx", other)
    assert common_words(["xx", "xx"]) is other
    assert common_words(["xx", None]) is ENGLISH
    assert common_words(["yy", "xx"]) is ENGLISH
    assert common_words([]) is ENGLISH


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_has_a_word_for_all_that_a_comparison_tells(language: Language) -> None:
    words = language.changes
    assert language.names.keys() >= set(get_args(ChangedPart))
    assert list(words.classes) == list(words.meanings) == list(CLASSES)
    assert set(words.verdicts) == {*CLASSES, "none"}
    assert set(words.happened) >= set(get_args(ChangeKind))
    assert set(words.marks) == set(get_args(Mark))
    assert set(words.kinds) == set(words.kinds_counted) == set(get_args(ObligationKind))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_fills_in_the_same_in_texts_of_comparisons(language: Language) -> None:
    assert braces(language.changes) == braces(ENGLISH.changes)


def unlabeled(language: Language) -> list[str]:
    """The fields of the cover that would print their English labels in another language."""
    known = LABELS if language.code == ENGLISH.code else language.cover
    return sorted(LABELS.keys() - known.keys())


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_has_a_label_for_every_field_of_the_cover(language: Language) -> None:
    assert unlabeled(language) == []


def test_a_language_without_a_label_is_noticed() -> None:
    cover = {name: label for name, label in LABELS.items() if name != "version"}
    assert unlabeled(replace(ENGLISH, code="xx", cover=cover)) == ["version"]
    assert unlabeled(replace(ENGLISH, code="xx", cover=LABELS)) == []


def braces(value: object) -> object:
    """The names in braces of every text, in its place."""
    if isinstance(value, str):
        return sorted(re.findall(r"\{(\w+)\}", value))
    if isinstance(value, Mapping):
        return {key: braces(one) for key, one in value.items()}
    if isinstance(value, ChangeWords):
        return {one.name: braces(getattr(value, one.name)) for one in fields(value)}
    return [braces(one) for one in value] if isinstance(value, tuple) else value

"""Widths and line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.figures.text_metrics import BODY, STRONG

WORDS = st.lists(st.text("abcWMil&é", min_size=1, max_size=12), min_size=1, max_size=14)


@given(WORDS, st.integers(30, 240))
def test_wrapping_loses_nothing_and_fits(words: list[str], width: int) -> None:
    lines = BODY.wrap(" ".join(words), width)
    assert " ".join(lines).split() == words
    for line in lines:
        assert BODY.width(line) <= width + 0.01 or " " not in line


@given(WORDS, st.integers(30, 240))
def test_wrapping_uses_the_fewest_lines(words: list[str], width: int) -> None:
    greedy = 1
    line = words[0]
    for word in words[1:]:
        if BODY.width(f"{line} {word}") <= width:
            line += f" {word}"
        else:
            greedy, line = greedy + 1, word
    assert len(BODY.wrap(" ".join(words), width)) == greedy


def test_lines_are_even() -> None:
    assert BODY.wrap("Partner troubleshoots under its policy", 170) == (
        "Partner troubleshoots",
        "under its policy",
    )


def test_widths_are_those_of_the_typeface() -> None:
    assert BODY.width("A") == pytest.approx(0.641 * 12)
    assert STRONG.width("A") == pytest.approx(0.672 * 12)


def test_an_unknown_letter_counts_as_wide() -> None:
    assert BODY.width("漢") >= BODY.width("W")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("https://example.com/guides", ["https://", "example.", "com/", "guides"]),
        ("PartnerContactFlow", ["Partner", "Contact", "Flow"]),
        ("snake_case_name", ["snake_", "case_", "name"]),
        ("short", ["short"]),
        ("", [""]),
    ],
)
def test_a_long_word_is_broken_where_it_makes_sense(word: str, parts: list[str]) -> None:
    assert BODY.pieces(word, 54) == parts


@given(st.text("abAB./_-@xW漢", max_size=200), st.integers(12, 240))
def test_breaking_a_word_loses_nothing_and_fits(word: str, width: int) -> None:
    parts = BODY.pieces(word, width)
    assert "".join(parts) == word
    assert all(BODY.width(part) <= width or len(part) == 1 for part in parts)


@pytest.mark.parametrize("text", ["", " ", "\xa0"])
def test_a_text_without_words_has_a_line(text: str) -> None:
    assert BODY.wrap(text, 100) == ("",)

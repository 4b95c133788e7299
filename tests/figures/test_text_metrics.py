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

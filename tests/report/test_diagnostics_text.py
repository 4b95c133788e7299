"""Diagnostics in a narrow terminal: what is wrong is in sight, and what is cut off is marked."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from builder.diagnostics import Diagnostic
from builder.report.text import print_diagnostics
from builder.source import Span

LINE = "title: one two three four five six seven eight nine ten eleven twelve"
WIDTH = 40


def _printed(line: str, column: int, length: int) -> tuple[str, str]:
    """The source line as it is shown, and the carets below it."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH + 12, color_system=None)
    at = Span(file="a.yaml", line=7, column=column, length=length)
    found = Diagnostic(code="wrong-kind", message="It is wrong.", at=at)
    print_diagnostics(console, [found], lambda file, number: line)
    _, shown, carets, *_ = out.getvalue().split("\n")
    assert shown.startswith("    7 | ")
    return shown[8:], carets[8:]


@pytest.mark.parametrize(
    ("word", "cut_before", "cut_after"),
    [
        ("title", False, True),
        ("two", False, True),
        ("six", True, True),
        ("twelve", True, False),
    ],
)
def test_the_words_at_fault_are_in_sight(word: str, cut_before: bool, cut_after: bool) -> None:
    shown, carets = _printed(LINE, LINE.index(word) + 1, len(word))
    assert len(shown) == WIDTH
    assert shown[carets.index("^") :][: carets.count("^")] == word
    assert (shown.startswith("…"), shown.endswith("…")) == (cut_before, cut_after)


def test_a_fault_that_is_longer_than_the_window_says_that_it_goes_on() -> None:
    shown, carets = _printed(LINE, 8, len(LINE) - 7)
    assert shown == f"{LINE[: WIDTH - 1]}…"
    assert carets == " " * 7 + "^" * (WIDTH - 7)


def test_a_short_line_is_shown_whole() -> None:
    assert _printed("title: one", 8, 3) == ("title: one", "       ^^^")

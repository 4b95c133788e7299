"""Clauses are wrapped, and say the same as before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.clauses import scan
from builder.clauses.format import format_clause
from builder.source import SourceFile

LONG = "The Partner must give VMware at least fourteen days of notice before a change is released"


def laid_out(text: str) -> str:
    result = format_clause(SourceFile(name="content/a.md", text=text))
    assert not result.diagnostics, result.diagnostics
    return result.value


def test_a_long_line_is_wrapped_at_100_columns() -> None:
    text = laid_out(f"{LONG} to the public, and in writing.\n")
    assert text == f"{LONG} to the\npublic, and in writing.\n"
    assert max(map(len, text.splitlines())) <= 100


def test_lines_that_are_fine_stay_as_their_author_broke_them() -> None:
    text = f"{LONG}\nto the public. {LONG[:70]}\nThe end.\n"
    assert laid_out(text) == text


def test_what_stands_above_the_line_that_is_too_long_stays() -> None:
    text = f"{LONG}\n{LONG} to the public and to all Partners.\nThe end.\n"
    assert laid_out(text) == f"{LONG}\n{LONG} to the\npublic and to all Partners. The end.\n"


def test_a_line_that_is_much_too_short_is_filled() -> None:
    assert laid_out("Two\nwords and more.\n") == "Two words and more.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\ntwo\n", "- one two\n"),
        (f"- {LONG}\nto the public.\n", f"- {LONG}\n  to the public.\n"),
        (f"12. {LONG} everybody.\n", f"12. {LONG}\n    everybody.\n"),
        (f"1. One\n   - {LONG} everybody.\n", f"1. One\n   - {LONG}\n     everybody.\n"),
        (f"> {LONG} to everybody.\n", f"> {LONG} to\n> everybody.\n"),
        (f"> - {LONG} everybody.\n", f"> - {LONG}\n>   everybody.\n"),
        (f"-   {LONG}\n\n    Second\n    one.\n", f"-   {LONG}\n\n    Second one.\n"),
    ],
)
def test_lists_and_quotations_hang(text: str, expected: str) -> None:
    assert laid_out(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode   \n\n\nmore code, " + "x" * 120 + "\n```\n",
        "- a\n\n  ```text\n  code\n\n\n  more\n  ```\n",
        "{{ table: levels }}\n\n{{ slot: greeting }}\n",
        "1. One\n\n   {{ list: knots }}\n\n2. Two\n",
        "Text that is short\\\nand goes on.\n",
        "Text that is short  \nand goes on.\n",
        "- Text that is\nshort\n{{ table: levels }}\n",
        "x" * 120 + "\n",
        "[](#" + "very-" * 30 + "long)\n",
    ],
)
def test_stays_as_it_is(text: str) -> None:
    assert laid_out(text) == text


def test_a_marker_below_a_line_of_text_stays_alone() -> None:
    assert laid_out("See this\ntable:\n{{ table: levels }}\n") == (
        "See this table:\n{{ table: levels }}\n"
    )


def test_white_space_and_empty_lines() -> None:
    assert laid_out("\n\nOne. \n\n\n\nTwo.   \n\n") == "One.\n\nTwo.\n"
    assert laid_out("One.") == "One.\n"


def test_two_spaces_are_not_the_formatters_to_mend() -> None:
    assert laid_out("One.  Two.\n") == "One.  Two.\n"


@pytest.mark.parametrize(
    "word",
    [
        *("3.", "1.", "10)", "-", "+", "*", "#", "###", ">", "=", "==", "---", "***", "|", "%"),
        *("+++", ":::", "~~~", "[^1", "(x)=", "$$"),
    ],
)
def test_no_line_begins_with_what_is_no_text(word: str) -> None:
    for width in range(85, 100):
        text = f"{'x' * 40} {'y' * (width - 41)} {word} and more words.\n"
        result = format_clause(SourceFile(name="content/a.md", text=text))
        if result.diagnostics:
            assert result.value == text
            continue
        assert not any(line.startswith(word) for line in result.value.splitlines())


@pytest.mark.parametrize(
    "whole",
    [
        "{{ change-notice-days }}",
        "[](#first-steps)",
        "[a few words here](#first-steps)",
        "`a b c d`",
    ],
)
def test_some_things_are_not_broken(whole: str) -> None:
    for width in range(70, 100):
        assert whole in laid_out(f"{'x' * 40} {'y' * (width - 41)} {whole} and more words.\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```\nnever closed\n", "clause-markdown"),
        ("# Heading\n\nText.   \n", "clause-markdown"),
        ("<!-- Text -->   \n", "clause-markdown"),
        ("| a | b |\n|---|---|\n| c | d |\n", "clause-markdown"),
        ("See [x](https://example.com/).   \n", "clause-address"),
    ],
)
def test_a_file_with_a_fault_is_left_alone(text: str, code: str) -> None:
    result = format_clause(SourceFile(name="content/a.md", text=text))
    assert result.value == text
    assert [d.code for d in result.diagnostics] == [code]
    at = result.diagnostics[0].at
    assert at is not None
    assert at.file == "content/a.md"


_PIECES = [
    *["word", "a", "Partner", "responsibility", "“quoted”", "self-installing", "(brackets)"] * 12,
    *("3.", "1.", "14)", "-", "+", "*", "#", "##", ">", "=", "---", "***", "|", "%", "+++", ":::"),
    *("~~~", "(x)=", "[^1]", "[x]:", "$$", "!", "_", "<", "`"),
    *("`code of words`", "`` a ` b ``", "**bold words here**", "*one two*", "**bold", "words**"),
    *("[](#start)", "[words of a link](#start)", "[#](#start)", "{{ days }}", "{{ harbor }}"),
    *("{{ table: levels }}", "two  spaces", "non\u00a0breaking", "&amp;"),
    *("\\", "back\\", "\\-", "3\\."),
]
_BREAKS = [
    *[" "] * 40,
    *("\n", "\n  ", "\\\n", "  \n", "\n\n", "\n- ", "\n1. ", "\n   ", "\n> "),
    *("\n\n```\ncode  \n\n\nhere\n```\n\n", "\n\n{{ slot: greeting }}\n\n", "\n{{ table: t }}\n"),
]


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """Text of all that a clause may hold, and of some that it may not, broken anywhere."""
    text = draw(st.sampled_from(["", "- ", "1. ", "> ", "> - "]))
    for _ in range(draw(st.integers(1, 60))):
        text += draw(st.sampled_from(_PIECES)) + draw(st.sampled_from(_BREAKS))
    return text


def seen(text: str) -> tuple[str, list[str]]:
    """What a reader of plain CommonMark sees, and the placeholders."""
    html = MarkdownIt("commonmark").render(scan(text).neutral)
    parts = re.split(r"(<pre>.*?</pre>)", html, flags=re.S)
    parts[::2] = [re.sub(r"\s+", " ", part.replace("<br />\n", "<br />")) for part in parts[::2]]
    return "".join(parts), [f"{p.name} {p.id} {p.id and p.alone}" for p in scan(text).placeholders]


@settings(max_examples=200, deadline=None)
@given(clauses())
def test_nothing_that_a_reader_sees_changes(text: str) -> None:
    result = format_clause(SourceFile(name="content/a.md", text=text))
    if result.diagnostics:
        assert result.value == text
        return
    assert seen(result.value) == seen(text)
    again = format_clause(SourceFile(name="content/a.md", text=result.value))
    assert again.value == result.value
    assert not again.diagnostics


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["word", "Partner", "responsibility", "{{ days }}", "[](#start)", "`a b`", "**a b**"]
        ),
        min_size=1,
    ),
    st.sampled_from(["", "- ", "1. ", "> ", "   1. "]),
    st.integers(0, 5),
)
def test_every_line_fits(words: list[str], mark: str, times: int) -> None:
    before = "1. One\n" if mark.startswith(" ") else ""
    text = laid_out(before + mark + " ".join(words * (1 + times)) + "\n")
    assert max(map(len, text.splitlines())) <= 100

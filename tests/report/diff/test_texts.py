from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from builder.model.change import Comparison
from builder.model.excerpts import trimmed, word_hunks
from builder.report.diff.json import comparison_schema
from builder.report.diff.markdown import comment
from builder.report.diff.text import print_comparisons
from builder.report.markup.markdown import plain
from tests.report.diff.samples import COMPARISON, HOSTILE, SAME, as_json, from_json

TWO = replace(COMPARISON, new=replace(COMPARISON.new, program="two", short_name="Two"))


def rendered(markdown: str) -> str:
    return MarkdownIt("gfm-like", {"linkify": False}).render(markdown)


def test_the_verdict_comes_first_and_wording_last() -> None:
    text = comment([COMPARISON], was="v1.0", now="main")
    order = [
        "# This revision changes what the guide requires.",
        "`v1.0` → `main`",
        "### Obligations",
        "### Structure",
        "### Tables, terms and values",
        "### Text",
        "<details><summary>4 editorial changes</summary>",
        "## Causes of several changes",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "within 14 days → within 21 days" in text
    assert "<del>must</del> <ins>should</ins>" in text


def test_every_change_and_obligation_is_in_the_comment() -> None:
    text = comment([COMPARISON])
    assert text.count("\n- ") == len(COMPARISON.changes) + len(COMPARISON.causes)
    for line in COMPARISON.ledger:
        assert f"| {line.obligation.section_number.replace('.', chr(92) + '.', 1)} " in text


def test_several_guides_share_one_comment_and_their_causes() -> None:
    text = comment([COMPARISON, TWO], links={"two": "https://example.com/two.html"})
    assert text.startswith("<!-- guides-diff -->\n# These guides change what they require.")
    assert "**[Two](<https://example.com/two.html>)**" in text
    assert text.count("Parameter “answer-days”") == 1


def test_a_comment_keeps_its_limit_and_names_what_it_leaves_out() -> None:
    whole = comment([COMPARISON, TWO])
    for limit in (1500, 3000, len(whole) - 1):
        text = comment([COMPARISON, TWO], limit=limit)
        assert len(text) <= limit
        assert "**Left out, for this comment has a limit:**" in text
        assert text.count("<details>") == text.count("</details>")
    assert "editorial of One (4 of 4)" in comment([COMPARISON, TWO], limit=4000)
    assert "### Obligations" in comment([COMPARISON, TWO], limit=4000)
    assert "Left out" not in comment([COMPARISON, TWO], limit=len(whole))


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "1. no list",
        "- no list",
        "# no heading",
        "+ no list",
        "> no quote",
        "=== ---",
        "[a]: b",
        "~~~",
        "a  |  b",
        "&lt; &amp;",
        "<!-- -->",
        "~~no~~ __no__",
        "![x](y)",
    ],
)
def test_author_text_prints_as_itself(text: str) -> None:
    html = rendered(plain(text))
    assert html.startswith("<p>")
    found = html.removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in found
    for name, char in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        found = found.replace(f"&{name};", char)
    assert found.replace("\N{ZERO WIDTH SPACE}", "") == " ".join(text.split())


def test_nobody_is_called_by_author_text() -> None:
    assert "@team" not in plain("ask @team about #12")
    assert "#12" not in plain("ask @team about #12")


def test_json_has_everything_and_keeps_to_its_schema() -> None:
    text = as_json(COMPARISON, SAME)
    jsonschema.validate(json.loads(text), comparison_schema())
    assert from_json(text) == (COMPARISON, SAME)
    assert json.loads(text)["worst"] == "normative"
    assert json.loads(as_json(SAME))["worst"] is None


def printed(*comparisons: Comparison, colour: bool = False, details: bool = True) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=200, force_terminal=colour, color_system="standard" if colour else None
    )
    print_comparisons(console, comparisons, details=details)
    return out.getvalue()


def test_the_terminal_shows_the_ledger_then_the_changes_by_section() -> None:
    text = printed(COMPARISON)
    assert text.index("Obligations") < text.index("Section 2.1 “Support”\n")
    assert "Strength, Period  Partner  must → should; within 14 days → within 21 days" in text
    assert "within [-14-]{+21+} days." in text
    assert "content/shared/support.md:3" in text
    assert "Parameter “answer-days”" in text
    assert "Row “Gold” removed: [-Gold 3 days-]" in text


def test_a_terminal_with_colour_needs_no_brackets() -> None:
    text = printed(COMPARISON, colour=True)
    assert "\x1b[" in text
    assert "{+" not in text


def test_without_details_there_is_the_ledger_only() -> None:
    text = printed(COMPARISON, details=False)
    assert "Obligations" in text
    assert "Causes" not in text
    assert "Row “Gold”" not in text


def test_no_control_character_reaches_the_terminal() -> None:
    title = "Evil\x1b]0;x\x07"
    assert "\x1b" not in printed(replace(COMPARISON, new=replace(COMPARISON.new, short_name=title)))


@pytest.mark.parametrize(
    ("old", "new"),
    [("a b c d", "a x y d"), ("one", "two"), ("", "x"), ("a", ""), ("a  b", "c  b "), ("x", "x")],
)
def test_hunks_give_both_sentences_back(old: str, new: str) -> None:
    hunks = word_hunks(old, new)
    assert "".join(hunk.text for hunk in hunks if hunk.op != "insert") == old
    assert "".join(hunk.text for hunk in hunks if hunk.op != "delete") == new


def test_long_equal_stretches_are_cut() -> None:
    words = " ".join(map(str, range(100)))
    hunks = trimmed(word_hunks(f"a {words} b", f"x {words} y"), 3)
    assert [hunk.text for hunk in hunks if hunk.op == "equal"] == [" 0 1 2 … 97 98 99 "]

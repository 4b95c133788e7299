from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from builder.render.escape import escape

TEXTS = (
    st.text(
        st.characters(min_codepoint=32, exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")),
        min_size=1,
    )
    .map(lambda text: re.sub(r"\s+", " ", text).strip())
    .filter(bool)
)


def shown(markdown: str) -> str:
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (front_matter_plugin, myst_block_plugin, myst_role_plugin, colon_fence_plugin):
        parser.use(plugin)
    html = parser.render(markdown)
    found = re.fullmatch(r"<p>(.*)</p>\n", html, re.S)
    return unescape(found[1]) if found else f"not a paragraph: {html}"


@given(TEXTS)
def test_any_text_prints_as_itself_at_the_start_of_a_block(text: str) -> None:
    assert shown(escape(text)) == text


@given(TEXTS)
def test_any_text_prints_as_itself_inside_a_sentence(text: str) -> None:
    assert shown(f"Before {escape(text)} after.") == f"Before {text} after."


@pytest.mark.parametrize(
    "text",
    [
        "1. not a list",
        "- no",
        "+ no",
        "# no",
        "> no",
        "% lost",
        "+++",
        "(id)=",
        "::: x",
        "```",
        "*a*",
        "_a_",
        "<b>",
        "&amp;",
        "[a](b)",
        "{ref}`x`",
        "a | b",
        "===",
        "~~~",
        "1) x",
        "$x$",
    ],
)
def test_marks_of_markdown_print_as_themselves(text: str) -> None:
    assert shown(escape(text)) == text

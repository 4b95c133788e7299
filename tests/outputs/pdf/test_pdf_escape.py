"""No text that an author writes can be anything but text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import typst
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.outputs.pdf.document import translate
from builder.outputs.pdf.escape import array, prose, string
from builder.outputs.pdf.registry import PdfPage
from tests.outputs.pdf.samples import FACTS, make, parse, plain

NASTY = [
    '#panic("x")',
    "#{while true {}}",
    "$x^2$",
    "*strong* _em_",
    "= Heading",
    "- item",
    "+ item",
    "<label> @ref",
    "`raw`",
    "// comment",
    "/* comment */",
    "\\",
    "\\u{41}",
    '"',
    '\\"',
    '"; panic()',
    "https://example.org",
    "~",
    "---",
    "[",
    "]",
    "{",
    "}",
    '#import "@preview/a:0.1.0": *',
    "1. one",
    "'quotes' \"double\"",
    "a\u00a0b",
    '#include "main.typ"',
    "\\\\\\",
    "a/b//c",
]

NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)


def values_of(literals: list[str]) -> Any:
    """What Typst takes string literals for."""
    compiler = typst.Compiler(b" ", font_paths=NO_FONTS, ignore_system_fonts=True)
    return json.loads(compiler.eval(array(literals), format="json"))


SPECIAL = st.text(st.sampled_from('\\"#$*_`<>@[]{}()/=-+~;: \n\tu'), max_size=40)


@given(st.lists(st.text() | SPECIAL, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_string_is_itself(texts: list[str]) -> None:
    assert values_of([string(text) for text in texts]) == texts


@given(st.lists(st.text() | SPECIAL, max_size=20))
@settings(max_examples=60, deadline=None)
def test_prose_only_folds_white_space(texts: list[str]) -> None:
    found = values_of([prose(text) for text in texts])
    assert ["".join(text.split()) for text in found] == ["".join(text.split()) for text in texts]


def page_of(*texts: str) -> PdfPage:
    """A page with each text everywhere that an author can put text."""
    page = parse("", id_="all")
    top = next(iter(page.doctree.findall(nodes.section)))
    for text in texts:
        top += nodes.paragraph("", "", nodes.Text(text))
        top += nodes.paragraph("", "", nodes.strong("", text), nodes.literal("", text))
        top += nodes.literal_block("", text)
        top += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", text)))
        section = nodes.section("", nodes.title("", text), heading="1.1", ids=[f"id {text}"])
        section += nodes.paragraph("", "", nodes.reference("", text, target_id=f"id {text}"))
        figure = nodes.figure("", nodes.image(uri="flow.svg", alt=text), number="1", name="Figure")
        figure += nodes.caption("", text)
        section += figure
        top += section
    return page


def test_text_that_looks_like_typst_prints_as_itself() -> None:
    text = make([page_of(*NASTY)]).text.replace(" ", "")
    for nasty in NASTY:
        # paragraph, strong, code, listing, item, heading, contents, link, caption, list of figures
        assert text.count(plain(nasty).replace(" ", "")) >= 10, nasty


@pytest.mark.parametrize("nasty", NASTY)
def test_the_facts_print_as_themselves(nasty: str) -> None:
    facts = replace(
        FACTS,
        title=nasty,
        subtitle=nasty,
        version=nasty,
        date=nasty,
        classification=nasty,
        copyright=nasty,
        trademarks=nasty,
        publisher=nasty,
        address=nasty,
        telephone=nasty,
        fax=nasty,
        short_name=nasty,
    )
    made = make([parse("Text.")], facts)
    cover = plain(made.reader.pages[0].extract_text()).replace(" ", "")
    assert cover.count(plain(nasty).replace(" ", "")) >= 11


printable = st.text(
    st.characters(codec="ascii", exclude_categories=["Cc"]) | st.sampled_from("éßŁЖ“”’–•™→"),
    min_size=1,
    max_size=30,
).filter(str.strip)


@given(printable)
@settings(max_examples=15, deadline=None)
def test_any_printable_string_prints_as_itself(text: str) -> None:
    page = parse("", id_="one")
    top = next(iter(page.doctree.findall(nodes.section)))
    top += nodes.paragraph("", "", nodes.Text(f"Before {text} after."))
    printed = plain(make([page]).reader.pages[-1].extract_text()).replace(" ", "")
    assert f"Before{''.join(text.split())}after." in printed


def test_nothing_of_an_author_stands_outside_of_a_literal() -> None:
    word = "zqx"
    source = translate([page_of(f'{word}" + {word}#{word}')], FACTS)
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', '""', source)
    assert word not in outside

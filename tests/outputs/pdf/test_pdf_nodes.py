"""Every kind of node has its way into the PDF, and what has none is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes

from builder.assemble.line_breaks import hard_break
from builder.outputs.pdf.document import image_names, translate
from builder.outputs.pdf.errors import PdfCompileError, PdfTranslationError
from builder.outputs.pdf.glyphs import runs, without_glyph
from builder.outputs.pdf.registry import HANDLERS, PdfPage
from builder.outputs.pdf.typefaces import characters
from tests.outputs.pdf.samples import (
    FACTS,
    TEMPLATES,
    guide_pages,
    make,
    parse,
    plain,
)


def page_with(*extra: nodes.Node) -> PdfPage:
    page = parse("", id_="here")
    top = next(iter(page.doctree.findall(nodes.section)))
    for node in extra:
        top += node
    return page


def body_of(sample: Any) -> str:
    return plain(" ".join(page.extract_text() for page in list(sample.reader.pages)[2:]))


ADMONITIONS = {
    "attention": "Attention",
    "caution": "Caution",
    "danger": "Danger",
    "error": "Error",
    "hint": "Hint",
    "important": "Important",
    "note": "Note",
    "tip": "Tip",
    "warning": "Warning",
}


BLOCKS = [
    ("**strong** *em* ``code``", "strong em code"),
    ("- one\n\n  - two", "• one – two"),
    ("3. three\n4. four", "3. three 4. four"),
    ("1. a\n\n   1. b\n\n      1. c\n\n         1. d", "1. a a. b i. c 1. d"),
    ("| line one\n| line two\n|   indented", "line one line two indented"),
    ("term\n   meaning", "term meaning"),
    ("::\n\n   a  b\n     c", "a b c"),
    (".. rubric:: Rubric", "Rubric"),
    (".. topic:: Topic\n\n   Inside.", "Topic Inside."),
    (".. container:: any\n\n   Inside.", "Inside."),
    (".. compound::\n\n   Inside.", "Inside."),
    ("    quoted", "quoted"),
    *((f".. {name}:: Inside.", f"{label} Inside.") for name, label in ADMONITIONS.items()),
]


@pytest.mark.parametrize(("text", "printed"), BLOCKS)
def test_blocks(build: Callable[..., Any], text: str, printed: str) -> None:
    assert f"Title of page {printed}" in body_of(build(text))


def test_a_list_in_a_table_and_spans(sample: Any) -> None:
    for words in (
        "• Once renewable",
        "Wide cell over two",
        "Tall cell here",
        "Bare name",
        "Plain pair Plain value",
    ):
        assert words in sample.text


def test_every_handler_is_tried_by_the_samples() -> None:
    """A handler that no document here needs would be untested."""
    pages = [*guide_pages(), *(parse(text) for text, _ in BLOCKS), page_with(*made_by_hand())]
    tried = {type(node).__name__ for page in pages for node in page.doctree.findall()}
    assert set(HANDLERS) - tried == set()


def made_by_hand() -> list[nodes.Node]:
    """What reStructuredText has no words for, and Sphinx's own."""
    text = nodes.paragraph(
        "",
        "",
        nodes.inline("", "inline "),
        nodes.abbreviation("", "abbreviation "),
        nodes.title_reference("", "title_reference "),
        hard_break(),
        nodes.Text("after a break"),
    )
    quote = nodes.block_quote("", nodes.paragraph("", "Said."), nodes.attribution("", "by whom"))
    ours: list[nodes.Node] = [text, quote, nodes.doctest_block("", ">>> doctest_block")]
    return [*ours, _sphinx("seealso"), _sphinx("glossary"), _sphinx("only")]


def test_nodes_that_no_markup_makes() -> None:
    made = make([page_with(*made_by_hand())])
    for words in (
        "inline abbreviation title_reference after a break",
        ">>> doctest_block",
        "Said. by whom",
        "See also In seealso",
        "In glossary",
        "In only",
    ):
        assert words in body_of(made)


def _sphinx(name: str) -> nodes.Element:
    """One of Sphinx's nodes, without Sphinx."""
    made: nodes.Element = type(name, (nodes.General, nodes.Element), {})()
    made += nodes.paragraph("", f"In {name}")
    return made


def test_what_steers_sphinx_prints_nothing() -> None:
    wrapper = nodes.compound("", nodes.paragraph("", "Navigation"), classes=["toctree-wrapper"])
    made = make(
        [
            page_with(
                wrapper,
                _sphinx("toctree"),
                _sphinx("index"),
                nodes.comment("", "No"),
                nodes.paragraph("", "Yes."),
            )
        ]
    )
    assert body_of(made).endswith("Title of here Yes. Internal use only Version 2.10 Page 3 of 3")


def test_an_unknown_node_is_an_error_with_its_name_and_place() -> None:
    unknown = nodes.math_block("", "x")
    unknown.source, unknown.line = "content/shared/a.md", 12
    with pytest.raises(PdfTranslationError, match="math_block") as caught:
        translate([page_with(unknown)], FACTS)
    assert (caught.value.node, caught.value.source, caught.value.line) == (
        "math_block",
        "content/shared/a.md",
        12,
    )


@pytest.mark.parametrize(
    "make_node",
    [
        lambda: nodes.raw("", "<b>", format="html"),
        lambda: nodes.bullet_list("", nodes.paragraph("", "no item")),
        lambda: nodes.definition_list("", nodes.paragraph("", "no item")),
        lambda: nodes.definition_list(
            "", nodes.definition_list_item("", nodes.term("", "t"), nodes.classifier("", "c"))
        ),
        lambda: nodes.paragraph("", "", nodes.math("", "x")),
        lambda: nodes.paragraph("", "", nodes.reference("", "x", target_id="nowhere")),
        lambda: nodes.paragraph("", "", nodes.reference("", "x")),
        lambda: nodes.image(uri="a.svg"),
        lambda: nodes.image(uri="a.svg", alt="  "),
        lambda: nodes.figure("", nodes.image(uri="a.svg", alt="A"), nodes.caption("", "No number")),
        lambda: nodes.table("", nodes.title("", "No columns")),
    ],
)
def test_nothing_is_left_out_in_silence(make_node: Callable[[], nodes.Node]) -> None:
    with pytest.raises(PdfTranslationError):
        translate([page_with(make_node())], FACTS)


def test_a_chapter_without_a_number_is_an_error() -> None:
    page = parse("Text.")
    del next(iter(page.doctree.findall(nodes.section)))["heading"]
    with pytest.raises(PdfTranslationError, match="has no number"):
        translate([page], FACTS)


def test_an_image_without_a_file_is_an_error() -> None:
    with pytest.raises(PdfTranslationError, match="no file"):
        image_names([page_with(nodes.image(alt="A"))])


def test_what_typst_refuses_is_reported_as_such() -> None:
    with pytest.raises(PdfCompileError, match="中"):
        make([page_with(nodes.paragraph("", "中"))])


def test_characters_without_a_glyph_are_found_before_a_run_at_a_time() -> None:
    missing = without_glyph(TEMPLATES / "fonts")
    text = "Good “text”™ – é → ab\u00adc but 中文 文字 and \U0001f600\u200d\U0001f600."
    assert list(runs(text, missing)) == ["中文 文字", "\U0001f600\u200d\U0001f600"]
    assert list(runs("Plain, “quoted” – sound.", missing)) == []


def test_every_typeface_has_the_characters_of_typography() -> None:
    fonts = sorted((TEMPLATES / "fonts").glob("*.ttf"))
    assert len(fonts) == 7
    assert (TEMPLATES / "fonts" / "OFL.txt").is_file()
    for font in fonts:
        assert {ord(char) for char in "Az09“”’–…•™®©→"} <= characters(font)

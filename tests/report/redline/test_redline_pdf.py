from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import page as validator
import pikepdf
import pypdfium2
import pytest

from builder.model.change import Comparison
from builder.model.redline import RedBlock, Redline, RedSection
from builder.outputs.pdf.geometry import strays
from builder.report.redline.document import translate
from builder.report.redline.pdf import make_redline_pdf
from tests.browser import ROOT
from tests.report.diff.samples import (
    COMPARISON,
    HOSTILE,
    IMAGES,
    OLD_IMAGE,
    REDLINE,
    SAME,
    paragraph,
    run,
)

WHEN = datetime(2024, 5, 2, tzinfo=UTC)


def made(
    redline: Redline = REDLINE,
    comparison: Comparison = COMPARISON,
    images: Mapping[str, bytes] = IMAGES,
) -> bytes:
    return make_redline_pdf(
        redline,
        comparison,
        templates=ROOT / "templates",
        images=images,
        timestamp=WHEN,
        was="v1.0",
        now="main",
    )


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return made()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_validator_finds_nothing(pdf: bytes, profile: str) -> None:
    report = validator.validate_pdf_bytes(pdf, profile=profile)
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("known", [(), (OLD_IMAGE,)])
def test_drawings_that_are_not_at_hand_are_named(known: tuple[str, ...]) -> None:
    pdf = made(images={name: IMAGES[name] for name in known})
    assert text_of(pdf).count("The drawing is not at hand.") == 2 - len(known)


def test_a_figure_that_stayed_needs_no_drawing() -> None:
    figure = RedBlock(
        kind="figure", id="flow", number="1", was_number="1", runs=(run("Flow"),),
        image=OLD_IMAGE, was_image=OLD_IMAGE, description=(run("Submit."),),
    )  # fmt: skip
    section = replace(REDLINE.sections[0], blocks=(figure,), sections=())
    pdf = made(replace(REDLINE, sections=(section,)), images={})
    assert "The drawing is not at hand." in text_of(pdf)
    assert not validator.validate_pdf_bytes(pdf, profile="ua1").failures


def test_the_same_input_gives_the_same_bytes(pdf: bytes) -> None:
    assert made() == pdf


def test_items_have_the_numbers_of_the_new_guide() -> None:
    items = tuple(
        RedBlock(kind="item", mark=mark, blocks=(paragraph(run(f"{text} thing")),))
        for text, mark in (("First", "same"), ("Lost", "deleted"), ("Second", "same"))
    )
    section = replace(
        REDLINE.sections[0], blocks=(RedBlock(kind="numbered-list", blocks=items),), sections=()
    )
    text = text_of(made(replace(REDLINE, sections=(section,))))
    assert "1. First thing" in text
    assert "2. Second thing" in text
    assert "3. " not in text[text.index("First thing") : text.index("Second thing")]


def test_the_changes_stand_in_front(pdf: bytes) -> None:
    text = text_of(pdf)
    order = ["What changes", "Obligations", "All changes", "Old and new numbers", "Contents"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert places[-1] < text.index("Nothing changes here.")
    assert "must → should" in text
    assert "Compared: v1.0 → main" in text


def test_what_went_and_what_came_is_there(pdf: bytes) -> None:
    text = text_of(pdf)
    assert "The Partner must send a report." in text
    assert "Reviews take a week or so." in text
    assert "moved from Section 2.1 “Support” and edited" in text
    assert "moved to Section 2.2 “Review” and edited" in text
    assert HOSTILE.replace('"', "") in text.replace('"', "")


def test_marks_differ_without_colour() -> None:
    source = translate(REDLINE, COMPARISON, images=frozenset(IMAGES))
    assert 'deleted({"14"})' in source
    assert 'inserted({"21"})' in source
    theme = (ROOT / "templates" / "pdf" / "redline.typ").read_text()
    strokes = re.findall(r"paint: rgb\(\"#\w+\"\), stroke: (\([^\n]+\))\)", theme)
    assert len(strokes) == len(set(strokes)) == 6


def test_links_to_what_is_not_there_are_only_text() -> None:
    section = RedSection(
        id="one", kind="chapter", number="1", label="Section 1", title=(run("One"),),
        blocks=(
            paragraph(run("See "), run("there", kind="reference", target="nowhere")),
            paragraph(run("Or "), run("there", kind="link", target="javascript:alert(1)")),
        ),
    )  # fmt: skip
    pdf = made(replace(REDLINE, sections=(section,)))
    assert b"javascript" not in pdf
    assert "See there" in text_of(pdf)


def test_a_section_that_moved_whole_is_in_both_places() -> None:
    gone = RedSection(
        id="late", kind="chapter", number="1", label="Section 1", title=(run("Late"),),
        mark="moved-away", change="c-x", blocks=(paragraph(run("Some text.")),),
    )  # fmt: skip
    come = replace(gone, mark="moved-here", number="3")
    text = text_of(made(replace(REDLINE, sections=(gone, *REDLINE.sections, come))))
    assert text.count("Some text.") == 2


def test_a_sign_without_a_glyph_is_named() -> None:
    section = replace(REDLINE.sections[0], blocks=(paragraph(run("A \U0001f600 here.")),))
    assert "A [U+1F600] here." in text_of(made(replace(REDLINE, sections=(section,))))


def test_every_kind_of_block_has_a_way_onto_the_page() -> None:
    kinds = ("paragraph", "quote", "code", "bullet-list", "numbered-list")
    item = RedBlock(kind="item", blocks=(paragraph(run("Inside.")),))
    blocks = tuple(
        RedBlock(
            kind=kind,
            mark="inserted",
            change="c-section",
            runs=() if kind.endswith("list") else (run(f"A {kind}."),),
            blocks=(item,) if kind.endswith("list") else (),
        )
        for kind in kinds
    )
    section = replace(REDLINE.sections[0], blocks=blocks, sections=())
    text = text_of(made(replace(REDLINE, sections=(section,))))
    assert all(f"A {kind}." in text for kind in ("paragraph", "quote", "code"))
    assert text.count("Inside.") == 2


def test_equal_guides_make_a_redline_that_says_so() -> None:
    text = text_of(made(replace(REDLINE, cover=(), history=()), SAME))
    assert "Nothing changes for a reader." in text
    assert "All changes" not in text


def test_headings_are_bookmarks(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert "What changes" in titles
    assert any("Components" in title for title in titles)


def test_a_very_long_word_leaves_no_line() -> None:
    long = "abcdefghijklmnopqrstuvwxy" * 8
    section = replace(REDLINE.sections[0], blocks=(paragraph(run(long)),))
    pdf = made(replace(REDLINE, sections=(section,)))
    document = pypdfium2.PdfDocument(pdf)
    assert [one for number, page in enumerate(document, 1) for one in strays(page, number)] == []
    assert long in text_of(pdf).replace(" ", "")

"""Words too long for their line: where they are parted, and that none leaves its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from docutils import nodes

from builder.model.cover import Identity
from builder.model.long_words import looks_like_code, parts
from builder.outputs.pdf import breaks
from builder.outputs.pdf.breaks import Piece, plan
from builder.outputs.pdf.geometry import COVERS, LEAVES_ITS_PLACE, LEAVES_THE_PAPER, Stray, strays
from builder.outputs.pdf.make import read_pdf
from builder.outputs.pdf.registry import PdfPage
from builder.outputs.pdf.room import Letters, Room
from builder.render import PageKind
from tests.outputs.pdf.samples import FACTS, TEMPLATES, Sample, count, make, parse

CLASS = "com.example.partner.integration.PartnerIntegrationConfigurationFactoryBean"
MAIL = "a-very-long-mailbox.with-parts_and.more@partner-integration-department.example-company.org"
ADDRESS = (
    "https://www.example.com/a/very/long/path/to/some-file_name/and?query=value&more=1#part-of-it"
)
PATH = "/var/lib/partner-integration/releases/2024-05-06/configuration/partner-integration.yaml"
SNAKE = "partner_integration_configuration_identifier_of_the_release_management_process_as_a_whole"
COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
WORDS = [
    hashlib.sha256(b"").hexdigest(),
    CLASS,
    MAIL,
    ADDRESS,
    PATH,
    "abcdefghijklmnopqrstuvwxy" * 8,
    SNAKE,
    COMPOUND,
    "W" * 90,
    "iW" * 100,
]


def few_letters(part: str) -> bool:
    return len(part) < 12


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("com.example.FooBarFactory", ["com.", "example.", "Foo", "Bar", "Factory"]),
        ("https://example.com/a_b", ["https://", "example.", "com/", "a_", "b"]),
        ("mail.box@example.org", ["mail.", "box@", "example.", "org"]),
        ("partner-contact-flow.svg", ["partner", "-contact", "-flow.", "svg"]),
        ("HTTPServer", ["HTTP", "Server"]),
        ("abcdefghijklmnop", ["ab", *"cdefghijklmn", "op"]),
        ("e\u0301" * 12, ["e\u0301" * 2, *["e\u0301"] * 8, "e\u0301" * 2]),
        ("short", ["short"]),
        ("--option", ["--option"]),
    ],
)
def test_a_word_is_parted_with_sense(word: str, wanted: list[str]) -> None:
    assert parts(word, few_letters) == wanted


def test_where_two_letters_do_not_fit_none_are_kept_together() -> None:
    assert parts("abcdefgh", lambda part: len(part) < 2) == list("abcdefgh")


def test_prose_is_told_from_names() -> None:
    for word in ("third-party", "e-mail", "Re-Certification", "state-of-the-art", "x"):
        assert not looks_like_code(word), word
    for word in ("build-guides.yaml", "a_b", "and/or", "partnerContact", "x" * 25):
        assert looks_like_code(word), word


def planned(*parts: nodes.Node | str, width: float = 100) -> list[Piece]:
    """How a paragraph of these parts is broken, all pieces in one list."""
    paragraph = nodes.paragraph()
    paragraph += [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    found = plan(paragraph, Room(width=width, letters=Letters(TEMPLATES / "fonts")))
    return [piece for pieces in found.values() for piece in pieces]


def test_ordinary_text_is_left_alone() -> None:
    assert planned("A third-party and some ordinary words of a state-of-the-art product.") == []


def test_a_file_name_that_fits_is_kept_whole() -> None:
    assert [piece.text for piece in planned("See (some-file.txt), please.") if piece.whole] == [
        "(some-file.txt),"
    ]
    assert [piece.text for piece in planned(nodes.literal("", "", nodes.Text("a-b c")))] == [
        "a-b",
        " c",
    ]


def test_a_word_of_several_texts_is_one_word() -> None:
    whole = [nodes.strong("", "abcdefghijkl"), "mnopqrstuvwx", nodes.emphasis("", "abcdefghijkl")]
    assert any(piece.soft for piece in planned(*whole))
    assert planned("abcdefghijkl ", whole[0], " ", whole[2]) == []


# The whole page ---------------------------------------------------------------------------------


def escaped(word: str) -> str:
    return word.replace("_", "\\_")


def row(*cells: str) -> str:
    first, *rest = cells
    return f"   * - {first}\n" + "".join(f"     - {cell}\n" for cell in rest)


def table(*rows: str, options: str = "   :header-rows: 1\n   :stub-columns: 1\n") -> str:
    return f"\n\n.. list-table::\n{options}\n{''.join(rows)}\n"


def paragraphs() -> str:
    return "\n\n".join(
        f"Before {word} and after, ({word}), *{word}*, **{word}**." for word in map(escaped, WORDS)
    )


def code() -> str:
    lines = "".join(f"    run --with {word} and\n    {word}\n" for word in WORDS)
    spans = "\n\n".join(f"Code ``{word}`` and ``run {word}``." for word in WORDS)
    return f"{spans}\n\n::\n\n{lines}"


def lists() -> str:
    return "".join(
        f"- one {word}\n\n  1. two {word}\n\n     a. three {word}\n\n        - four {word}\n\n"
        for word in map(escaped, WORDS)
    )


def set_apart() -> str:
    all_words = " ".join(map(escaped, WORDS))
    terms = "".join(f"{word}\n   Meaning {word}\n\n" for word in map(escaped, WORDS))
    return f".. note:: {all_words}\n\nText.\n\n    {all_words}\n\n{terms}"


def tables() -> str:
    found = ""
    words = list(map(escaped, WORDS))
    for columns in (2, 4, 6):
        for place in range(0, len(words), 4):
            own = [words[(place + step) % len(words)] for step in range(columns)]
            mixed = ["ordinary duties" if step % 2 else word for step, word in enumerate(own)]
            listed = [f"- {word}" for word in own]
            literal = [f"``{WORDS[(place + step) % len(words)]}``" for step in range(columns)]
            found += table(row(*mixed), row(*own), row(*listed), row(*literal))
    forms = "".join(row(word, word) for word in words)
    return found + table(forms, options="   :class: form\n") + table(forms, options="")


def headings() -> str:
    return "\n\n".join(
        f"{word} heading\n{'-' * 250}\n\nText.\n\nDeeper ``{plain}``\n{'~' * 250}\n\nText.\n\n"
        f".. list-table:: Caption {word}\n\n   * - a\n     - b\n"
        for plain, word in zip(WORDS, map(escaped, WORDS), strict=True)
    )


def strayed(pdf: bytes) -> list[Stray]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [one for number, page in enumerate(document, 1) for one in strays(page, number)]
    finally:
        document.close()


def flat(pdf: bytes) -> str:
    return read_pdf(pdf).text.replace("\r\n", "").replace("\n", "")


@pytest.mark.parametrize("write", [paragraphs, code, lists, set_apart, tables, headings])
def test_no_word_leaves_its_place_and_each_is_whole(
    build: Callable[..., Sample], write: Callable[[], str]
) -> None:
    pdf = build(write()).pdf
    assert strayed(pdf) == []
    text = flat(pdf)
    assert not set("\u00ad\u200b\u2060\ufffe") & set(text)
    for word in WORDS:
        assert word in text, word


def hostile_facts() -> Identity:
    return replace(
        FACTS,
        title=f"Program {CLASS}",
        subtitle=WORDS[5],
        short_name="R" * 60,
        classification=WORDS[0] * 2,
        copyright=f"{ADDRESS} {WORDS[5]}",
        trademarks=SNAKE,
        publisher=CLASS,
        address=PATH * 2,
        telephone="5" * 90,
    )


def test_titles_running_lines_and_the_cover_hold_long_words() -> None:
    pages: list[PdfPage] = []
    for place, word in enumerate(WORDS):
        kind = (PageKind.CHAPTER, PageKind.APPENDIX)[place % 2]
        page = parse("Text.", kind, "8A"[place % 2], f"page-{place}")
        title = next(iter(page.doctree.findall(nodes.title)))
        title.clear()
        title += nodes.Text(f"The {word} title")
        pages.append(page)
    count(pages)
    made = make(pages, hostile_facts())
    assert strayed(made.pdf) == []
    text = flat(made.pdf)
    for word in (*WORDS, CLASS, PATH):
        assert word in text, word
    outline = [mark.get_title() for mark in pypdfium2.PdfDocument(made.pdf).get_toc()]
    for word in WORDS:
        assert any(f"The {word} title" in title for title in outline), word


def test_a_table_s_heading_with_a_link_may_be_repeated(build: Callable[..., Sample]) -> None:
    """What is repeated on every page is no part of the text, and may hold no link."""
    rows = "".join(row(f"Row {number}", "text") for number in range(90))
    made = build(table(row("https://example.com/a", "Head"), rows))
    assert flat(made.pdf).count("https://example.com/a") > 1


# What looks at the result -----------------------------------------------------------------------


@contextmanager
def unbroken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(breaks, "parts", lambda word, fits: [word])
        yield


@pytest.mark.parametrize("write", [paragraphs, code, lists, set_apart, tables, headings])
def test_words_that_are_not_parted_are_found(
    build: Callable[..., Sample], monkeypatch: pytest.MonkeyPatch, write: Callable[[], str]
) -> None:
    with unbroken(monkeypatch):
        pdf = build(write()).pdf
    words = " ".join(one.word for one in strayed(pdf))
    # Those that are wider than any line, and that Typst has no place of its own to break at.
    unbreakable = [word for word in WORDS if len(word) >= 90 and word.isalpha()]
    assert len(unbreakable) == 3
    assert [word for word in unbreakable if word not in words] == []


def test_each_way_to_stray_is_told(
    build: Callable[..., Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faults(text: str) -> set[str]:
        return {one.fault for one in strayed(build(text).pdf)}

    with unbroken(monkeypatch):
        assert LEAVES_THE_PAPER in faults("x" * 200)
        assert LEAVES_ITS_PLACE in faults("x" * 90)
        assert COVERS in faults(table(row("x" * 90, "the next cell"), row("a", "b")))
        assert LEAVES_ITS_PLACE in faults(table(row("x" * 60, ""), row("a", "b")))


def test_nothing_strays_in_a_sound_guide(sample: Any) -> None:
    assert strayed(sample.pdf) == []

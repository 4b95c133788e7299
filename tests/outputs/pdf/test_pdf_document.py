"""What a reader finds in the PDF: cover, contents, numbers, running lines, links, all the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from builder.model.cover import Identity
from builder.outputs.pdf.compile import read_images
from tests.outputs.pdf.samples import FACTS, guide_pages, make, parse, plain


def page_text(sample: Any, index: int) -> str:
    return plain(sample.reader.pages[index].extract_text())


def bookmarks(items: Any) -> Iterator[str]:
    for item in items:
        if isinstance(item, list):
            yield from bookmarks(item)
        else:
            yield item.title


def test_the_cover_says_what_the_guide_is(sample: Any) -> None:
    cover = page_text(sample, 0)
    for words in (
        FACTS.title,
        FACTS.subtitle,
        "Version 2.10",
        "February 29, 2024",
        FACTS.classification,
        FACTS.publisher,
        FACTS.address,
        f"Telephone {FACTS.telephone}",
        FACTS.copyright,
        FACTS.trademarks,
    ):
        assert words is not None
        assert words in cover
    assert "Page 1" not in cover


def test_a_cover_needs_only_title_and_version() -> None:
    facts = Identity(program="rrp", title=FACTS.title, short_name="RRP", version=FACTS.version)
    made = make([parse("Text.")], facts)
    assert page_text(made, 0) == "Reading Room Program Version 2.10"


def test_a_publisher_without_an_address_stands_at_the_top_only() -> None:
    made = make([parse("Text.")], replace(FACTS, address=None, telephone=None))
    assert page_text(made, 0).count(FACTS.publisher) == 1
    assert page_text(make([parse("Text.")], FACTS), 0).count(FACTS.publisher) == 2


def test_front_matter_stands_before_the_contents(sample: Any) -> None:
    text = sample.text
    places = [
        text.index(words)
        for words in (
            "Document control Item",
            "Revision history Version",
            "Contents 7",
            "List of Tables Table",
            "List of Figures Figure",
            "7 Title of first The members",
        )
    ]
    assert places == sorted(places)


def test_contents_list_three_levels_with_the_printed_page(sample: Any) -> None:
    pages = [page.extract_text() for page in sample.reader.pages]
    start = next(i for i, page in enumerate(pages) if "List of Tables" in page)
    contents = plain(pages[start])
    for heading in (
        "7 Title of first",
        "7.1 Lending",
        "7.1.1 Long lists",
        "8 Title of second",
        "8.1 Spans",
        "Appendix Q: Title of forms",
        "Q.1 Questions",
        "Table 41 Lending periods",
        "Figure 41 How a member calls",
    ):
        entry = re.search(re.escape(heading) + r" ?(\d+)", contents)
        assert entry, heading
        assert heading in plain(pages[int(entry[1]) - 1])


def test_numbers_are_those_of_the_annotations(sample: Any) -> None:
    for words in (
        "7.1.1 Long lists",
        "Table 42 Shelf marks",
        "Table 43 Answers",
        "Figure 41 How a member calls",
        "Appendix Q: Title of forms",
    ):
        assert words in sample.text
    assert "Table 1" not in sample.text


def test_every_page_but_the_cover_has_running_lines(sample: Any) -> None:
    total = len(sample.reader.pages)
    for index in range(1, total):
        text = page_text(sample, index)
        assert "Reading Room Program Program Guide 2.10" in text
        assert f"Page {index + 1} of {total}" in text
        assert "Internal use only" in text
        assert "Version 2.10" in text
    assert "8 Title of second" in page_text(sample, total - 2)


def test_a_long_title_is_shortened_in_the_running_line() -> None:
    made = make([parse("Text.")], replace(FACTS, title="A Most Remarkable and Long Title " * 3))
    assert "RRP Program Guide 2.10" in page_text(made, 1)


def test_chapters_and_appendices_start_on_new_pages(sample: Any) -> None:
    starts = [
        next(
            i
            for i, page in enumerate(sample.reader.pages)
            if i > 3 and heading in plain(page.extract_text()).split("Title of", 1)[-1]
        )
        for heading in ("second", "forms")
    ]
    assert len(set(starts)) == 2


def test_table_headings_are_repeated_on_every_page(sample: Any) -> None:
    pages = [plain(page.extract_text()) for page in sample.reader.pages]
    with_rows = [page for page in pages if re.search(r"mark \d+ Shelf number", page)]
    assert len(with_rows) >= 3
    assert all("Mark heading Shelf heading" in page for page in with_rows)


def test_every_word_of_the_source_is_in_the_pdf(sample: Any) -> None:
    from docutils import nodes

    printed = sample.text
    for page in sample.pages:
        for text in page.doctree.findall(nodes.Text):
            parents = []
            node = text.parent
            while node is not None:
                parents.append(node)
                node = node.parent
            if (
                any(
                    isinstance(p, nodes.comment) or "html-only" in p.get("classes", ())
                    for p in parents
                )
                or str(text) == "Title of index"
            ):
                continue
            for word in text.astext().split():
                assert word in printed, word


def test_what_is_for_the_web_only_is_left_out(sample: Any) -> None:
    assert "Download this guide" not in sample.text
    assert "never shows" not in sample.text


def test_bookmarks_carry_the_numbers(sample: Any) -> None:
    assert list(bookmarks(sample.reader.outline)) == [
        "Document control",
        "Revision history",
        "Contents",
        "List of Tables",
        "List of Figures",
        "7 Title of first",
        "7.1 Lending",
        "7.1.1 Long lists",
        "8 Title of second",
        "8.1 Spans",
        "Appendix Q: Title of forms",
        "Q.1 Questions",
    ]


def test_links_lead_into_the_guide_or_to_their_address(sample: Any) -> None:
    inside, outside, places = set(), set(), set()
    numbers = {page.indirect_reference.idnum for page in sample.reader.pages}
    known = sample.reader.named_destinations
    for page in sample.reader.pages:
        for annotation in page.get("/Annots") or ():
            link = annotation.get_object()
            action = link.get("/A", {})
            if "/URI" in action:
                outside.add(str(action["/URI"]))
                continue
            target = link["/Dest"] if "/Dest" in link else action["/D"]
            if isinstance(target, str):
                assert target in known
                inside.add(target)
            else:
                assert target[0].idnum in numbers
                places.add((target[0].idnum, round(float(target[3]))))
    assert outside == {"https://example.org/catalog"}
    assert inside >= {"second", "forms"}
    assert places


def test_metadata(sample: Any) -> None:
    found = sample.reader.metadata
    assert found.title == "Reading Room Program – Program Guide"
    assert found.author == "The Library, Ltd."
    assert "RRP" in str(found["/Keywords"])
    assert found.creation_date is not None
    assert found.creation_date.strftime("%Y-%m-%d") == "2024-02-29"


def test_the_same_input_gives_the_same_bytes(sample: Any) -> None:
    again = make(guide_pages())
    assert again.source == sample.source
    assert again.pdf == sample.pdf


def test_images_outside_of_the_tree_are_refused(tmp_path: Any) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.svg").write_text("<svg/>")
    with pytest.raises(ValueError, match="outside"):
        read_images(("../secret.svg",), tmp_path / "in")

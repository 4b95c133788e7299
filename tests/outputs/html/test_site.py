"""What the pages of both guides are made of."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from builder.model.guide import Guide
from builder.outputs.snapshot import load_guide
from tests.outputs.html.pages import Page, read_guide

PROGRAMS = ("kms", "sra")
Pages = dict[str, Page]

pytestmark = pytest.mark.parametrize("program", PROGRAMS)


@pytest.fixture(scope="module")
def sites(built: Path) -> dict[str, Pages]:
    return {program: read_guide(built, program) for program in PROGRAMS}


@pytest.fixture
def pages(sites: dict[str, Pages], program: str) -> Pages:
    return sites[program]


@pytest.fixture(scope="module")
def snapshots(built: Path) -> dict[str, Guide]:
    return {p: load_guide((built / p / "guide.json").read_text()) for p in PROGRAMS}


@pytest.fixture
def guide(snapshots: dict[str, Guide], program: str) -> Guide:
    return snapshots[program]


def test_there_is_a_page_for_each_chapter_and_each_appendix(pages: Pages, guide: Guide):
    wanted = {f"{section.id}.html" for section in guide.sections}

    assert set(pages) == wanted | {"index.html", "search.html"}


def test_tags_are_closed_in_order_and_ids_are_unique(pages: Pages):
    for name, page in pages.items():
        assert page.errors == [], name
        assert len(page.ids) == len(set(page.ids)), name


def test_every_link_inside_leads_to_a_file_and_an_anchor(pages: Pages, built: Path):
    lost = []
    for name, page in pages.items():
        for link in page.links:
            url = urlsplit(link)
            if url.scheme or url.netloc:
                continue
            target = (page.path.parent / unquote(url.path)).resolve() if url.path else page.path
            other = pages.get(target.name) if target.suffix == ".html" else None
            there = target.is_file() and target.is_relative_to(built)
            if url.fragment and there:
                there = other is not None and unquote(url.fragment) in other.ids
            if not there:
                lost.append(f"{name}: {link}")
    assert lost == []


def test_nothing_is_loaded_from_elsewhere(pages: Pages):
    for name, page in pages.items():
        asked = [
            element.attributes.get("src", "") + element.attributes.get("href", "")
            for element in page.all("link", "script", "img", "iframe", "source", "use", "image")
        ]
        assert not [url for url in asked if urlsplit(url).netloc or urlsplit(url).scheme], name
        for sheet in (page.path.parent / "_static").rglob("*.css"):
            assert not re.search(r"@import|url\(['\"]?(?:https?:)?//", sheet.read_text()), sheet


def test_a_section_has_its_permanent_id_and_no_other(pages: Pages, guide: Guide):
    for top in guide.sections:
        sections = list(pages[f"{top.id}.html"].all("section"))
        wanted = [part.id for part in top.walk()]

        assert [section.attributes["id"] for section in sections] == wanted
        assert not [e for e in pages[f"{top.id}.html"].all("span") if "id" in e.attributes]


def test_headings_print_the_number_of_the_snapshot(pages: Pages, guide: Guide):
    for top in guide.sections:
        page = pages[f"{top.id}.html"]
        headings = {e.text.removesuffix("#") for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")}
        for part in top.walk():
            lead = f"{part.label}: " if part.kind == "appendix" else f"{part.number} "
            assert f"{lead}{part.title}" in headings


def test_contents_sidebar_and_local_contents_print_the_numbers(pages: Pages, guide: Guide):
    front = [" ".join(e.text.split()) for e in pages["index.html"].all("a")]
    for top in guide.sections:
        lead = f"{top.label}:" if top.kind == "appendix" else top.number
        assert f"{lead} {top.title}" in front
        local = [" ".join(e.text.split()) for e in pages[f"{top.id}.html"].all("a")]
        for part in list(top.walk())[1:]:
            assert f"{part.number} {part.title}" in front
            assert f"{part.number} {part.title}" in local
        for other in guide.sections:
            assert f"{other.number} {other.title}" in local


def test_headings_go_down_one_level_at_a_time(pages: Pages):
    for name, page in pages.items():
        levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]

        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), name


def test_captions_print_kind_and_number(pages: Pages, guide: Guide):
    captions = [
        e.text.strip()
        for page in pages.values()
        for e in page.all("span")
        if "caption-number" in e.classes
    ]
    numbered = [
        f"{block.kind.capitalize()} {block.number}"
        for section in guide.walk()
        for top in section.blocks
        for block in top.walk()
        if block.number
    ]

    assert sorted(captions) == sorted(numbered)


def test_the_first_page_is_the_cover_with_its_facts(pages: Pages, guide: Guide):
    page, identity = pages["index.html"], guide.identity
    cover = next(e for e in page.all("header") if "cover" in e.classes)

    assert identity.title in cover.text
    assert f"Version {identity.version}" in cover.text
    assert (identity.classification or "") in cover.text
    assert {"document-control", "revision-history"} <= set(page.ids)
    table = next(e for e in page.all("table") if "revision-history" in e.classes)
    for row in guide.revision_history:
        assert row.version in table.text
        assert " ".join(row.summary.split()) in " ".join(table.text.split())


def test_the_pdf_is_one_click_away_from_every_page(pages: Pages, guide: Guide, program: str):
    name = f"../{program}-program-guide-{guide.identity.version}.pdf"
    for page in pages.values():
        visible = [e for e in page.all("a") if set(e.classes) & {"pdf", "cover-pdf"}]
        linked = [e.attributes["href"] or "" for e in visible]
        assert [file for file in linked if file.endswith(".pdf")] == [name]
        assert (page.path.parent / name).is_file()


def test_terms_lead_to_their_entry_and_say_what_they_mean(pages: Pages, guide: Guide):
    meanings = {item.id: item.means for item in guide.glossary}
    found = 0
    for page in pages.values():
        for link in page.all("a"):
            if "glossary-term" in link.classes:
                found += 1
                id = link.attributes["href"].partition("#")[2]
                assert link.attributes["title"] == meanings[id]
    assert found


def test_a_wide_table_can_be_scrolled_by_keyboard(pages: Pages):
    for page in pages.values():
        for frame in page.elements:
            if "scrolls" in frame.classes:
                assert frame.attributes["tabindex"] == "0"
                assert frame.attributes["role"] == "region"
                assert frame.attributes["aria-label"]


def test_drawings_stand_in_the_page_with_title_and_description(pages: Pages, guide: Guide):
    drawn = {}
    for page in pages.values():
        for figure in page.all("figure"):
            drawn[figure.attributes["id"]] = page
    for section in guide.walk():
        for top in section.blocks:
            for block in top.walk():
                if block.kind == "figure":
                    page = drawn.pop(block.id or "")
                    texts = [e.text for e in page.all("desc")]
                    assert (block.description or "") in texts
                    assert any(e.attributes.get("role") == "img" for e in page.all("svg"))
    assert not drawn


def test_what_only_a_browser_of_sources_needs_is_not_there(pages: Pages):
    for page in pages.values():
        text = page.path.read_text(encoding="utf-8")
        assert "view-this-page" not in text
        assert "Made with" not in text
    static = next(iter(pages.values())).path.parent / "_static"
    assert not list(static.rglob("*.map"))


def test_the_search_index_is_a_script_with_every_part(pages: Pages, guide: Guide):
    script = pages["search.html"].path.parent / "_static" / "guide-index.js"
    head, _, data = script.read_text(encoding="utf-8").partition(" = ")
    entries = json.loads(data.rstrip(";\n"))["entries"]

    assert head == "window.guideIndex"
    labels = [spelling for *_, spellings in entries for spelling in spellings]
    assert {part.label for part in guide.walk()} <= set(labels)
    assert {item.term for item in guide.glossary} <= set(labels)
    for *_, address, _, _ in entries:
        name, _, id = address.partition("#")
        assert not id or id in pages[name].ids

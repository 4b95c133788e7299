"""The published pages in a browser, as readers open them: from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import OpenPage, axe, look_at_all

PROGRAMS = ("kms", "sra")
KINDS = (
    "index.html",
    "program-components.html",
    "glossary.html",
    "partner-contact-form.html",
    "vmware-contact-support-flow.html",
    "search.html",
)
"""The front, a chapter with tables, the glossary, a form, a figure, and the search."""


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_page_is_accessible(open_page: OpenPage, built: Path, program: str):
    files = sorted((built / program / "html").glob("*.html"))
    assert {file.name for file in files} > set(KINDS)
    visit = open_page(files[0])
    addresses = [
        file.as_uri() + ("?q=partner" if file.name == "search.html" else "") for file in files
    ]
    assert look_at_all(visit.page, addresses, KINDS) == []
    assert visit.foreign_requests == []


def test_the_list_of_guides_is_accessible(open_page: OpenPage, built: Path):
    file = built / "index.html"
    visit = open_page(file)
    assert look_at_all(visit.page, [file.as_uri()], [file.name]) == []
    assert visit.foreign_requests == []


@pytest.mark.parametrize(
    ("program", "query", "first", "address"),
    [
        ("kms", "VCG", "VCG", "glossary.html#term-VCG"),
        ("kms", "vcg", "VCG", "glossary.html#term-VCG"),
        ("kms", "Key Management Server", "KMS", "glossary.html#term-KMS"),
        ("kms", "Hot Fix", "Hot Fix Process", "program-components.html#hot-fix-process"),
        ("kms", "3.4.2.1", "Hot Fix Process", "program-components.html#hot-fix-process"),
        ("kms", "Section 3.4.2.1", "Hot Fix Process", "program-components.html#hot-fix-process"),
        ("kms", "section 3.4.2.1.", "Hot Fix Process", "program-components.html#hot-fix-process"),
        ("kms", "Chapter 6", "Release Milestones", "release-milestones.html"),
        ("kms", "Appendix F", "Sample Partner Contact", "partner-contact-form.html"),
        ("sra", "Appendix F", "Sample Partner Contact", "partner-contact-form.html"),
        ("sra", "Table 1", "Table 1", "program-components.html#acceptance-levels"),
        ("sra", "figure 1", "Figure 1", "program-components.html#program-components-figure"),
        ("sra", "hosted", "Host", "program-components.html#"),
    ],
)
def test_search_finds(  # noqa: PLR0917 (two fixtures and the columns of the table above)
    open_page: OpenPage, built: Path, program, query, first, address
):
    page = open_page(built / program / "html" / "introduction.html").page
    page.fill(".sidebar-search", query)
    page.press(".sidebar-search", "Enter")
    hit = page.locator("#search-results a").first
    hit.wait_for()

    assert first in hit.inner_text()
    assert (hit.get_attribute("href") or "").startswith(address)
    assert page.locator("#search-status").inner_text().endswith(f"for “{query}”")
    wanted = hit.get_attribute("href") or ""
    hit.click()
    page.wait_for_url(f"**/html/{wanted}")
    if "#" in wanted:
        page.locator(f"[id='{wanted.partition('#')[2]}']").wait_for()


def test_a_hit_stands_in_the_text_and_shows_it(open_page: OpenPage, built: Path):
    search = built / "kms" / "html" / "search.html"
    page = open_page(search.as_uri() + "?q=escalations").page
    first = page.locator("#search-results li").first

    assert "escalation" in first.locator("mark").first.inner_text().lower()


def test_what_is_asked_is_never_read_as_html(open_page: OpenPage, built: Path):
    search = built / "kms" / "html" / "search.html"
    page = open_page(search.as_uri() + "?q=%3Cimg src=x onerror=alert(1)%3E").page

    page.locator("#search-status", has_text="for “<img src=x").wait_for()
    assert page.locator("article img").count() == 0


@pytest.mark.parametrize("file", ["program-components.html", "index.html"])
def test_larger_spacing_loses_no_text(open_page: OpenPage, built: Path, file: str):
    page = open_page(built / "sra" / "html" / file, width=320).page
    page.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;"
        "word-spacing:.16em!important}p{margin-bottom:2em!important}"
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_drawers_of_a_narrow_window_open_by_keyboard(open_page: OpenPage, built: Path):
    page = open_page(built / "kms" / "html" / "program-components.html", width=320).page
    menu = page.get_by_role("button", name="Contents of the guide")
    link = page.locator(".sidebar-tree a").first
    assert not link.is_visible()

    menu.focus()
    page.keyboard.press("Enter")
    link.wait_for(state="visible")
    assert menu.get_attribute("aria-expanded") == "true"
    assert axe(page) == []

    page.keyboard.press("Escape")
    link.wait_for(state="hidden")
    assert menu.get_attribute("aria-expanded") == "false"


def test_lists_are_numbered_by_depth(open_page: OpenPage, built: Path):
    page = open_page(built / "kms" / "html" / "introduction.html").page
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', "
        '\'<ol class="arabic" id="x"><li><ol class="arabic"><li><ol class="arabic"><li>'
        '<ol class="arabic"><li>x</li></ol></li></ol></li></ol></li></ol>\')'
    )
    styles = page.evaluate(
        "['#x', '#x ol', '#x ol ol', '#x ol ol ol'].map("
        "s => getComputedStyle(document.querySelector(s)).listStyleType)"
    )

    assert styles == ["decimal", "lower-alpha", "lower-roman", "decimal"]


def test_print_shows_the_text_and_not_the_tools(open_page: OpenPage, built: Path):
    page = open_page(built / "kms" / "html" / "program-components.html", dark=True).page
    page.emulate_media(media="print")

    assert page.locator("article h1").is_visible()
    for tool in (".sidebar-drawer", ".turn-page", ".theme-toggle-content", ".running-head .pdf"):
        assert not page.locator(tool).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_own_typeface_is_used(open_page: OpenPage, built: Path):
    page = open_page(built / "kms" / "html" / "introduction.html").page
    page.evaluate("document.fonts.ready")

    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length")
    assert loaded >= 2

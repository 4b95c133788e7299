"""The manual in a browser, as readers open it: from a folder."""

from __future__ import annotations

from pathlib import Path

from tests.browser import OpenPage, look_at_all

KINDS = ("index.html", "first-change.html", "search.html")


def test_every_page_is_accessible(open_page: OpenPage, site: Path):
    files = sorted(site.glob("*.html"))
    visit = open_page(files[0])
    addresses = [
        file.as_uri() + ("?q=waiver" if file.name == "search.html" else "") for file in files
    ]
    assert look_at_all(visit.page, addresses, KINDS) == []
    assert visit.foreign_requests == []


def test_no_page_asks_in_vain(open_page: OpenPage, site: Path):
    visit = open_page(site / "index.html")
    failed: list[str] = []
    visit.page.on("requestfailed", lambda request: failed.append(request.url))
    for file in sorted(site.glob("*.html")):
        visit.page.goto(file.as_uri() + "?q=waiver")
    assert visit.page.evaluate("document.fonts.check('1rem \"IBM Plex Sans\"')")
    assert failed == visit.foreign_requests == []


def test_a_search_finds_a_task_a_key_and_a_code(open_page: OpenPage, site: Path):
    page = open_page(site / "index.html").page
    for query, address in (
        ("glossary term", "everyday.html#add-a-term-to-the-glossary"),
        ("two-periods", "checks.html#two-periods"),
        ("review-rules", "keys.html#review-rules-"),
        ("guides notice", "commands.html#guides-notice"),
    ):
        page.fill(".sidebar-search", query)
        page.press(".sidebar-search", "Enter")
        first = page.locator("#search-results a").first
        first.wait_for()
        assert (first.get_attribute("href") or "").startswith(address), query


def test_an_example_can_be_copied(open_page: OpenPage, site: Path):
    page = open_page(site / "first-change.html").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy").first
    button.focus()
    page.keyboard.press("Enter")
    page.locator("p[role=status]", has_text="Copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == "make guides\n"

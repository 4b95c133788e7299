"""The manual's site as files: every link leads somewhere, and it is whole and quiet."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.outputs.html.pages import Page

ROOT = Path(__file__).resolve().parents[4]


def _pages(site: Path) -> dict[str, Page]:
    return {path.name: Page(path) for path in sorted(site.glob("*.html"))}


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path):
    pages = _pages(site)
    wrong = []
    for name, page in pages.items():
        assert page.errors == []
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"https", "data"}, link
                continue
            target = (site / unquote(parts.path)) if parts.path else site / name
            if not target.exists() or (
                parts.fragment and parts.fragment not in pages[target.name].ids
            ):
                wrong.append(f"{name}: {link}")
    assert wrong == []


def test_nothing_is_loaded_from_elsewhere(site: Path):
    for page in _pages(site).values():
        for element in page.all("script", "img", "link", "source"):
            address = element.attributes.get("src") or element.attributes.get("href", "")
            assert not urlsplit(address).scheme or element.attributes.get("rel") == "canonical"


def test_remarks_for_writers_are_not_on_the_pages(site: Path):
    for path in site.glob("*.html"):
        text = path.read_text("utf-8")
        assert "<!-- try" not in text
        assert "do not edit" not in text


def test_every_page_is_in_the_contents_of_every_page(site: Path):
    names = {path.with_suffix(".html").name for path in (ROOT / "docs").glob("*.md")}
    for name, page in _pages(site).items():
        assert names <= {link.partition("#")[0] for link in page.links} | {name}


def test_examples_are_highlighted_and_can_be_reached(site: Path):
    text = (site / "keys.html").read_text("utf-8")
    assert '<div class="highlight-yaml' in text
    assert re.search(r'<span class="nt">\w', text)
    assert '<pre tabindex="0">' in text
    assert "pygments.css" not in text


def test_the_search_knows_every_section_and_every_check(site: Path):
    script = (site / "_static" / "guide-index.js").read_text("utf-8")
    entries = json.loads(script.removeprefix("window.guideIndex = ").rstrip(";\n"))["entries"]
    titles = {title for _, _, title, *_ in entries}
    assert {"Publishing", "two-periods", "guides build", "parameters (family)"} <= titles
    for _, _, title, address, *_ in entries:
        page, _, place = address.partition("#")
        assert title
        assert not place or place in Page(site / page).ids if page == "index.html" else True
    text = next(text for _, _, title, _, text, _ in entries if title == "Exit status")
    assert "  " not in text


def test_only_what_pages_use_is_published(site: Path):
    files = {
        path.relative_to(site).as_posix()
        for folder, _, names in os.walk(site, followlinks=True)
        for path in (Path(folder, name) for name in names)
    }
    loose = {name for name in files if "/" not in name and not name.endswith(".html")}
    assert loose == set()
    static = {name for name in files if name.startswith("_static/") and name.endswith(".css")}
    assert {Path(name).name for name in static} == {"furo.css", "guide.css", "manual.css"}

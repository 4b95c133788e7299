"""How the text of a preview tells where it comes from."""

from __future__ import annotations

import re

from tests.preview.live import Reader, part, ready
from tests.whole_projects import SAIL, SHARED

LABELS = """() => [...document.querySelectorAll("article[role=main] " +
    ":is(h1, h2, h3, h4, p, li, td, th, dt, dd, caption, figcaption, figure)")]
  .filter((e) => e.getClientRects().length && !e.closest(".cover-foot, .running-head"))
  .map((e) => [e.tagName, e.closest("[data-preview-at]")?.dataset.previewAt, e.textContent])"""


def test_every_block_tells_its_source(reader: Reader) -> None:
    """What a place leads to holds a word of what the block says."""
    places: dict[str, list[str]] = {}
    page = reader.open("sail/index.html")
    for name in ("index", "start", "finish", "forms", "words"):
        page.goto(reader.server.address(f"sail/{name}.html"))
        ready(page)
        page.keyboard.press("s")
        page.locator("html.preview-sources [data-preview-at]").first.wait_for()
        for tag, place, text in page.evaluate(LABELS):
            assert place, f"{name}: {tag} {text!r} has no place"
            file, _, line = place.rpartition(":")
            lines = (reader.server.root / file).read_text(encoding="utf-8").split("\n")
            assert 1 <= int(line) <= len(lines), place
            places.setdefault(tag, []).append(file)
            words = re.findall(r"[A-Za-z]{4,}|\d+[.:]\d+", text)
            if file.startswith("templates/") or not words or tag == "FIGURE":
                continue
            said = " ".join(lines[int(line) - 1 : int(line) + 3])
            if "](#" in said:
                continue
            values = "Southport Treaty treaty Guide precedence farewell club knots Reef"
            assert any(word in f"{said} {values}" for word in words), f"{place}: {text!r}"
        page.keyboard.press("s")
        page.locator("html:not(.preview-sources)").wait_for()
        assert page.locator("[data-preview-at], [data-preview-tab]").count() == 0
    assert SAIL in places["H1"], "the title of the guide"
    assert SHARED in places["H1"], "the title of a chapter"
    assert set(places["FIGURE"]) == {"content/figures/route.yaml"}
    for tag in ("CAPTION", "FIGCAPTION", "DT", "DD", "H2", "TD"):
        assert SHARED in places[tag], tag
    assert "content/shared/start.md" in places["LI"]


OPENED = """() => {
  window.opened = [];
  navigation.addEventListener("navigate", (event) => {
    window.opened.push(event.destination.url);
    event.preventDefault();
  });
}"""


def test_a_hover_shows_the_place_and_a_click_opens_it(reader: Reader) -> None:
    page = reader.open("row/start.html")
    block = page.locator("p", has_text="Paragraph 2 of").first
    block.scroll_into_view_if_needed()
    block.hover()
    chip = page.locator("guides-source a")
    chip.wait_for()
    place = chip.inner_text()
    assert re.fullmatch(r"content/shared/start\.md:\d+", place)
    root = reader.server.root.resolve().as_posix()
    href = f"vscode://file{root}/{place}:1"
    assert chip.get_attribute("href") == href
    assert page.evaluate(
        "() => { const [a, b] = ['guides-source', 'p.x'].map((s) => document.querySelector(s)); "
        "const box = a.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; }"
    )
    page.evaluate(OPENED)
    page.keyboard.press("s")
    block.and_(page.locator("[data-preview-at]")).wait_for()
    assert page.locator("guides-source").is_hidden()
    block.click()
    page.wait_for_function("window.opened.length === 1")
    block.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.opened.length === 2")
    assert page.evaluate("window.opened") == [href, href]


def test_a_path_is_copied_where_no_editor_is_told(reader: Reader) -> None:
    page = reader.open("row/start.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("d")
    part(page, "select").select_option("copy")
    page.keyboard.press("Tab")
    part(page, ".tools button").click()
    block = page.locator("p[data-preview-at]", has_text="Paragraph 2 of").first
    before = block.get_attribute("data-preview-at")
    block.click()
    page.locator("[data-preview-at='Path copied']").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == before
    page.locator(f"[data-preview-at='{before}']").wait_for()
    page.reload()
    ready(page)
    assert part(page, "select").input_value() == "copy"

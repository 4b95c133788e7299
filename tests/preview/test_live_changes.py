"""What the reader of a preview sees of a saved change, and where."""

from __future__ import annotations

import re
import time

from tests.browser import axe
from tests.preview.live import FINISH, HIDE, KNOTS, Reader, part, settled, shows
from tests.whole_projects import SHARED


def test_saved_changes_show_without_a_reload(reader: Reader) -> None:
    page, save = reader.open("sail/start.html"), reader.server.save
    save("content/shared/ropes.md", "Ropes lie", "Most ropes lie")
    shows(page, "Most ropes lie")
    save(SHARED, 'days: {value: "14"', 'days: {value: "15"')
    shows(page, "15 days of notice")
    save(SHARED, "title: First Steps", "title: Very First Steps")
    shows(page, "1.1 Very First Steps")
    page.locator(".toc-drawer").filter(has_text="Very First Steps").wait_for(state="attached")
    shows(page, "Section 1.1 “Very First Steps”")
    save(SHARED, '["1", "can row', '["1", "can steer')
    shows(page, "can steer for 15 days")
    new = "      - {id: zero, title: Zero, clause: sail/greeting}\n      - id: first-steps"
    save(SHARED, "      - id: first-steps", new)
    shows(page, "1.1 Zero")
    shows(page, "1.2.1 Ropes")
    save("templates/guide/section.md.jinja", "{{ part | body }}", "{{ part | body }}\n\nSo it is.")
    shows(page, "So it is.")
    save("templates/html/page.html", "words.download.", "'Fetch the {file}'.")
    shows(page, "Fetch the PDF")
    save("templates/html/static/guide.css", "article h2 {", "article h2 { color: rgb(1, 2, 3);")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('article h2')).color === 'rgb(1, 2, 3)'"
    )
    assert page.evaluate("window.kept")
    fresh = reader.open("sail/start.html")
    words = "e => e.innerText.replace(/\\s+/g, ' ')"
    assert page.locator("article").evaluate(words) == fresh.locator("article").evaluate(words)


def test_an_open_search_finds_what_is_new(reader: Reader) -> None:
    page = reader.open("sail/search.html?q=starfish")
    page.locator("#search-status", has_text="for “starfish”").wait_for()
    assert page.locator("#search-results a").count() == 0
    reader.server.save(FINISH, "{{ links: clubs }}", "The starfish is red.\n\n{{ links: clubs }}")
    page.locator("#search-results a").filter(has_text="Coming Home").wait_for()
    reader.server.save(FINISH, "The starfish is red.\n\n", "")


def test_an_edited_script_is_run(reader: Reader) -> None:
    page = reader.open("sail/finish.html")
    path = reader.server.root / "templates/html/static/guide.js"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\ndocument.documentElement.dataset.mine = '1';\n", encoding="utf-8")
    page.locator("html[data-mine]").wait_for()
    path.write_text(before, encoding="utf-8")
    page.locator("html:not([data-mine])").wait_for()


def test_a_shared_clause_shows_in_every_guide_that_is_open(reader: Reader) -> None:
    sail, row = reader.open("sail/finish.html"), reader.open("row/finish.html")
    reader.server.save(FINISH, "Come home", "Come slowly home")
    shows(sail, "Come slowly home to Southport")
    shows(row, "Come slowly home to Northport")


def test_many_saves_at_once_end_with_the_last(reader: Reader) -> None:
    page = reader.open("sail/finish.html")
    text = (reader.server.root / FINISH).read_text(encoding="utf-8")
    for number in range(10):
        reader.server.save(FINISH, text, f"Save {number}.\n\n{text}")
        time.sleep(0.08)
        reader.server.save(FINISH, f"Save {number}.\n\n", "")
    reader.server.save(FINISH, text, f"The last save.\n\n{text}")
    shows(page, "The last save.")
    settled(page)
    assert not re.search(r"Save \d", page.locator("article").inner_text())


def test_a_tab_that_is_not_seen_catches_up_when_it_is(reader: Reader) -> None:
    """Else its stream would take one of the few that a browser has for all tabs."""
    page, other = reader.open("sail/finish.html"), reader.open("sail/finish.html")
    page.evaluate(HIDE, True)
    reader.server.save(FINISH, "{{ harbor }}", "the port of {{ harbor }}")
    shows(other, "the port of Southport")
    other.wait_for_timeout(300)
    assert "the port of" not in page.locator("article").inner_text()
    page.evaluate(HIDE, False)
    shows(page, "the port of Southport")
    reader.server.save(FINISH, "the port of {{ harbor }}", "{{ harbor }}")
    page.locator("article:not(:has-text('the port of'))").wait_for()


TOP = "e => e.getBoundingClientRect().top"


def test_the_place_of_the_reader_is_kept(reader: Reader) -> None:
    page = reader.open("sail/start.html")
    seen = page.locator("#start p", has_text="Paragraph 12 of").first
    seen.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 200)")
    before = seen.evaluate(TOP)
    more = "More of it stands above.\n\n" * 8
    reader.server.save("content/shared/start.md", "Paragraph 3 of", f"{more}Paragraph 3 of")
    shows(page, "More of it")
    settled(page)
    assert abs(seen.evaluate(TOP) - before) <= 2
    # What the reader looks at is itself what changes.
    longer = "Paragraph 12, which is now longer than before, by enough words to fill a line, of"
    reader.server.save("content/shared/start.md", "Paragraph 12 of", longer)
    changed = page.locator("#start p", has_text="Paragraph 12, which").first
    changed.wait_for()
    settled(page)
    assert abs(changed.evaluate(TOP) - before) <= 2
    assert "preview-changed" in (changed.get_attribute("class") or "")
    # It goes, and its neighbour stays where it was.
    neighbour = page.locator("#start p", has_text="Paragraph 14 of").first
    before = neighbour.evaluate(TOP)
    whole = (reader.server.root / "content/shared/start.md").read_text(encoding="utf-8")
    gone = whole[whole.index("Paragraph 10 of") : whole.index("Paragraph 11 of")]
    reader.server.save("content/shared/start.md", gone, "")
    page.locator(".preview-cut").wait_for()
    settled(page)
    assert abs(neighbour.evaluate(TOP) - before) <= 2


MARKED = """() => [...(CSS.highlights.get("preview-words") ?? [])].map(String)"""


def test_what_changed_is_marked(reader: Reader) -> None:
    page = reader.open("sail/words.html")
    reader.server.save("content/shared/more-words.md", "No more words.", "No more long words.")
    shows(page, "No more long words.")
    settled(page)
    marked = page.locator(".preview-changed, .preview-added, .preview-cut, .preview-ended")
    assert marked.count() == 1
    assert "No more long words." in marked.inner_text()
    assert page.evaluate(MARKED) == ["long"]
    reader.server.save(SHARED, "means: Behind,", "means: Far behind,")
    shows(page, "Far behind")
    settled(page)
    assert marked.count() == 1
    assert marked.inner_text().startswith("Far behind.")
    assert page.evaluate(MARKED) == ["Far behind."]
    reader.server.save("content/shared/more-words.md", "No more long", "A new one.\n\nNo more long")
    page.locator(".preview-added").wait_for()
    settled(page)
    assert marked.all_inner_texts() == ["A new one."]


def test_a_change_out_of_view_offers_the_way_there(reader: Reader) -> None:
    page = reader.open("sail/start.html")
    page.evaluate("scrollTo(0, 0)")
    reader.server.save(KNOTS, "Paragraph 24 of", "Paragraph last of")
    shows(page, "Paragraph last of")
    go = part(
        page,
        ".note button",
    ).filter(has_text="1 change on this page")
    go.click()
    assert page.locator("p", has_text="Paragraph last of").evaluate(
        "e => { const box = e.getBoundingClientRect();"
        " return box.top > 0 && box.bottom < innerHeight; }"
    )
    assert part(page, ".note").is_hidden()


def test_a_change_on_another_page_is_told_with_a_link(reader: Reader) -> None:
    page = reader.open("sail/words.html")
    page.wait_for_timeout(100)
    part(page, ".handle").click()
    part(page, "[role=tab]").nth(1).click()
    part(page, ".outline li").first.wait_for()
    reader.server.save(FINISH, "Look at", "Look well at")
    link = part(page, ".note a").filter(has_text="Section 2 Coming Home")
    link.wait_for()
    assert link.get_attribute("href") == "finish.html"
    assert axe(page) == []
    assert page.evaluate("window.kept")
    part(page, ".note .close").click()
    assert part(page, ".note").is_hidden()


def test_a_page_that_goes_says_so_and_comes_back(reader: Reader) -> None:
    page = reader.open("sail/forms.html")
    form = "  - {id: forms, title: Forms}\n"
    reader.server.save(SHARED, form, "")
    page.get_by_text("This guide has no such page, or no longer.").wait_for()
    assert page.get_by_role("link", name="front page").get_attribute("href") == "index.html"
    reader.server.save(SHARED, "appendices:\n", f"appendices:\n{form}")
    page.get_by_role("heading", name="Forms").first.wait_for()
    # The page that was asked for and is not there is no fault of the preview.
    reader.complaints[:] = [text for text in reader.complaints if "404" not in text]

"""What the reader of a preview sees of an error, and of a server that stops."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser import OpenPage, axe
from tests.preview.live import FINISH, HIDE, Reader, Server, part, ready, shows
from tests.whole_projects import SAIL, SHARED, make_whole


def test_an_error_stands_over_the_last_good_page(reader: Reader) -> None:
    page, save = reader.open("sail/start.html"), reader.server.save
    save("content/shared/ropes.md", "on the AFT Deck.", "on {{ hrabor }}.")
    overlay = part(page, ".overlay")
    overlay.wait_for()
    text = overlay.inner_text()
    assert "1 error" in text
    assert re.search(r"content/shared/ropes\.md:1:\d+", text)
    assert overlay.locator("mark").inner_text() == "{{ hrabor }}"
    assert "harbor" in overlay.locator(".hint").inner_text()
    shows(page, "on the AFT Deck.")
    assert part(page, ".handle").inner_text() == "1 error"
    place = overlay.locator("a.preview-place")
    assert re.fullmatch(
        r"vscode://file/.*/content/shared/ropes\.md:1:\d+", place.get_attribute("href") or ""
    )
    page.keyboard.press("Escape")
    assert overlay.is_hidden()
    shows(page, "on the AFT Deck.")
    page.evaluate(HIDE, True)
    page.evaluate(HIDE, False)
    page.wait_for_timeout(200)
    assert overlay.is_hidden(), "what its reader has hidden stays hidden"
    save("content/shared/ropes.md", "{{ hrabor }}", "{{ hrabour }}")
    overlay.wait_for()
    save("content/shared/ropes.md", "on {{ hrabour }}.", "on the AFT Deck.")
    overlay.wait_for(state="hidden")
    assert part(page, ".handle").inner_text() != "1 error"
    assert page.evaluate("window.kept")


def test_an_error_that_the_checks_find_stands_over_the_page_that_follows(reader: Reader) -> None:
    page, save = reader.open("sail/finish.html"), reader.server.save
    save(SHARED, "appendices:\n", "requires: {appendices: [words, forms]}\nappendices:\n")
    overlay = part(page, ".overlay")
    overlay.filter(has_text="Words").wait_for()
    assert "up to date" in overlay.inner_text()
    assert overlay.locator("mark").count() == 1
    assert axe(page) == []
    handle = part(page, ".handle")
    assert handle.inner_text() == "1 error"
    assert "bad" in (handle.get_attribute("class") or "")
    save(FINISH, "home to {{ harbor }}", "home soon to {{ harbor }}")
    shows(page, "home soon to Southport")
    page.keyboard.press("Escape")
    # The error moves in its file, and another fault is looked for: it has been read already.
    save(SHARED, "appendices:\n", "# A remark.\nappendices:\n")
    page.keyboard.press("d")
    listed = part(page, ".findings .error")
    listed.locator(".preview-place").filter(has_text=_line_of(reader, "- {id: forms")).wait_for()
    assert overlay.is_hidden()
    save(FINISH, "soon", "{{ sooon }}")
    overlay.filter(has_text="2 errors").wait_for()
    assert "last successful version" in overlay.inner_text()
    save(FINISH, "{{ sooon }} ", "")
    overlay.filter(has_text="1 error").filter(has_text="up to date").wait_for()
    save(SHARED, "requires: {appendices: [words, forms]}\n# A remark.\n", "")
    overlay.wait_for(state="hidden")
    listed.wait_for(state="detached")
    assert page.evaluate("window.kept")


def _line_of(reader: Reader, text: str) -> str:
    before, _, _ = (reader.server.root / SHARED).read_text(encoding="utf-8").partition(text)
    line = before.count("\n") + 1
    return f"{SHARED}:{line}:"


def test_a_page_opened_while_there_is_an_error_shows_it(reader: Reader) -> None:
    reader.server.save(SAIL, "  harbor: Southport", "  harbour: Southport")
    page = reader.open("sail/finish.html")
    part(page, ".overlay").wait_for()
    assert "harbour" in part(page, ".overlay").inner_text()
    reader.server.save(SAIL, "  harbour: Southport", "  harbor: Southport")
    part(page, ".overlay").wait_for(state="hidden")
    page.get_by_text("home to Southport").wait_for()


def test_a_project_that_is_broken_at_the_start_and_a_server_that_stops(
    tmp_path: Path, open_page: OpenPage
) -> None:
    root = make_whole(tmp_path / "project", edits={SAIL: ("title: Sailing", "titel: Sailing")})
    server = Server(root, tmp_path / "work")
    server.start()
    try:
        page = Reader(server, open_page, [], []).open("sail/finish.html")
        page.get_by_text("This page will stand here as soon as there is no error.").wait_for()
        part(page, ".overlay").filter(has_text="titel").wait_for()
        assert f"{SAIL}:3" in part(page, ".overlay").inner_text()
        server.save(SAIL, "titel: Sailing", "title: Sailing")
        page.get_by_text("Come home to Southport.").wait_for()
        ready(page)
        page.evaluate("window.kept = true")
    finally:
        server.stop()
    part(page, ".note").filter(has_text="does not answer").wait_for()
    assert page.evaluate("window.kept")
    server.save(FINISH, "Come home", "Come back home")
    server.start()
    try:
        page.get_by_text("Come back home to Southport.").wait_for()
        ready(page)
        part(page, ".note").wait_for(state="hidden")
        assert page.evaluate("window.kept === undefined"), "another run has other editions"
    finally:
        server.stop()

"""What the reader of a preview sees: a real server, saved files, and a real browser."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import OpenPage, axe
from tests.whole_projects import SAIL, SHARED, START, make_whole

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KNOTS = "content/shared/knots-section.md"
FINISH = "content/shared/finish.md"
FILLER = "\n\n".join(
    f"Paragraph {number} of the filler fills a line or two of the window, so that there is "
    f"something to scroll past, and it says nothing else of the {number} boats."
    for number in range(1, 25)
)
DESK = "guides-desk"


class Server:
    """The preview of a project on a port of its own, in threads of this process."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.port: int | None = None
        self.failures: list[Exception] = []

    def start(self) -> None:
        """Serve; again on the same port after `stop`."""
        import uvicorn

        from builder.preview.serve import application, listen

        listening = listen(self.port or 0)
        self.port = int(listening.getsockname()[1])
        app = application(
            self.root,
            (),
            self.folder,
            port=self.port,
            editor="vscode",
            failed=self.failures.append,
        )
        config = uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],))
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
            assert self._thread.is_alive()

    def stop(self) -> None:
        """End the server and its threads."""
        self._server.should_exit = True
        self._thread.join(timeout=20)
        assert not self._thread.is_alive()
        assert not self.failures

    def address(self, page: str) -> str:
        return f"http://127.0.0.1:{self.port}/{page}"

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file of the project as an editor does."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@dataclass
class Reader:
    """Opens pages of the server, and keeps what they complain of."""

    server: Server
    open_page: OpenPage
    complaints: list[str]
    foreign: list[list[str]]

    def open(self, page: str, *, width: int = 1280, dark: bool = False) -> Page:
        """A page with its desk running. `window.kept` tells whether it was loaded again."""
        visit = self.open_page("about:blank", width=width, dark=dark)
        self.foreign.append(visit.foreign_requests)
        shown = visit.page
        shown.on("pageerror", lambda error: self.complaints.append(str(error)))
        shown.on("console", self._hear)
        shown.goto(self.server.address(page))
        ready(shown)
        shown.evaluate("window.kept = true")
        return shown

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def ready(page: Page) -> None:
    page.wait_for_function("document.documentElement.dataset.deskEdition")


def shows(page: Page, text: str, selector: str = "article[role=main]") -> None:
    """Wait until a page shows a text, without having been loaded again."""
    page.locator(selector).filter(has_text=text).first.wait_for()
    assert page.evaluate("window.kept"), "the page was loaded again"


def settled(page: Page) -> None:
    """Wait until the page shows all that there is of the change at hand."""
    before = -1
    while (now := page.evaluate("+document.documentElement.dataset.deskEdition")) != before:
        before = now
        page.wait_for_timeout(150)


def part(page: Page, selector: str) -> Locator:
    """A part of the desk."""
    return page.locator(f"{DESK} {selector}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = make_whole(
        tmp_path_factory.mktemp("live") / "project",
        {"content/shared/start.md": f"{START}\n{FILLER}\n", KNOTS: f"Knots hold.\n\n{FILLER}\n"},
    )
    # The tables and figures that the filler stands in for.
    (root / FINISH).write_text(
        "Come home to {{ harbor }}.\n\n{{ links: clubs }}\n\n{{ table: tides }}\n\n"
        "Look at [](#tides) and [](#route).\n",
        encoding="utf-8",
    )
    made = Server(root, tmp_path_factory.mktemp("work"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reader(server: Server, open_page: OpenPage) -> Iterator[Reader]:
    made = Reader(server, open_page, [], [])
    yield made
    assert made.complaints == []
    assert not any(made.foreign)


# ---- A saved change shows


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
    save("templates/html/page.html", "Download PDF", "Fetch the PDF")
    shows(page, "Fetch the PDF")
    save("templates/html/static/guide.css", "article h2 {", "article h2 { color: rgb(1, 2, 3);")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('article h2')).color === 'rgb(1, 2, 3)'"
    )
    assert page.evaluate("window.kept")
    fresh = reader.open("sail/start.html")
    words = "e => e.innerText.replace(/\\s+/g, ' ')"
    assert page.locator("article").evaluate(words) == fresh.locator("article").evaluate(words)


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


HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


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


# ---- Where the reader was, and what changed

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
    assert "desk-changed" in (changed.get_attribute("class") or "")
    # It goes, and its neighbour stays where it was.
    neighbour = page.locator("#start p", has_text="Paragraph 14 of").first
    before = neighbour.evaluate(TOP)
    whole = (reader.server.root / "content/shared/start.md").read_text(encoding="utf-8")
    gone = whole[whole.index("Paragraph 10 of") : whole.index("Paragraph 11 of")]
    reader.server.save("content/shared/start.md", gone, "")
    page.locator(".desk-cut").wait_for()
    settled(page)
    assert abs(neighbour.evaluate(TOP) - before) <= 2


MARKED = """() => [...(CSS.highlights.get("desk-words") ?? [])].map(String)"""


def test_what_changed_is_marked(reader: Reader) -> None:
    page = reader.open("sail/words.html")
    reader.server.save("content/shared/more-words.md", "No more words.", "No more long words.")
    shows(page, "No more long words.")
    settled(page)
    marked = page.locator(".desk-changed, .desk-added, .desk-cut, .desk-ended")
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
    page.locator(".desk-added").wait_for()
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


# ---- Errors


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
    place = overlay.locator("a.desk-place")
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
    listed.locator(".desk-place").filter(has_text=_line_of(reader, "- {id: forms")).wait_for()
    assert overlay.is_hidden()
    save(FINISH, "soon", "{{ sooon }}")
    overlay.filter(has_text="2 errors").wait_for()
    assert "as it was last good" in overlay.inner_text()
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


# ---- Where text comes from


LABELS = """() => [...document.querySelectorAll("article[role=main] " +
    ":is(h1, h2, h3, h4, p, li, td, th, dt, dd, caption, figcaption, figure)")]
  .filter((e) => e.getClientRects().length && !e.closest(".cover-foot, .running-head"))
  .map((e) => [e.tagName, e.closest("[data-desk-at]")?.dataset.deskAt, e.textContent])"""


def test_every_block_tells_its_source(reader: Reader) -> None:
    """What a place leads to holds a word of what the block says."""
    places: dict[str, list[str]] = {}
    page = reader.open("sail/index.html")
    for name in ("index", "start", "finish", "forms", "words"):
        page.goto(reader.server.address(f"sail/{name}.html"))
        ready(page)
        page.keyboard.press("s")
        page.locator("html.desk-sources [data-desk-at]").first.wait_for()
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
        page.locator("html:not(.desk-sources)").wait_for()
        assert page.locator("[data-desk-at], [data-desk-tab]").count() == 0
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
    block.and_(page.locator("[data-desk-at]")).wait_for()
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
    block = page.locator("p[data-desk-at]", has_text="Paragraph 2 of").first
    before = block.get_attribute("data-desk-at")
    block.click()
    page.locator("[data-desk-at='Path copied']").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == before
    page.locator(f"[data-desk-at='{before}']").wait_for()
    page.reload()
    ready(page)
    assert part(page, "select").input_value() == "copy"


# ---- The panel


def test_the_panel_has_what_belongs_to_the_guide(reader: Reader) -> None:
    page = reader.open("sail/words.html")
    part(page, ".handle").click()
    tabs = part(page, "[role=tab]")
    assert tabs.all_inner_texts() == ["Findings", "Outline", "Parameters"]
    part(page, ".findings li").first.wait_for()
    assert part(page, ".findings li a.desk-place").count() >= part(page, ".findings li").count()
    tabs.nth(1).click()
    outline = part(page, ".outline li")
    titles = [re.sub(r"\s+", " ", text) for text in outline.all_inner_texts()]
    assert titles[0].startswith("1 Casting Off shared")
    assert any("More Words" in title for title in titles)
    assert part(page, ".outline a[aria-current]").inner_text() == "Words"
    own = part(page, "input[type=checkbox]")
    own.check()
    assert outline.count() < len(titles)
    tabs.nth(2).click()
    values = part(page, ".parameters li")
    harbor = values.filter(has_text="harbor")
    text = re.sub(r"\s+", " ", harbor.inner_text())
    assert "Southport" in text
    assert "set here" in text
    assert "Where the boats lie." in text
    assert harbor.locator(".desk-place").inner_text() == f"{SAIL}:8"
    assert (
        harbor.locator(".uses a").filter(has_text="Section 2").get_attribute("href")
        == "finish.html"
    )
    part(page, "input[type=search]").fill("notice")
    assert values.count() == 1
    reader.server.save(
        SHARED, "description: Days of notice.", "description: Days of notice before."
    )
    values.filter(has_text="Days of notice before.").wait_for()
    assert part(page, "input[type=search]").input_value() == "notice"
    focused = f"document.querySelector('{DESK}').shadowRoot.activeElement?.type"
    assert page.evaluate(focused) == "search"


FOCUS = """() => {
  const inner = document.querySelector("guides-desk").shadowRoot.activeElement;
  return inner ? inner.id || inner.ariaLabel || inner.textContent : document.activeElement.tagName;
}"""


def test_the_panel_is_worked_by_keyboard(reader: Reader) -> None:
    page = reader.open("sail/finish.html")
    link = page.locator("article a").first
    link.focus()
    page.keyboard.press("d")
    assert page.evaluate(FOCUS) == "tab-findings"
    part(page, ".findings li, .quiet").first.wait_for()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUS) == "tab-outline"
    page.keyboard.press("End")
    assert page.evaluate(FOCUS) == "tab-parameters"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUS) == "tab-findings"
    page.keyboard.press("ArrowLeft")
    order = []
    for _ in range(5):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUS))
    assert order == [
        "Close the desk",
        "Show sources",
        "Open sources with",
        "body-parameters",
        "Find a parameter",
    ]
    page.keyboard.type("days")
    assert part(page, "input[type=search]").input_value() == "days", "keys are text in a field"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("d")
    assert part(page, ".drawer").is_hidden()
    assert link.evaluate("e => e === document.activeElement")
    assert part(page, ".handle").get_attribute("aria-expanded") == "false"


# ---- For everybody


def _panel(tab: int) -> Callable[[Reader, Page], None]:
    def open_it(reader: Reader, page: Page) -> None:
        if part(page, ".drawer").is_hidden():
            part(page, ".handle").click()
        part(page, "[role=tab]").nth(tab).click()
        part(page, "[role=tabpanel]:not([hidden]) li").first.wait_for()

    return open_it


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_no_state_shuts_anyone_out(reader: Reader, width: int, dark: bool) -> None:
    page = reader.open("sail/finish.html", width=width, dark=dark)
    for tab in range(3):
        _panel(tab)(reader, page)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("d") if width > 320 else part(page, ".drawer .close").click()
    page.keyboard.press("s")
    page.locator("html.desk-sources [data-desk-at]").first.wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("s")
    reader.server.save(FINISH, "{{ links: clubs }}", "{{ links: clubbs }}")
    part(page, ".overlay").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.server.save(FINISH, "{{ links: clubbs }}", "{{ links: clubs }}")
    part(page, ".overlay").wait_for(state="hidden")


def test_nothing_of_it_is_printed(reader: Reader) -> None:
    page = reader.open("sail/finish.html")
    reader.server.save(FINISH, "Look ", "Please look ")
    page.locator(".desk-changed").wait_for()
    part(page, ".handle").click()
    page.keyboard.press("s")
    page.locator("html.desk-sources [data-desk-at]").first.wait_for()
    page.emulate_media(media="print")
    assert page.locator(DESK).is_hidden()
    style = page.locator(".desk-changed").evaluate(
        "e => [getComputedStyle(e, '::after').display, getComputedStyle(e, '::before').display, "
        "getComputedStyle(e).outlineStyle, getComputedStyle(document.body).paddingRight]"
    )
    assert style == ["none", "none", "none", "0px"]


def test_the_text_is_readable_beside_the_panel(reader: Reader) -> None:
    page = reader.open("sail/finish.html", width=1000)
    part(page, ".handle").click()
    for width in (1000, 1200, 1400, 1401, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        left, right = page.locator("article p[data-line]").first.evaluate(
            "e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]"
        )
        box = part(page, ".drawer").bounding_box()
        assert box is not None
        assert right <= box["x"], width
        assert right - left > 450, width


# ---- The server comes and goes


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

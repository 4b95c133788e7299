"""The panel beside a preview, and that it shuts nobody out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser import axe
from tests.preview.live import FINISH, PANEL, Reader, part
from tests.whole_projects import SAIL, SHARED

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_panel_has_what_belongs_to_the_guide(reader: Reader) -> None:
    page = reader.open("sail/words.html")
    part(page, ".handle").click()
    tabs = part(page, "[role=tab]")
    assert tabs.all_inner_texts() == ["Findings", "Outline", "Parameters"]
    part(page, ".findings li").first.wait_for()
    assert part(page, ".findings li a.preview-place").count() >= part(page, ".findings li").count()
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
    assert harbor.locator(".preview-place").inner_text() == f"{SAIL}:8"
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
    focused = f"document.querySelector('{PANEL}').shadowRoot.activeElement?.type"
    assert page.evaluate(focused) == "search"


FOCUS = """() => {
  const inner = document.querySelector("guides-preview").shadowRoot.activeElement;
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
    part(page, "input[type=search]").wait_for()
    order = []
    for _ in range(5):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUS))
    assert order == [
        "Close panel",
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
    page.locator("html.preview-sources [data-preview-at]").first.wait_for()
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
    page.locator(".preview-changed").wait_for()
    part(page, ".handle").click()
    page.keyboard.press("s")
    page.locator("html.preview-sources [data-preview-at]").first.wait_for()
    page.emulate_media(media="print")
    assert page.locator(PANEL).is_hidden()
    style = page.locator(".preview-changed").evaluate(
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

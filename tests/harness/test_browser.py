"""The page tests' own tools: they must see what is wrong, or their silence means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.browser import OpenPage, axe

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Good</title>
<meta name="color-scheme" content="light dark"></head>
<body><main><h1>Good</h1><p>Text.</p></main></body></html>"""


@pytest.fixture
def write(tmp_path: Path):
    def write_it(html: str) -> Path:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        return path

    return write_it


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_sound_page_has_no_violation(open_page: OpenPage, write, width, dark):
    assert axe(open_page(write(GOOD), width=width, dark=dark).page) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("image-alt", "<p>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>'),
        ("html-has-lang", ' lang="en"', ""),
        ("color-contrast", "<p>", '<p style="color:#aaa;background:#fff">'),
        (
            "target-size",
            "<p>",
            "<style>button{width:9px;height:9px;padding:0;border:0;font-size:1px}</style>"
            '<button aria-label="One"></button><button aria-label="Two"></button><p>',
        ),
    ],
)
def test_a_violation_is_found_and_placed(open_page: OpenPage, write, rule, old, new):
    found = axe(open_page(write(GOOD.replace(old, new, 1))).page)

    assert [violation.rule for violation in found] == [rule]
    assert found[0].targets


def test_a_fault_of_the_dark_scheme_alone_is_found(open_page: OpenPage, write):
    style = "<style>@media(prefers-color-scheme:dark){p{color:#333;background:#222}}</style>"
    page = write(GOOD.replace("</head>", style + "</head>"))

    assert axe(open_page(page).page) == []
    assert [v.rule for v in axe(open_page(page, dark=True).page)] == ["color-contrast"]


def test_a_request_to_another_host_is_refused_and_kept(open_page: OpenPage, write):
    url = "https://example.invalid/a.js"
    visit = open_page(write(GOOD.replace("<p>", f'<script src="{url}"></script><p>')))

    assert visit.foreign_requests == [url]


def test_no_other_host_is_reached(open_page: OpenPage, write):
    page = open_page(write(GOOD)).page
    for host in ("example.invalid", "192.0.2.1"):
        failed = page.evaluate(f"fetch('http://{host}/').then(() => '', String)")
        assert "Failed to fetch" in failed
        with page.expect_event("requestfailed") as told:
            page.evaluate(f"new Image().src = 'http://{host}/a.png'")
        assert told.value.failure == "net::ERR_NAME_NOT_RESOLVED"


@pytest.mark.parametrize(
    ("url", "foreign"),
    [
        ("file:///a.html", False),
        ("http://127.0.0.1:8000/", False),
        ("http://[::1]/", False),
        ("http://127.0.0.1.example.org/", True),
        ("http://localhost@example.org/", True),
        ("wss://example.org/", True),
    ],
)
def test_foreign_addresses_are_told_from_local_ones(url: str, foreign: bool):
    assert browser._is_foreign(url) is foreign


def test_missing_tools_skip_unless_they_are_required(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GUIDES_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="NOT LOOKED AT: no such thing"):
        browser.unavailable("no such thing")

    monkeypatch.setenv("GUIDES_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="no such thing"):
        browser.unavailable("no such thing")

"""A headless Chromium and axe-core, for the tests that look at pages as a reader does.

The browser is the system's own and axe-core comes from `tests/package.json` (`make axe`). Where one
of them is missing the tests are skipped with the reason; with `GUIDES_REQUIRE_BROWSER=1`, which
`.ci/run` sets, they fail instead, so that no pipeline passes without having looked.

A page never reaches another host: such a request fails and is kept in `Visit.foreign_requests`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / ".cache" / "node" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No other host has an address; that costs nothing, where asking about each request would.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE ::1",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ALL_LOOKS = tuple(product((1280, 320), ("light", "dark")))
FEW_LOOKS = ((1280, "light"), (320, "dark"))
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
TIMEOUT_MS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule on one page.

    Attributes:
        rule: axe-core's name of the rule, such as `image-alt`.
        impact: `minor`, `moderate`, `serious` or `critical`.
        summary: What the rule asks for, in one sentence.
        targets: CSS selectors of the elements at fault.
    """

    rule: str
    impact: str
    summary: str
    targets: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}): {self.summary}\n  " + "\n  ".join(self.targets)


@dataclass(slots=True, kw_only=True)
class Visit:
    """An open page and what it asked of other hosts (their URLs, in order)."""

    page: Page
    foreign_requests: list[str] = field(default_factory=list)


class OpenPage(Protocol):
    """The `open_page` fixture: opens a file or a loopback address in a fresh context."""

    def __call__(self, target: Path | str, *, width: int = 1280, dark: bool = False) -> Visit:
        """Return the loaded page at `width` CSS pixels, in the light or the dark scheme."""


def unavailable(reason: str) -> NoReturn:
    """Skip with the reason, or fail where the pipeline requires a browser."""
    if os.environ.get("GUIDES_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason} (and GUIDES_REQUIRE_BROWSER=1)", pytrace=False)
    pytest.skip(f"NOT LOOKED AT: {reason}")


def axe(page: Page) -> list[Violation]:
    """Return what axe-core finds on `page` against WCAG 2.2, levels A and AA."""
    if not AXE.is_file():
        unavailable("axe-core is not installed: run `make axe`, which needs npm")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: {type: 'tag', values: tags},"
        " resultTypes: ['violations']})).violations",
        list(RULES),
    )
    return [
        Violation(
            rule=item["id"],
            impact=item["impact"],
            summary=item["help"],
            targets=tuple(_selector(node["target"]) for node in item["nodes"]),
        )
        for item in found
    ]


def look_at_all(page: Page, addresses: Iterable[str], kinds: Container[str]) -> list[str]:
    """Open pages; returns what is wrong with each at several widths, in light and in dark.

    Pages of a kind are alike: those whose files `kinds` names are looked at in four ways, all
    others in two, between them every width and every scheme.
    """
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    for address in addresses:
        page.goto(address)
        name = Path(urlsplit(address).path).name
        for width, scheme in ALL_LOOKS if name in kinds else FEW_LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            place = f"{name} at {width}, {scheme}"
            found += [f"{place}: {violation}" for violation in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{place}: the page scrolls sideways")
    return found


def _selector(target: list[Any]) -> str:
    # A part is itself a list where the element lies in a shadow tree.
    return " ".join(part if isinstance(part, str) else " ".join(part) for part in target)


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme in {"file", "data", "blob", "about"}:
        return False
    return parts.hostname not in LOCAL_HOSTS


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once for a worker."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        unavailable(f"no Chromium on the path (looked for {', '.join(BROWSERS)})")
    api = pytest.importorskip("playwright.sync_api", reason="NOT LOOKED AT: no playwright")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Opens pages, each in a context of its own, and closes them after the test."""
    contexts = []

    def open_it(target: Path | str, *, width: int = 1280, dark: bool = False) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        visit = Visit(page=context.new_page())

        def note(request: Request) -> None:
            if _is_foreign(request.url):
                visit.foreign_requests.append(request.url)

        context.on("request", note)
        visit.page.goto(target.absolute().as_uri() if isinstance(target, Path) else target)
        return visit

    yield open_it
    for context in contexts:
        context.close()

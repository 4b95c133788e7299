"""A preview with a real server, and its readers in a real browser."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser import OpenPage

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KNOTS = "content/shared/knots-section.md"
FINISH = "content/shared/finish.md"
FILLER = "\n\n".join(
    f"Paragraph {number} of the filler fills a line or two of the window, so that there is "
    f"something to scroll past, and it says nothing else of the {number} boats."
    for number in range(1, 25)
)
PANEL = "guides-preview"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


class Server:
    """The preview of a project on a port of its own, in threads of this process."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.port: int | None = None
        self.failures: list[Exception] = []

    def start(self) -> None:
        """Serve; again on the same port after `stop`."""
        from builder.preview.broadcast import Broadcast
        from builder.preview.serve import application, listen, server

        listening = listen(self.port or 0)
        self.port = int(listening.getsockname()[1])
        broadcast = Broadcast()
        app = application(
            self.root,
            (),
            self.folder,
            port=self.port,
            editor="vscode",
            failed=self.failures.append,
            broadcast=broadcast,
        )
        self._server = server(app, broadcast)
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
        """A page with the preview running. `window.kept` tells whether it was loaded again."""
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
    page.wait_for_function("document.documentElement.dataset.previewEdition")


def shows(page: Page, text: str, selector: str = "article[role=main]") -> None:
    """Wait until a page shows a text, without having been loaded again."""
    page.locator(selector).filter(has_text=text).first.wait_for()
    assert page.evaluate("window.kept"), "the page was loaded again"


def settled(page: Page) -> None:
    """Wait until the page shows all that there is of the change at hand."""
    before = -1
    while (now := page.evaluate("+document.documentElement.dataset.previewEdition")) != before:
        before = now
        page.wait_for_timeout(150)


def part(page: Page, selector: str) -> Locator:
    """A part of the panel."""
    return page.locator(f"{PANEL} {selector}")

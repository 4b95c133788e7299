"""What the worker tells the open pages, and who of them listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Message = dict[str, object]
"""One message: `kind`, mostly a `program`, and what belongs to the kind. Goes out as JSON."""


@dataclass(eq=False)
class Listener:
    """One open page, by its guide and its name."""

    program: str
    page: str
    waiting: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    """Messages as they are sent; None is the end of the stream."""


class Broadcast:
    """Passes messages from the worker's thread to the pages that are open.

    `tell` and `viewed` may be called from any thread, the rest only from the server's loop.
    """

    def __init__(self) -> None:
        self._listeners: tuple[Listener, ...] = ()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def open(self) -> None:
        """Begin; called in the server's loop."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        for one in self._listeners:
            one.waiting.put_nowait(None)

    @contextmanager
    def listening(self, program: str, page: str) -> Iterator[Listener]:
        """A listener for as long as its page is open."""
        listener = Listener(program, page)
        if self._closed:
            listener.waiting.put_nowait(None)
        # A new tuple each time: the worker may be going through the old one.
        self._listeners = (listener, *self._listeners)
        try:
            yield listener
        finally:
            self._listeners = tuple(other for other in self._listeners if other is not listener)

    def viewed(self) -> tuple[tuple[str, str], ...]:
        """The open pages, the one that was opened last first."""
        return tuple(dict.fromkeys((one.program, one.page) for one in self._listeners))

    def tell(self, message: Message) -> None:
        """Send a message to every page of its program, or to all if it names none."""
        if self._loop is None or self._loop.is_closed():
            return
        text = json.dumps(message, ensure_ascii=False)
        program, page = message.get("program"), message.get("page")
        # A queue of asyncio belongs to the thread of its loop.
        self._loop.call_soon_threadsafe(self._send, program, page, text)

    def _send(self, program: object, page: object, text: str) -> None:
        for one in self._listeners:
            if program in (None, one.program) and page in (None, one.page):
                one.waiting.put_nowait(text)

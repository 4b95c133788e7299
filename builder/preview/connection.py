"""A connection of the web server that no request can hold up, hang or make print a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0
"""Seconds that a request may take to arrive; a browser sends one at once."""
MOST = 200
"""Connections at a time. Browsers open six; beyond, the one that asks nothing for longest goes."""


class Connection(H11Protocol):
    """Ends what is not a request in time, and answers what is none with 400 or by closing."""

    _patience: asyncio.TimerHandle | None = None
    _since = 0.0

    @property
    def waiting(self) -> bool:
        """Whether no request is being answered."""
        return bool(getattr(self.cycle, "response_complete", True))

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; make room if there are too many that wait."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > MOST:
            others = [one for one in self.connections if isinstance(one, Connection)]
            idle = [one for one in others if one.waiting and one is not self]
            min(idle, key=lambda one: one._since, default=self).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        self._guarded(lambda: super(Connection, self).connection_lost(exc))

    def data_received(self, data: bytes) -> None:
        """Take in what has arrived."""
        self._guarded(lambda: super(Connection, self).data_received(data))
        if not self.waiting:
            self._stop_waiting()
        elif self._patience is None and not self.transport.is_closing():
            self._wait()

    def handle_events(self) -> None:
        """Begin to answer what has arrived."""
        self._guarded(super().handle_events)
        if not self.waiting:
            self._stop_waiting()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, and end."""
        self._leave_answer()
        super().send_400_response(msg)

    def shutdown(self) -> None:
        """End when the answer at hand is given; at once if there is none."""
        self._stop_waiting()
        self._guarded(super().shutdown)

    def timeout_keep_alive_handler(self) -> None:
        """End, because no other request came."""
        self._guarded(super().timeout_keep_alive_handler)

    def _guarded(self, do: Callable[[], Any]) -> None:
        # Not only h11’s own exceptions: an answer that is begun cannot become one of 400.
        try:
            do()
        except Exception:
            self._leave_answer()
            self.transport.abort()

    def _leave_answer(self) -> None:
        # Whoever still writes one need not know that nobody reads it.
        if not self.waiting:
            self.cycle.disconnected = True

    def _wait(self) -> None:
        self._since = self.loop.time()
        self._patience = self.loop.call_later(PATIENCE, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if self.waiting:
            self.transport.abort()

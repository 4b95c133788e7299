"""How links are tried over the network: the limits, the memory, and who sends the requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.source.cache import CacheEntry


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer to one request: its status, and where it redirects to."""

    status: int
    location: str | None = None


Ask = Callable[[str, str, float], Reply]
"""Sends one request (method, address, seconds to wait) without following redirects.

Raises:
    OSError: the host cannot be reached, or must not be.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPolicy:
    """That links are to be tried, and how.

    At most `limit` addresses are asked for, `parallel` at a time, each answer awaited for
    `timeout` seconds and all of them for `deadline` seconds. Good answers are kept in
    `memory` for `keep` days. `ask` stands in for the network in tests.
    """

    limit: int = 200
    parallel: int = 8
    timeout: float = 10.0
    deadline: float = 120.0
    memory: CacheEntry | None = None
    keep: int = 7
    ask: Ask | None = None

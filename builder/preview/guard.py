"""Lets only this machine's own pages in.

A page of another site could otherwise read the guides through a browser on this machine: by a
request of its own, or under a name that it makes point here (DNS rebinding).
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What browsers say of the page that asks (Fetch Metadata); “none” is an address that was typed.
_OWN = ("same-origin", "none")
_LONGEST = 2000
"""Signs in an address; those of guides have a tenth."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Refuses what is not asked by a page of this server, or typed into the address bar."""

    def __init__(self, app: ASGIApp, *, port: int) -> None:
        """Wrap an application that listens on a port of the loopback addresses."""
        self._app = app
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await PlainTextResponse(refusal + "\n", status_code=403)(scope, receive, send)
            return
        # No file has such a name, and the system’s calls take none that holds a NUL.
        if not scope["path"].isprintable() or len(scope["path"]) > _LONGEST:
            answer = PlainTextResponse("There is no such address.\n", status_code=400)
            await answer(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                present = {name.lower() for name, _ in headers}
                for name, value in _HEADERS.items():
                    if name.lower().encode() not in present:
                        headers.append((name.lower().encode(), value.encode()))
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> str | None:
        headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
        given: dict[str, list[str]] = {}
        for name, value in headers:
            given.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        # Exactly one: of two `Host` lines each reader could believe another.
        if [host.lower() for host in given.get("host", [])] not in [[h] for h in self._hosts]:
            return "This preview answers only at its own address."
        if any(site not in _OWN for site in given.get("sec-fetch-site", [])):
            return "This preview answers only to its own pages."
        if any(origin not in self._origins for origin in given.get("origin", [])):
            return "This preview answers only to its own pages."
        return None

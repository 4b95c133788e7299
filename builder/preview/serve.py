"""Runs the preview: the worker, the watcher and the web server, until it is stopped."""

from __future__ import annotations

import asyncio
import signal
import socket
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette

from builder.preview.broadcast import Broadcast
from builder.preview.state import PreviewState
from builder.preview.watch import saved
from builder.preview.web import Web
from builder.preview.worker import Worker

if TYPE_CHECKING:
    import uvicorn

ADDRESS = "127.0.0.1"
PORT = 8765
_TRIES = 20
_BACKLOG = 2048
_NEVER = 1_000_000


class PortTakenError(Exception):
    """The port that was asked for is in use. The argument is the port."""


def listen(port: int | None) -> socket.socket:
    """A socket on the loopback address: on `port`, or on the first free one from `PORT` on.

    Raises:
        PortTakenError: another program listens there.
    """
    wanted = [port] if port is not None else [*range(PORT, PORT + _TRIES), 0]
    for number in wanted:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # The port of a preview that was just stopped is otherwise held for a minute (TIME_WAIT).
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((ADDRESS, number))
            # Now, so that whoever is told the address is not turned away before the server begins.
            made.listen(_BACKLOG)
            return made
        except OSError:
            made.close()
    raise PortTakenError(port)


def serve(  # noqa: PLR0913 (what a server is told)
    root: Path,
    programs: Sequence[str],
    listening: socket.socket,
    *,
    editor: str,
    ready: Callable[[str], None],
    failed: Callable[[Exception], None],
) -> None:
    """Serve the guides of the programs named, or all, until interrupted.

    `ready` is called with the address when pages can be asked for; `failed` is told of a fault
    of this program, after which the preview goes on.
    """
    import gc
    import logging

    # A full collection would come in the midst of an edit; the worker makes them when all is quiet.
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)

    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    port = int(listening.getsockname()[1])
    address = f"http://{ADDRESS}:{port}/"
    if len(programs) == 1:
        address += f"{programs[0]}/index.html"
    # The worker may still be writing when everything else has ended.
    with tempfile.TemporaryDirectory(
        prefix="guides-preview-", ignore_cleanup_errors=True
    ) as folder:
        broadcast = Broadcast()
        app = application(
            root,
            programs,
            Path(folder),
            port=port,
            editor=editor,
            ready=lambda: ready(address),
            failed=failed,
            broadcast=broadcast,
        )
        server(app, broadcast).run(sockets=[listening])


def server(app: Starlette, broadcast: Broadcast) -> uvicorn.Server:
    """The web server of an application, which ends at once when it is asked to."""
    import uvicorn

    from builder.preview.connection import Connection

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Streams never end by themselves; without them only pages in making are left.
            broadcast.close()
            await super().shutdown(sockets)
            for connection in list(self.server_state.connections):
                connection.transport.abort()

    # Faults of the application are told by itself, and those of who asks are not ours.
    config = uvicorn.Config(
        app, log_level="critical", ws="none", http=Connection, timeout_graceful_shutdown=0
    )
    made = Server(config)
    if threading.current_thread() is threading.main_thread():
        # A terminal that is closed; the server takes SIGINT and SIGTERM itself.
        signal.signal(signal.SIGHUP, made.handle_exit)
    return made


def application(  # noqa: PLR0913 (what a server is told)
    root: Path,
    programs: Sequence[str],
    folder: Path,
    *,
    port: int,
    editor: str,
    ready: Callable[[], None] = lambda: None,
    failed: Callable[[Exception], None],
    broadcast: Broadcast | None = None,
) -> Starlette:
    """The whole preview as an application that begins and ends with its server."""
    broadcast = broadcast or Broadcast()
    state = PreviewState(root, programs, folder, tell=broadcast.tell, viewed=broadcast.viewed)
    worker = Worker(state, failed)
    web = Web(state, worker, broadcast, editor=editor, failed=failed)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        broadcast.open()
        asyncio.get_running_loop().set_exception_handler(lambda loop, about: _tell(failed, about))
        worker.start()
        worker.do(lambda state: state.follow())
        stop = asyncio.Event()

        async def watch() -> None:
            async for files in saved(root, stop):
                worker.do(lambda state, files=files: state.follow(files))  # type: ignore[misc]

        watching = asyncio.create_task(watch())
        ready()
        try:
            yield
        finally:
            stop.set()
            watching.cancel()
            worker.stop()

    return web.application(port=port, lifespan=lifespan)


def _tell(failed: Callable[[Exception], None], about: Mapping[str, Any]) -> None:
    """Tell of a fault in the server’s loop, unless it is of a connection or of the machine."""
    error = about.get("exception")
    if isinstance(error, Exception) and not isinstance(error, OSError):
        failed(error)

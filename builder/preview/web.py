"""The web server's side: pages of the guides, the panel's data, and a stream of messages."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from fnmatch import fnmatchcase
from html import escape
from mimetypes import guess_type
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from builder.diagnostics import FaultyTemplateError, fill_places
from builder.outputs.output import Output, downloads
from builder.preview.broadcast import Broadcast
from builder.preview.guard import Guard
from builder.preview.guide import LiveGuide
from builder.preview.places import COPY, EDITORS, editor_pattern, places
from builder.preview.state import PreviewState
from builder.preview.worker import Worker

ASSETS = "templates/preview"
_KINDS = (".js", ".css")
_SUFFIX = ".html"
_QUIET = 15.0
"""Seconds without a message after which a sign of life is sent, so that a lost page is noticed."""

_NO_GUIDE = "There is no such guide."

T = TypeVar("T")
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


class Web:
    """Answers the browser. Pages come from the state's memory; only what is not there waits."""

    def __init__(
        self,
        state: PreviewState,
        worker: Worker,
        broadcast: Broadcast,
        *,
        editor: str,
        failed: Callable[[Exception], None],
    ) -> None:
        """`editor` is a name of `places.EDITORS` or `places.COPY`; `failed` is told of faults."""
        self._failed = failed
        self._state, self._worker, self._broadcast = state, worker, broadcast
        self._assets = state.root / ASSETS
        self._start = secrets.token_hex(4)
        self._settings = {
            "editor": editor,
            "editors": {
                name: [label, editor_pattern(state.root, name)]
                for name, (label, _) in EDITORS.items()
            }
            | {COPY: ["Copy the path", ""]},
        }

    def application(self, *, port: int, lifespan: Lifespan | None = None) -> Starlette:
        """The application, which answers on one port of the loopback addresses only."""
        return Starlette(
            routes=[
                Route("/", self.front),
                Route("/favicon.ico", self.nothing),
                Route("/_preview/events/{program}/{page}", self.events),
                Route("/_preview/facts/{program}", self.facts),
                Route("/_preview/places/{program}/{page}", self.places),
                Route("/_preview/settings", self.settings),
                Route("/_preview/{path:path}", self.asset),
                Route("/{program}/", self.to_index),
                Route("/{program}/_static/{path:path}", self.static),
                Route("/{program}/{name}", self.page),
            ],
            middleware=[Middleware(Guard, port=port)],
            exception_handlers={Exception: self.fault},
            lifespan=lifespan,
        )

    # ---- Pages

    async def front(self, request: Request) -> Response:
        """The list of guides, or the guide if there is one only."""
        if not self._state.guides:
            await self._ask(lambda state: None)
        names = list(self._state.guides)
        if len(names) == 1:
            return RedirectResponse(f"/{names[0]}/index.html")
        project = self._state.project
        items = []
        for id in names:
            program = project.programs.get(id) if project else None
            title = f"{program.title} {program.version}" if program else id
            items.append(f'<li><a href="/{id}/index.html">{escape(title)}</a></li>')
        text = f"<ul>{''.join(items)}</ul>" if items else "<p>There is no program yet.</p>"
        return self._shell("Guides", text, "", "")

    async def fault(self, request: Request, error: Exception) -> Response:
        """What a page gets that met a fault of this program, of which a line is printed."""
        self._failed(error)
        text = "The preview met a fault of its own; the terminal says more.\n"
        return PlainTextResponse(text, status_code=500)

    async def nothing(self, request: Request) -> Response:
        """A guide has no icon, and browsers ask for one all the same."""
        return Response(status_code=204)

    async def to_index(self, request: Request) -> Response:
        """From a guide's folder to its front page."""
        guide = await self._find(request)
        if guide is None:
            return self._no_guide(request.path_params["program"], "index.html")
        return RedirectResponse(f"/{guide.program}/index.html")

    async def _file(self, program: str, output: Output) -> Response:
        """A file, or why there is none; never a page, which would be saved under its name."""
        made = await self._ask(lambda state: state.file(program, output))
        if made is not None:
            return Response(made, media_type=guess_type(output.file)[0])
        text = f"There is no {output.title} of this guide until its errors are fixed.\n"
        for fault in self._state.faults.get(program, []):
            at = fault["at"]
            place = ":".join(map(str, at)) + ": " if isinstance(at, list) else ""
            text += f"\n{place}{fault['message']}"
        return PlainTextResponse(text + "\n", status_code=503, headers={"Retry-After": "5"})

    async def page(self, request: Request) -> Response:
        """A page of a guide, or a file that its pages link."""
        name = request.path_params["name"]
        guide = await self._find(request)
        if guide is None:
            return self._no_guide(request.path_params["program"], name)
        for output in downloads():
            if fnmatchcase(name, output.path(guide.program, "*")):
                return await self._file(guide.program, output)
        if not name.endswith(_SUFFIX):
            raise HTTPException(404)
        name = name.removesuffix(_SUFFIX)
        await self._ask(lambda state: state.catch_up(guide.program, name))
        kept = guide.pages.get(name)
        if kept is None:
            known = name == "index" or name in guide.names or not guide.names
            title, text = "No page yet", "This page will stand here as soon as there is no error."
            if not known:
                title, text = "No such page", "This guide has no such page, or no longer."
            text = f"<p>{text}</p>"
            if name != "index":
                text += '<p><a href="index.html">To the front page of the guide</a></p>'
            return self._shell(title, text, guide.program, name, 200 if known else 404)
        head = self._head(guide.program, name, kept.edition)
        return HTMLResponse(kept.text.replace("</head>", f"{head}</head>", 1))

    def _no_guide(self, program: str, name: str) -> Response:
        """What is said of a guide that there is not, or no longer; it may come back."""
        if not name.endswith(_SUFFIX):
            raise HTTPException(404, _NO_GUIDE)
        text = (
            f"<p>The project defines no guide “{escape(program)}”, or no longer.</p>"
            '<p><a href="/">To the guides that there are</a></p>'
        )
        return self._shell("No such guide", text, program, name.removesuffix(_SUFFIX), 404)

    async def static(self, request: Request) -> Response:
        """A file that the pages of a guide use."""
        guide = await self._guide(request)
        # The folder is there only when the first page has been written.
        files = StaticFiles(directory=guide.static, check_dir=False)
        return await files.get_response(request.path_params["path"], request.scope)

    # ---- The panel

    async def asset(self, request: Request) -> Response:
        """A file of the preview's own script and style."""
        name = request.path_params["path"]
        # The name is only compared, never joined to a path: it can lead nowhere else.
        for file in self._assets.iterdir():
            if file.name == name and file.suffix in _KINDS:
                return FileResponse(file)
        raise HTTPException(404)

    async def settings(self, request: Request) -> Response:
        """How places are opened."""
        return JSONResponse(self._settings)

    async def facts(self, request: Request) -> Response:
        """What the panel shows of a guide; null before it is known."""
        return JSONResponse(self._state.facts.get((await self._guide(request)).program))

    async def places(self, request: Request) -> Response:
        """The source of every line of a page."""
        guide = await self._guide(request)
        kept, project = guide.pages.get(request.path_params["page"]), self._state.project
        found: dict[str, list[object]] = {}
        if kept is not None and kept.source is not None:
            found = places(kept.source, project.programs.get(guide.program) if project else None)
        return JSONResponse({"edition": kept.edition if kept else 0, "places": found})

    async def events(self, request: Request) -> Response:
        """The stream of messages for one open page, beginning with what the page has missed."""
        guide = await self._guide(request)
        if request.method == "HEAD":  # whose answer has no end either
            return Response(media_type="text/event-stream")
        page = request.path_params["page"]
        query = request.query_params
        return StreamingResponse(
            self._messages(guide, page, query.get("run", ""), query.get("edition", "0")),
            media_type="text/event-stream",
        )

    async def _messages(
        self, guide: LiveGuide, page: str, run: str, edition: str
    ) -> AsyncIterator[str]:
        program = guide.program
        with self._broadcast.listening(program, page) as listener:
            if run != self._run:
                yield _event({"kind": "reload"})
            kept = guide.pages.get(page)
            if kept is not None and str(kept.edition) != edition:
                yield _event(
                    {"kind": "page", "program": program, "page": page, "edition": kept.edition}
                )
            faults = self._state.faults.get(program)
            if faults is not None:
                yield _event({"kind": "faults", "program": program, "faults": faults})
            if program in self._state.facts:
                yield _event({"kind": "facts", "program": program})
            while True:
                try:
                    text = await asyncio.wait_for(listener.waiting.get(), _QUIET)
                except TimeoutError:
                    # A line that begins with a colon is a remark, which browsers pass over.
                    yield ": here\n\n"
                    continue
                if text is None:
                    return
                yield f"data: {text}\n\n"

    # ---- What they share

    async def _ask(self, what: Callable[[PreviewState], T]) -> T:
        """Have the worker do something, in its turn."""
        return await asyncio.wrap_future(self._worker.ask(what))

    async def _guide(self, request: Request) -> LiveGuide:
        guide = await self._find(request)
        if guide is None:
            raise HTTPException(404, _NO_GUIDE)
        return guide

    async def _find(self, request: Request) -> LiveGuide | None:
        name = request.path_params["program"]
        if name not in self._state.guides:
            # At the start no project may have been opened yet.
            await self._ask(lambda state: None)
        return self._state.guides.get(name)

    @property
    def _run(self) -> str:
        """What a page must agree with, or it has to be loaded again."""
        return f"{self._start}-{self._state.scripts}"

    def _head(self, program: str, page: str, edition: int) -> str:
        told = escape(json.dumps([self._run, program, page, edition]))
        return (
            f'<meta name="guides-preview" content="{told}">'
            '<link rel="stylesheet" href="/_preview/preview.css">'
            '<script type="module" src="/_preview/preview.js"></script>'
        )

    def _shell(
        self, title: str, text: str, program: str, page: str, status: int = 200
    ) -> HTMLResponse:
        head = self._head(program, page, 0) if program else ""
        places = {"title": escape(title), "head": head, "text": text}
        try:
            shown = fill_places(self._assets.parent, f"{self._assets.name}/shell.html", places)
        except FaultyTemplateError as error:
            shown = f"<!DOCTYPE html><title>{escape(title)}</title><pre>{escape(str(error))}</pre>"
        return HTMLResponse(shown, status_code=status)


def _event(message: object) -> str:
    return f"data: {json.dumps(message, ensure_ascii=False)}\n\n"

"""The web server's side: pages of the guides, the panel's data, and a stream of news."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from fnmatch import fnmatchcase
from html import escape
from mimetypes import guess_type
from string import Template

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from builder.outputs.output import Output, downloads
from builder.preview.desk import Desk
from builder.preview.guard import Guard
from builder.preview.guide import LiveGuide
from builder.preview.news import Newsroom
from builder.preview.places import COPY, EDITORS, editor_pattern, places
from builder.preview.worker import Worker

ASSETS = "templates/preview"
_KINDS = (".js", ".css")
_SUFFIX = ".html"
_QUIET = 15.0
"""Seconds without news after which a sign of life is sent, so that a lost page is noticed."""

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


class Web:
    """Answers the browser. Pages come from the desk's memory; only what is not there waits."""

    def __init__(self, desk: Desk, worker: Worker, newsroom: Newsroom, *, editor: str) -> None:
        """`editor` is a name of `places.EDITORS` or `places.COPY`."""
        self._desk, self._worker, self._newsroom = desk, worker, newsroom
        self._assets = desk.root / ASSETS
        self._start = secrets.token_hex(4)
        self._settings = {
            "editor": editor,
            "editors": {
                name: [label, editor_pattern(desk.root, name)]
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
                Route("/_desk/events/{program}/{page}", self.events),
                Route("/_desk/facts/{program}", self.facts),
                Route("/_desk/places/{program}/{page}", self.places),
                Route("/_desk/settings", self.settings),
                Route("/_desk/{path:path}", self.asset),
                Route("/{program}/", self.to_index),
                Route("/{program}/_static/{path:path}", self.static),
                Route("/{program}/{name}", self.page),
            ],
            middleware=[Middleware(Guard, port=port)],
            lifespan=lifespan,
        )

    # ---- Pages

    async def front(self, request: Request) -> Response:
        """The list of guides, or the guide if there is one only."""
        if not self._desk.guides:
            await asyncio.wrap_future(self._worker.ask(lambda desk: None))
        names = list(self._desk.guides)
        if len(names) == 1:
            return RedirectResponse(f"/{names[0]}/index.html")
        project = self._desk.project
        items = []
        for id in names:
            program = project.programs.get(id) if project else None
            title = f"{program.title} {program.version}" if program else id
            items.append(f'<li><a href="/{id}/index.html">{escape(title)}</a></li>')
        text = f"<ul>{''.join(items)}</ul>" if items else "<p>There is no program yet.</p>"
        return self._shell("Guides", text, "", "")

    async def nothing(self, request: Request) -> Response:
        """A guide has no icon, and browsers ask for one all the same."""
        return Response(status_code=204)

    async def to_index(self, request: Request) -> Response:
        """From a guide's folder to its front page."""
        return RedirectResponse(f"/{(await self._guide(request)).program}/index.html")

    async def _file(self, program: str, output: Output) -> Response:
        made = await asyncio.wrap_future(self._worker.ask(lambda desk: desk.file(program, output)))
        if made is None:
            text = f"<p>There is no {output.title} until the errors are mended.</p>"
            return self._shell(f"No {output.title}", text, program, "")
        return Response(made, media_type=guess_type(output.file)[0])

    async def page(self, request: Request) -> Response:
        """A page of a guide, or a file that its pages link."""
        guide = await self._guide(request)
        name = request.path_params["name"]
        for output in downloads():
            if fnmatchcase(name, output.path(guide.program, "*")):
                return await self._file(guide.program, output)
        if not name.endswith(_SUFFIX):
            raise HTTPException(404)
        name = name.removesuffix(_SUFFIX)
        await asyncio.wrap_future(self._worker.ask(lambda desk: desk.catch_up(guide.program, name)))
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

    async def static(self, request: Request) -> Response:
        """A file that the pages of a guide use."""
        guide = await self._guide(request)
        files = StaticFiles(directory=guide.static, check_dir=False)
        return await files.get_response(request.path_params["path"], request.scope)

    # ---- The desk

    async def asset(self, request: Request) -> Response:
        """A file of the preview's own script and style."""
        name = request.path_params["path"]
        for file in self._assets.iterdir():
            if file.name == name and file.suffix in _KINDS:
                return FileResponse(file)
        raise HTTPException(404)

    async def settings(self, request: Request) -> Response:
        """How places are opened."""
        return JSONResponse(self._settings)

    async def facts(self, request: Request) -> Response:
        """What the panel shows of a guide; null before it is known."""
        return JSONResponse(self._desk.facts.get((await self._guide(request)).program))

    async def places(self, request: Request) -> Response:
        """The source of every line of a page."""
        guide = await self._guide(request)
        kept, project = guide.pages.get(request.path_params["page"]), self._desk.project
        found: dict[str, list[object]] = {}
        if kept is not None and kept.source is not None:
            found = places(kept.source, project.programs.get(guide.program) if project else None)
        return JSONResponse({"edition": kept.edition if kept else 0, "places": found})

    async def events(self, request: Request) -> Response:
        """The stream of news for one open page, beginning with what the page has missed."""
        guide = await self._guide(request)
        page = request.path_params["page"]
        query = request.query_params
        return StreamingResponse(
            self._news(guide, page, query.get("run", ""), query.get("edition", "0")),
            media_type="text/event-stream",
        )

    async def _news(
        self, guide: LiveGuide, page: str, run: str, edition: str
    ) -> AsyncIterator[str]:
        program = guide.program
        with self._newsroom.listening(program, page) as listener:
            if run != self._run:
                yield _event({"kind": "reload"})
            kept = guide.pages.get(page)
            if kept is not None and str(kept.edition) != edition:
                yield _event(
                    {"kind": "page", "program": program, "page": page, "edition": kept.edition}
                )
            faults = self._desk.faults.get(program)
            if faults is not None:
                yield _event(faults)
            if program in self._desk.facts:
                yield _event({"kind": "facts", "program": program})
            while True:
                try:
                    text = await asyncio.wait_for(listener.waiting.get(), _QUIET)
                except TimeoutError:
                    yield ": here\n\n"
                    continue
                yield f"data: {text}\n\n"

    # ---- What they share

    async def _guide(self, request: Request) -> LiveGuide:
        name = request.path_params["program"]
        if name not in self._desk.guides:
            # At the start the desk may not have looked yet.
            await asyncio.wrap_future(self._worker.ask(lambda desk: None))
        guide = self._desk.guides.get(name)
        if guide is None:
            raise HTTPException(404, "There is no such guide.")
        return guide

    @property
    def _run(self) -> str:
        """What a page must agree with, or it has to be loaded again."""
        return f"{self._start}-{self._desk.scripts}"

    def _head(self, program: str, page: str, edition: int) -> str:
        told = escape(json.dumps([self._run, program, page, edition]))
        return (
            f'<meta name="guides-desk" content="{told}">'
            '<link rel="stylesheet" href="/_desk/desk.css">'
            '<script type="module" src="/_desk/desk.js"></script>'
        )

    def _shell(
        self, title: str, text: str, program: str, page: str, status: int = 200
    ) -> HTMLResponse:
        shell = Template((self._assets / "shell.html").read_text(encoding="utf-8"))
        head = self._head(program, page, 0) if program else ""
        return HTMLResponse(
            shell.substitute(title=escape(title), head=head, text=text), status_code=status
        )


def _event(news: object) -> str:
    return f"data: {json.dumps(news, ensure_ascii=False)}\n\n"

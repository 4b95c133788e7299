"""Drives yaml-language-server, which editors use for YAML, as an editor does.

It runs in a process of its own and speaks JSON-RPC over its standard input and output. It gets
the settings that this repository recommends in `.vscode/settings.json`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT / ".cache" / "node" / "node_modules" / "yaml-language-server"
_SCRIPT = SERVER / "bin" / "yaml-language-server"
_TIMEOUT = 60.0


def unavailable(reason: str) -> NoReturn:
    """Skip with the reason, or fail where the pipeline requires Node.js."""
    if os.environ.get("GUIDES_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def node() -> str:
    """The Node.js that runs the server; skips the test if there is none, or no server."""
    found = shutil.which("node")
    if found is None:
        unavailable("there is no Node.js here, so yaml-language-server is not tried")
    if not _SCRIPT.is_file():
        unavailable("yaml-language-server is not installed: run `make axe` (needs npm)")
    return found


def editor_settings() -> dict[str, Any]:
    """The settings of the repository, with the keys before dots taken apart."""
    text = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    plain = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
    nested: dict[str, Any] = {}
    for key, value in plain.items():
        *groups, last = [key] if key.startswith("[") else key.split(".")
        place = nested
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = value
    return nested


class LanguageServer:
    """A running server with a folder open."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder = folder
        self.settings = settings
        # No proxy and no home: what the server needs is in the folder.
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            [node(), str(_SCRIPT), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
        )
        self._inbox: Queue[dict[str, Any] | None] = Queue()
        Thread(target=self._listen, daemon=True).start()
        self._count = 0
        self._versions: dict[str, int] = {}
        self._start()

    def problems(self, name: str, text: str) -> list[dict[str, Any]]:
        """What the server marks in a file with this text."""
        self._show(name, text)
        return self._marked(name)

    def completions(self, name: str, text: str, line: int, column: int) -> list[dict[str, Any]]:
        """What the server offers at a place (both from 0)."""
        self._show(name, text)
        self._marked(name)
        found = self._ask("textDocument/completion", self._place(name, line, column))
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return items

    def hover(self, name: str, text: str, line: int, column: int) -> str:
        """What the server says about a place (both from 0)."""
        self._show(name, text)
        self._marked(name)
        found = self._ask("textDocument/hover", self._place(name, line, column))
        return str(found["contents"]["value"]) if found else ""

    def close(self) -> None:
        """End the server."""
        try:
            self._ask("shutdown", None)
            self._tell("exit", None)
            self._process.wait(10)
        finally:
            self._process.kill()

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _place(self, name: str, line: int, column: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": self._uri(name)},
            "position": {"line": line, "character": column},
        }

    def _start(self) -> None:
        folder = {"uri": self.folder.as_uri(), "name": self.folder.name}
        self._ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder["uri"],
                "workspaceFolders": [folder],
                "capabilities": {
                    "textDocument": {
                        "completion": {
                            "completionItem": {
                                "snippetSupport": True,
                                "documentationFormat": ["markdown"],
                            }
                        },
                        "hover": {"contentFormat": ["markdown"]},
                        "publishDiagnostics": {"relatedInformation": True},
                    },
                    "workspace": {"configuration": True, "workspaceFolders": True},
                },
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def _show(self, name: str, text: str) -> None:
        uri = self._uri(name)
        version = self._versions.get(uri, 0) + 1
        self._versions[uri] = version
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        else:
            document = {"uri": uri, "version": version}
            changes = [{"text": text}]
            self._tell(
                "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
            )

    def _marked(self, name: str) -> list[dict[str, Any]]:
        """The problems of a file as last shown."""
        uri = self._uri(name)
        while True:
            message = self._next()
            params = message.get("params") or {}
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri:
                problems: list[dict[str, Any]] = params["diagnostics"]
                return problems

    def _ask(self, method: str, params: Any) -> Any:
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message; questions of the server are answered on the way."""
        while True:
            try:
                message = self._inbox.get(timeout=_TIMEOUT)
            except Empty:
                raise AssertionError("yaml-language-server does not answer") from None
            assert message is not None, "yaml-language-server has ended"
            if "method" not in message or "id" not in message:
                return message
            answer: Any = None
            if message["method"] == "workspace/configuration":
                answer = [
                    self.settings.get(item.get("section", ""), {})
                    for item in message["params"]["items"]
                ]
            self._send({"id": message["id"], "result": answer})

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)


@contextmanager
def language_server(folder: Path) -> Iterator[LanguageServer]:
    """A server with a folder open that has the schemas and settings of this repository."""
    node()
    shutil.copytree(ROOT / "builder" / "schemas", folder / "builder" / "schemas")
    server = LanguageServer(folder.resolve(), editor_settings())
    try:
        yield server
    finally:
        server.close()

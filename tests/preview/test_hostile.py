"""Whatever is sent to the preview, and however it is left, it answers, ends and stays silent."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.preview import connection
from builder.preview.serve import listen
from tests.preview.live import Server
from tests.whole_projects import ROW, make_whole

REPOSITORY = Path(__file__).parents[2]


class Process:
    """`guides serve` in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "builder.cli", "-C", str(root), "serve"),
                *("--no-browser", "--port", str(_free_port())),
            ],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:([0-9]+)/", self.process.stdout.readline())
        assert found
        self.port = int(found[1])
        assert "Ctrl+C stops it" in self.process.stdout.readline()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def ask(self, raw: bytes) -> bytes:
        """All that comes back until the server closes."""
        with self.connect() as made:
            made.sendall(raw)
            return _all(made)

    def get(self, path: str, *lines: str, method: str = "GET") -> bytes:
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        return self.ask("\r\n".join([*head, *lines, "", ""]).encode())

    def end(self, number: int) -> tuple[int, str, float]:
        """Its status, what it said, and after how many seconds it ended."""
        started = time.monotonic()
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out + err, time.monotonic() - started


def _all(made: socket.socket) -> bytes:
    found = b""
    try:
        while more := made.recv(65536):
            found += more
    except (ConnectionResetError, TimeoutError):
        pass
    return found


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("hostile") / "project")


@pytest.fixture(scope="module")
def process(root: Path) -> Iterator[Process]:
    made = Process(root)
    assert b" 200 " in made.get("/sail/index.html")
    yield made
    status, said, _ = made.end(signal.SIGINT)
    assert status == 0
    # All that was sent in all tests has left no trace in the terminal.
    assert said == "The preview has stopped.\n"


HOST = b"Host: 127.0.0.1:%d\r\n"
MALFORMED = {
    "bytes": bytes(range(256)) * 4,
    "zeros": b"\0" * 1000,
    "newlines": b"\r\n" * 1000,
    "a TLS hello": bytes.fromhex("1603010200010001fc0303") + b"\xab" * 500,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "no version": b"GET / \r\n" + HOST + b"\r\n",
    "another version": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "two spaces": b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n",
    "no path": b"GET HTTP/1.1\r\n" + HOST + b"\r\n",
    "a path of other letters": "GET /sail/ä.html HTTP/1.1\r\n".encode() + HOST + b"\r\n",
    "a method of other letters": b"G\xc3\x84T / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a huge path": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a huge header": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 50_000 + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\n" + HOST + b"nonsense\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\n" + HOST + b"X : a\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n",
    "a length that is none": b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n",
    "a negative length": b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "a huge length": b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: " + b"9" * 99 + b"\r\n\r\n",
    "two lengths": b"GET / HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a length and chunks": b"GET /favicon.ico HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "another encoding": b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip\r\n\r\n",
    "bad chunks": b"GET /favicon.ico HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "bad chunks below a stream": b"GET /_preview/events/sail/start HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "garbage after a request": b"GET /favicon.ico HTTP/1.1\r\n" + HOST + b"\r\n\0\1\2\3\r\n\r\n",
    "a web socket": b"GET / HTTP/1.1\r\n"
    + HOST
    + b"Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
    "a proxy": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "an address of another host": b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "waiting to go on": b"GET /favicon.ico HTTP/1.1\r\n"
    + HOST
    + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_request_is_answered_or_closed(process: Process, name: str) -> None:
    started = time.monotonic()
    with process.connect() as made:
        try:
            made.sendall(MALFORMED[name].replace(b"%d", b"%d" % process.port))
            made.settimeout(0.5)
            answer = _all(made)
        except (BrokenPipeError, ConnectionResetError):
            answer = b""
    if answer:
        assert re.match(rb"HTTP/1\.1 (100|2..|3..|4..) ", answer), answer[:80]
        assert b"Traceback" not in answer
    assert time.monotonic() - started < 20
    assert b" 204 " in process.get("/favicon.ico")


PATHS = [
    "/%00", "/sail/%00.html", "/sail/_static/%00", "/_preview/%00", "/_preview/events/sail/%00",
    "/_preview/places/sail/%0d%0aX:%20y", "/sail/%0d%0aSet-Cookie:%20a=b.html", "/%ff%fe",
    "/sail/%ff.html", "/sail/_static/%ff", "/sail/%c3%a4.html", "/sail/_static/%c3%a4.css",
    "/sail/../../etc/passwd", "/sail/%2e%2e/%2e%2e/etc/passwd", "/sail/_static/..%2f..%2f..%2fx",
    "/sail/_static/%2fetc%2fpasswd", "/sail/_static//etc/passwd", "/_preview/..%2fhtml%2fpage.html",
    "//evil.example/x", "/sail/" + "a" * 300 + ".html", "/sail/_static/" + "a/" * 300 + "x",
    "/sail/_static/" + "a" * 1500, "/" + "a" * 5000, "/sail/{program}.html", "/sail/%25s%25d.html",
    "/sail/<script>.html", "/<script>/index.html", "/sail/start.html/", "/sail/_static/",
    "/sail/sail-program-guide-.html", "/_preview/facts/../sail", "/con", "/sail/%E2%80%AE.html",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=map(str, range(len(PATHS))))
def test_a_strange_address_is_not_found(process: Process, path: str) -> None:
    answer = process.get(path)
    assert re.match(rb"HTTP/1\.1 (307|400|404) ", answer), answer[:80]
    assert b"root:" not in answer
    assert b"<script>.html" not in answer
    assert b"Set-Cookie" not in answer.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize(
    "path",
    ["/", "/sail/index.html", "/sail/sail-program-guide-4.10.pdf", "/_preview/events/sail/start"],
)
def test_a_head_has_no_body_and_an_end(process: Process, path: str) -> None:
    answer = process.get(path, method="HEAD")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.partition(b"\r\n\r\n")[2] == b""


def test_several_requests_of_one_connection_are_answered_in_turn(process: Process) -> None:
    one = b"GET /_preview/settings HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % process.port
    sent = (one + b"\r\n") * 4 + one + b"Connection: close\r\n\r\n"
    assert process.ask(sent).count(b"HTTP/1.1 200 ") == 5


def test_many_half_requests_do_not_keep_others_out(process: Process) -> None:
    waiting = [process.connect() for _ in range(connection.MOST + 60)]
    for made in waiting:
        made.sendall(b"GET / HT")
    assert b" 204 " in process.get("/favicon.ico")
    for made in waiting:
        made.close()


def test_a_half_request_ends_in_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    server = Server(root, tmp_path)
    server.start()
    try:
        for sent in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n"):
            with socket.create_connection(("127.0.0.1", server.port or 0), timeout=5) as made:
                made.sendall(sent)
                assert _all(made) == b""
        with socket.create_connection(("127.0.0.1", server.port or 0), timeout=5) as made:
            whole = b"GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % (server.port or 0)
            made.sendall(whole)
            assert made.recv(65536).startswith(b"HTTP/1.1 204 ")
            made.sendall(whole[:20])
            assert _all(made) == b""
    finally:
        server.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_at_once_whatever_is_open(root: Path, number: int) -> None:
    made = Process(root)
    host = f"Host: 127.0.0.1:{made.port}\r\n"
    sent = [
        f"GET /_preview/events/sail/start HTTP/1.1\r\n{host}\r\n",
        f"GET /favicon.ico HTTP/1.1\r\n{host}\r\n",
        f"GET /favicon.ico HTTP/1.1\r\n{host}Content-Length: 9\r\n\r\nab",
        f"GET /favicon.ico HTTP/1.1\r\n{host}",
        "GET / HT",
        "",
        f"GET /sail/sail-program-guide-4.10.pdf HTTP/1.1\r\n{host}\r\n",
    ]
    assert b" 200 " in made.get("/sail/start.html")
    waiting = [made.connect() for _ in sent]
    for one, text in zip(waiting, sent, strict=True):
        one.sendall(text.encode())
    assert waiting[0].recv(12) == b"HTTP/1.1 200"
    status, said, seconds = made.end(number)
    assert status == 0
    assert said == "The preview has stopped.\n"
    assert seconds < 10
    for one in waiting:
        one.close()


def test_a_guide_that_vanished_says_so_and_comes_back(root: Path, tmp_path: Path) -> None:
    server = Server(root, tmp_path)
    server.start()
    made = Process.__new__(Process)
    made.port = server.port or 0
    definition = root / ROW
    text = definition.read_text("utf-8")
    try:
        assert b"HTTP/1.1 200 " in made.get("/row/start.html")
        with made.connect() as stream:
            stream.sendall(
                b"GET /_preview/events/row/start HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % made.port
            )
            definition.unlink()
            heard = b""
            while b'"gone"' not in heard:
                heard += stream.recv(65536)
        answer = made.get("/row/start.html")
        assert answer.startswith(b"HTTP/1.1 404 ")
        assert "defines no guide “row”".encode() in answer
        assert b"text/html" in answer
        assert b"row" not in made.get("/_preview/facts/row").partition(b"\r\n\r\n")[2]
        pdf = made.get("/row/row-program-guide-4.10.pdf")
        assert pdf.startswith(b"HTTP/1.1 404 ")
        assert b"text/html" not in pdf
        definition.write_text(text, "utf-8")
        while b"HTTP/1.1 200 " not in made.get("/row/start.html"):
            time.sleep(0.1)
    finally:
        definition.write_text(text, "utf-8")
        server.stop()


def test_a_pdf_that_cannot_be_made_is_no_page(root: Path, tmp_path: Path) -> None:
    server = Server(root, tmp_path)
    server.start()
    made = Process.__new__(Process)
    made.port = server.port or 0
    clause = root / "content" / "shared" / "ropes.md"
    text = clause.read_text("utf-8")
    path = "/sail/sail-program-guide-4.10.pdf"
    try:
        assert b"content-type: application/pdf" in made.get(path)
        clause.write_text(f"{text}\nSee [](#nowhere).\n", "utf-8")
        while b"HTTP/1.1 503 " not in (answer := made.get(path)):
            time.sleep(0.1)
        head, _, said = answer.partition(b"\r\n\r\n")
        assert b"content-type: text/plain" in head
        assert b"retry-after: 5" in head.lower()
        assert b"content/shared/ropes.md:5:" in said
        assert b"nowhere" in said
    finally:
        clause.write_text(text, "utf-8")
        server.stop()


def test_a_port_in_use_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with listen(None) as taken:
        port = taken.getsockname()[1]
        assert main(["-C", str(root), "serve", "--no-browser", "--port", str(port)]) == 2
        assert f"port {port} is in use" in capsys.readouterr().err
        # Without a port that is asked for, the next one is taken.
        with listen(None) as other:
            assert other.getsockname()[1] != port

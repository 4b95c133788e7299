"""Links are tried with a limit, once, with a memory, and never in a private network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.checks.dead_link import check_all, try_all
from builder.reading import network
from builder.reading.links import LinkPolicy, Reply
from builder.reading.subject import Collection
from builder.source.cache import CacheEntry
from tests.checks.cases import BASE, files_of, frozen, subjects

TODAY = date(2026, 1, 1)


class _Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        status, _, target = self.path.strip("/").partition("-")
        if status == "get":
            status = "405" if self.command == "HEAD" else "200"
        self.send_response(int(status))
        if target:
            self.send_header("Location", target.replace("_", "/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (_Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}", asked
        made.shutdown()


def ask_loopback(method: str, url: str, timeout: float) -> Reply:
    """What the product never does: a request to this machine."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    connection.request(method, parts.path)
    answer = connection.getresponse()
    connection.close()
    return Reply(answer.status, answer.getheader("Location"))


TRIAL = LinkPolicy(ask=ask_loopback, timeout=5)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/200", None),
        ("/204", None),
        ("/401", None),
        ("/403", None),
        ("/get", None),
        ("/302-_200", None),
        ("/404", "the server answers 404"),
        ("/410", "the server answers 410"),
        ("/500", "the server answers 500"),
        ("/301-_404", "the server answers 404"),
        ("/302-ftp:__example.com_", "it redirects to an address of the kind ftp"),
        ("/302-file:___etc_passwd", "it redirects to an address of the kind file"),
    ],
)
def test_judges_by_what_the_server_says(
    server: tuple[str, list[str]], path: str, why: str | None
) -> None:
    assert try_all([server[0] + path], TRIAL) == {server[0] + path: why}


def test_head_comes_first_and_is_enough_if_it_is_good(server: tuple[str, list[str]]) -> None:
    try_all([server[0] + "/200", server[0] + "/get"], TRIAL)
    assert sorted(server[1]) == ["GET /get", "HEAD /200", "HEAD /get"]


def test_a_circle_of_redirects_ends(server: tuple[str, list[str]]) -> None:
    def circle(method: str, url: str, timeout: float) -> Reply:
        return Reply(302, url)

    found = try_all(["http://example.com/"], LinkPolicy(ask=circle))
    assert list(found.values()) == ["it redirects in circles"]


def test_no_more_than_the_time_allows_is_waited_for() -> None:
    release = threading.Event()

    def slow(method: str, url: str, timeout: float) -> Reply:
        release.wait(20)
        return Reply(200)

    urls = [f"http://example.com/{n}" for n in range(9)]
    assert try_all(urls, LinkPolicy(ask=slow, deadline=0.05, parallel=2)) == {}
    release.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "https://224.0.0.1/",
    ],
)
def test_private_addresses_are_never_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: object, **more: object) -> socket.socket:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(OSError, match="public network"):
        network.ask("HEAD", url, 1)


def test_a_name_that_leads_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: entries)
    with pytest.raises(OSError, match="public network"):
        network.public_address("club.example", 80)


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = [(socket.AF_INET, 1, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: entries)
    asked: list[object] = []

    def connect(address: object, timeout: float) -> socket.socket:
        asked.append(address)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(TimeoutError):
        network.ask("HEAD", "http://club.example/", 1)
    assert asked == [("93.184.216.34", 80)]


@pytest.fixture(scope="module")
def base() -> Collection:
    return Collection(subjects=subjects(frozen(files_of(BASE))), today=TODAY)


def test_nothing_is_tried_unless_asked_for(base: Collection) -> None:
    assert list(check_all(base)) == []


def _memory(root: Path) -> CacheEntry:
    return CacheEntry(root, "links", lambda: "answers", entries=1)


def test_good_answers_are_remembered_for_some_days(base: Collection, tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(method: str, url: str, timeout: float) -> Reply:
        asked.append(url)
        return Reply(200)

    trial = LinkPolicy(ask=ask, memory=_memory(tmp_path), keep=7)
    for days, times in ((0, 1), (6, 1), (7, 2)):
        later = replace(base, links=trial, today=TODAY + timedelta(days=days))
        assert list(check_all(later)) == []
        assert len(asked) == times


def test_bad_answers_are_not_remembered_and_a_broken_memory_is_forgotten(
    base: Collection, tmp_path: Path
) -> None:
    memory = _memory(tmp_path)
    memory.write([1, {}])
    trial = LinkPolicy(ask=lambda method, url, timeout: Reply(404), memory=memory)
    for _ in range(2):
        found = list(check_all(replace(base, links=trial)))
        assert [finding.about for finding in found] == ["club"]
        assert found[0].programs == ("sail",)


def test_says_what_the_limit_left_out(base: Collection) -> None:
    trial = LinkPolicy(ask=lambda method, url, timeout: Reply(200), limit=0)
    found = list(check_all(replace(base, links=trial)))
    assert [finding.message for finding in found] == [
        "1 of 1 addresses were not tried: the limit was reached."
    ]
    assert found[0].words == ("1", "1")

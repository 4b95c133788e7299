"""Only this machine's own pages are answered."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from builder.preview.guard import Guard

PORT = 8765


def client(host: str = f"127.0.0.1:{PORT}") -> TestClient:
    app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("inside"))])
    return TestClient(Guard(app, port=PORT), base_url=f"http://{host}")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST:8765"]
)
def test_its_own_names_are_answered(host: str) -> None:
    answer = client().get("/", headers={"host": host})
    assert (answer.status_code, answer.text) == (200, "inside")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost.evil.example:8765",
        "127.0.0.1:8765.evil.example",
        "",
    ],
)
def test_another_name_is_refused(host: str) -> None:
    answer = client().get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "inside" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "anything-new"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_page_of_another_site_is_refused(headers: dict[str, str]) -> None:
    assert client().get("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": f"http://127.0.0.1:{PORT}"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_its_own_pages_and_typed_addresses_are_answered(headers: dict[str, str]) -> None:
    assert client().get("/", headers=headers).status_code == 200


def test_every_answer_forbids_frames_and_other_sites() -> None:
    headers = client().get("/").headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"

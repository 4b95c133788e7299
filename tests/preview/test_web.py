"""What the server answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.preview.serve import application
from tests.whole_projects import make_whole

PORT = 8765


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_whole(tmp_path_factory.mktemp("web") / "project")


@pytest.fixture(scope="module")
def client(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    failures: list[Exception] = []
    app = application(
        root,
        (),
        tmp_path_factory.mktemp("work"),
        port=PORT,
        editor="vscode",
        failed=failures.append,
    )
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}") as made:
        yield made
    assert not failures


def test_the_front_lists_the_guides(client: TestClient) -> None:
    client.get("/sail/index.html")
    text = client.get("/").text
    assert '<a href="/sail/index.html">Sailing 4.10</a>' in text
    assert '<a href="/row/index.html">Rowing 4.10</a>' in text


def test_a_page_carries_the_preview(client: TestClient) -> None:
    answer = client.get("/sail/start.html")
    assert answer.status_code == 200
    assert "in Southport" in answer.text
    assert '<script type="module" src="/_preview/preview.js"></script>' in answer.text
    found = re.search(r'name="guides-preview" content="([^"]*)"', answer.text)
    assert found is not None
    run, program, page, edition = json.loads(found[1].replace("&quot;", '"'))
    assert (program, page) == ("sail", "start")
    assert run
    assert edition > 0


@pytest.mark.parametrize(
    "path", ["/nothing/index.html", "/sail/none.html", "/sail/start", "/_preview/x.js"]
)
def test_what_there_is_not_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/sail/_static/../../../../etc/passwd",
        "/sail/_static/%2e%2e/%2e%2e/start.html",
        "/sail/..%2f..%2fprogram_defs%2fsail.yaml",
        "/_preview/..%2f..%2fhtml%2fpage.html",
    ],
)
def test_no_file_outside_is_read(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Southport" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(client: TestClient, method: str) -> None:
    assert client.request(method, "/sail/start.html").status_code == 405


def test_static_files_are_served(client: TestClient) -> None:
    client.get("/sail/start.html")
    answer = client.get("/sail/_static/guide.css")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("name", ["preview.js", "morph.js", "panel.js", "place.js", "sources.js"])
def test_the_preview_is_served(client: TestClient, name: str) -> None:
    answer = client.get(f"/_preview/{name}")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]


def test_the_places_of_a_page(client: TestClient) -> None:
    text = client.get("/sail/start.html").text
    line = re.search(r'<p data-line="(\d+)">Ropes lie', text)
    assert line is not None
    places = client.get("/_preview/places/sail/start").json()["places"]
    assert places[line[1]] == ["content/shared/ropes.md", 1, 1]


def test_how_an_editor_is_told(client: TestClient, root: Path) -> None:
    settings = client.get("/_preview/settings").json()
    assert settings["editor"] == "vscode"
    pattern = settings["editors"]["vscode"][1]
    assert pattern == f"vscode://file{root.resolve().as_posix()}/{{file}}:{{line}}:{{column}}"
    assert settings["editors"]["copy"][1] == ""


def test_the_pdf_of_a_guide(client: TestClient) -> None:
    name = re.search(r'href="([^"]+\.pdf)"', client.get("/sail/start.html").text)
    assert name is not None
    answer = client.get(f"/sail/{name[1]}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_search_page_and_its_index(client: TestClient) -> None:
    assert client.get("/sail/search.html").status_code == 200
    assert "Ropes" in client.get("/sail/_static/guide-index.js").text


def test_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/sail/start.html", headers={"host": "evil.example"}).status_code == 403

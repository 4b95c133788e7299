"""The preview of a small project, and its reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import OpenPage
from tests.preview.live import FILLER, FINISH, KNOTS, Reader, Server
from tests.whole_projects import START, make_whole


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = make_whole(
        tmp_path_factory.mktemp("live") / "project",
        {"content/shared/start.md": f"{START}\n{FILLER}\n", KNOTS: f"Knots hold.\n\n{FILLER}\n"},
    )
    # The tables and figures that the filler stands in for.
    (root / FINISH).write_text(
        "Come home to {{ harbor }}.\n\n{{ links: clubs }}\n\n{{ table: tides }}\n\n"
        "Look at [](#tides) and [](#route).\n",
        encoding="utf-8",
    )
    made = Server(root, tmp_path_factory.mktemp("work"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reader(server: Server, open_page: OpenPage) -> Iterator[Reader]:
    made = Reader(server, open_page, [], [])
    yield made
    assert made.complaints == []
    assert not any(made.foreign)

"""What every test can use: pages in a browser, and expected files."""

from __future__ import annotations

import pytest

from tests.browser import chromium, open_page
from tests.golden import golden

__all__ = ["chromium", "golden", "open_page"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expected files instead of comparing with them",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # Found by what a test asks for, so that `-m "not browser"` never misses one.
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            # One worker has them all: a browser is started once, not once for each processor.
            item.add_marker(pytest.mark.xdist_group("browser"))

"""Expected files: compared in a test run, rewritten by `make goldens`, never by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Golden(Protocol):
    """The `golden` fixture."""

    def __call__(self, path: Path, actual: str) -> None:
        """Fail where `actual` is not the text of `path`; with `--update-goldens` write it there."""


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with an expected file, or rewrite it."""
    update: bool = request.config.getoption("--update-goldens")

    def compare(path: Path, actual: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        if not path.is_file():
            pytest.fail(f"{path} is missing: run `make goldens` and read it", pytrace=False)
        assert actual == path.read_text(encoding="utf-8")

    return compare

"""Shared by the tests of the loader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.diagnostics import Result
from builder.load import load_project
from builder.model.program import Program
from tests.projects import make_project

Load = Callable[..., Result[dict[str, Program]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Make a project from the valid one and changed files, and load it."""

    def run(files: dict[str, str | bytes | None] | None = None) -> Result[dict[str, Program]]:
        return load_project(make_project(tmp_path, files))

    return run

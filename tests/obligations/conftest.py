"""The real guides, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from builder.load import load_project
from builder.model.guide import Guide
from builder.model.obligation import Party
from builder.pipeline.project import open_project
from builder.pipeline.published import assemble_all
from tests.obligations.marks import PROGRAMS, ROOT


@pytest.fixture(scope="session")
def guides() -> Mapping[str, Guide]:
    result = assemble_all(open_project(ROOT, PROGRAMS))
    assert set(result.value) == set(PROGRAMS), result.diagnostics
    return result.value


@pytest.fixture(scope="session")
def parties() -> Sequence[Party]:
    """The parties as the real definitions declare them."""
    return load_project(ROOT, PROGRAMS).value[PROGRAMS[0]].parties

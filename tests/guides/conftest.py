"""Both guides of this repository, read and resolved once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.model.guide import Guide
from builder.pipeline.project import Project, open_project
from builder.pipeline.published import assemble_all
from tests.guides.reading import PROGRAMS, ROOT


@pytest.fixture(scope="session")
def project() -> Project:
    """This repository, loaded and rendered without an error."""
    opened = open_project(ROOT)
    assert not opened.failed, opened.diagnostics
    assert set(opened.programs) >= set(PROGRAMS)
    return opened


@pytest.fixture(scope="session")
def guides(project: Project) -> Mapping[str, Guide]:
    """The guides by the ids of their programs."""
    result = assemble_all(project)
    assert set(result.value) >= set(PROGRAMS), result.diagnostics
    return result.value

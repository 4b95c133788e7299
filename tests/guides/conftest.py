"""Both guides of this repository, read and resolved once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.assemble.assemble import assemble, write_source
from builder.model.guide import Guide
from builder.outputs import html
from builder.pipeline.project import Project, open_project
from tests.guides.reading import PROGRAMS, ROOT


@pytest.fixture(scope="session")
def project() -> Project:
    """This repository, loaded and rendered without an error."""
    opened = open_project(ROOT)
    assert not opened.failed, opened.diagnostics
    assert set(opened.programs) >= set(PROGRAMS)
    return opened


@pytest.fixture(scope="session")
def guides(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Guide]:
    """The guides by the ids of their programs."""
    found = {}
    for id in PROGRAMS:
        program, source = project.programs[id], project.sources[id]
        folder = tmp_path_factory.mktemp(id)
        write_source(ROOT, program, source, folder / "src")
        result = assemble(
            program,
            source,
            folder,
            builder=html.BUILDER,
            extensions=html.EXTENSIONS,
            overrides=html.options(ROOT, program, pdf="guide.pdf"),
        )
        assert result.value is not None, result.diagnostics
        found[id] = result.value.guide
    return found

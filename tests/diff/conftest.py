"""Both guides as published, for comparisons of their revisions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.model.guide import Guide
from builder.model.obligation import Party
from builder.outputs.snapshot import load_guide


@pytest.fixture(scope="session")
def real_guides(built: Path) -> Mapping[str, Guide]:
    return {
        path.parent.name: load_guide(path.read_text(encoding="utf-8"))
        for path in sorted(built.glob("*/guide.json"))
    }


@pytest.fixture(scope="session")
def real_parties() -> tuple[Party, ...]:
    from builder.pipeline.project import open_project

    project = open_project(Path(__file__).resolve().parent.parent.parent)
    return next(iter(project.programs.values())).parties

"""The manual of this repository as a site, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site. Only to be read."""
    from builder.pipeline.manual import build_manual

    out = tmp_path_factory.mktemp("manual") / "docs"
    report = build_manual(ROOT, out=out)
    assert not report.diagnostics, "\n".join(map(str, report.diagnostics))
    assert report.value == len(list((ROOT / "docs").glob("*.md")))
    return out.resolve()

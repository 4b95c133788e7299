"""Drawings that are out of date are found and drawn again; others are left alone."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builder.figures.committed import is_current, refresh
from builder.figures.draw import draw
from tests.figures.samples import COLUMNS, SKIP

REAL = Path(__file__).parents[2] / "content" / "figures"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "figures").mkdir(parents=True)
    return tmp_path


def test_a_drawing_is_current_until_its_source_changes() -> None:
    svg = draw(COLUMNS)
    assert is_current(svg, COLUMNS.digest)
    assert not is_current(svg, "0" * 64)
    assert not is_current("<svg/>", COLUMNS.digest)
    assert not is_current(f"<p>sha256:{COLUMNS.digest}</p>", COLUMNS.digest)


def test_missing_and_stale_drawings_are_made(root: Path) -> None:
    path = root / "content/figures/sample-tree.svg"
    assert refresh(root, [COLUMNS], check=False) == [path]
    assert path.read_text("utf-8") == draw(COLUMNS)
    changed = replace(COLUMNS, digest="c" * 64)
    assert refresh(root, [changed], check=False) == [path]
    assert is_current(path.read_text("utf-8"), changed.digest)


def test_a_current_drawing_is_not_touched(root: Path) -> None:
    path = root / "content/figures/sample-tree.svg"
    path.write_text(f'<svg data-source="sha256:{COLUMNS.digest}"/>')
    assert refresh(root, [COLUMNS], check=False) == []
    assert path.read_text("utf-8") == f'<svg data-source="sha256:{COLUMNS.digest}"/>'


def test_check_tells_and_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    paths = [root / "content/figures/sample-tree.svg", root / "content/figures/sample-flow.svg"]
    assert refresh(root, [COLUMNS, SKIP], check=True) == paths
    assert not any(path.exists() for path in paths)


@pytest.mark.parametrize("source", sorted(REAL.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_committed_drawings_are_current(source: Path) -> None:
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert is_current(source.with_suffix(".svg").read_text("utf-8"), digest)

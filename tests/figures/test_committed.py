"""Drawings that are out of date are found and drawn again; others are left alone."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builder.figures.committed import refresh
from builder.figures.draw import draw
from builder.figures.stamp import is_current, is_of, stamped
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">Guidelines<", ">Guideline<"),
        (">Guidelines<", "><"),
        ('<rect x="', '<rect x="1'),
        ("</g>\n</svg>", '<text x="1" y="1">More</text></g>\n</svg>'),
        ("It has branches.", "It has no branches."),
        ("currentColor", "none"),
        (' data-drawing="', ' data-drawn="'),
    ],
)
def test_a_drawing_that_was_changed_by_hand_is_not_current(old: str, new: str, root: Path) -> None:
    """The source is as it was and its hash stands in the drawing: that alone says too little."""
    svg = draw(COLUMNS)
    assert old in svg
    edited = svg.replace(old, new, 1)
    assert is_of(edited, COLUMNS.digest)
    assert not is_current(edited, COLUMNS.digest)
    path = root / "content/figures/sample-tree.svg"
    path.write_text(edited, "utf-8")
    assert refresh(root, [COLUMNS], check=True) == [path]
    assert refresh(root, [COLUMNS], check=False) == [path]
    assert path.read_text("utf-8") == svg


@pytest.mark.parametrize("data", [b"\xff", b"", b"<svg", b"text"])
def test_a_damaged_drawing_is_made_anew(data: bytes, root: Path) -> None:
    path = root / "content/figures/sample-tree.svg"
    path.write_bytes(data)
    assert refresh(root, [COLUMNS], check=False) == [path]
    assert path.read_text("utf-8") == draw(COLUMNS)


def test_line_ends_of_another_system_make_no_drawing_stale(root: Path) -> None:
    path = root / "content/figures/sample-tree.svg"
    path.write_bytes(draw(COLUMNS).replace("\n", "\r\n").encode())
    assert refresh(root, [COLUMNS], check=True) == []


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    path, outside = root / "content/figures/sample-tree.svg", tmp_path / "outside"
    outside.write_text("Mine.")
    path.symlink_to(outside)
    assert refresh(root, [COLUMNS], check=False) == [path]
    assert outside.read_text() == "Mine."
    assert not path.is_symlink()


def test_missing_and_stale_drawings_are_made(root: Path) -> None:
    path = root / "content/figures/sample-tree.svg"
    assert refresh(root, [COLUMNS], check=False) == [path]
    assert path.read_text("utf-8") == draw(COLUMNS)
    changed = replace(COLUMNS, digest="c" * 64)
    assert refresh(root, [changed], check=False) == [path]
    assert is_current(path.read_text("utf-8"), changed.digest)


def test_a_current_drawing_is_not_touched(root: Path) -> None:
    path = root / "content/figures/sample-tree.svg"
    svg = stamped('<svg xmlns="http://www.w3.org/2000/svg"/>', COLUMNS.digest)
    path.write_text(svg)
    assert refresh(root, [COLUMNS], check=False) == []
    assert path.read_text("utf-8") == svg


def test_check_tells_and_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    paths = [root / "content/figures/sample-tree.svg", root / "content/figures/sample-flow.svg"]
    assert refresh(root, [COLUMNS, SKIP], check=True) == paths
    assert not any(path.exists() for path in paths)


@pytest.mark.parametrize("source", sorted(REAL.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_committed_drawings_are_current(source: Path) -> None:
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert is_current(source.with_suffix(".svg").read_text("utf-8"), digest)

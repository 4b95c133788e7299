"""The page for developers tells the truth: of rooms, of files, and of how many to touch."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "development.md").read_text("utf-8")
_PATH = re.compile(r"`((?:builder|templates|tests|benchmarks|docs)/[^`\s]*)`")


def _rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.split("\n") if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def _there(path: str) -> bool:
    """Whether a path is there; names in pointed brackets stand for any."""
    return any(ROOT.glob(re.sub(r"<[^>]*>", "*", path.rstrip("/"))))


def test_every_path_of_the_page_is_there() -> None:
    paths = _PATH.findall(PAGE)
    assert len(paths) > 20
    assert [path for path in paths if not _there(path)] == []


def test_the_rooms_are_those_of_the_package_in_the_order_of_their_imports() -> None:
    told = [re.findall(r"`(\w+)`", row[0]) for row in _rows("The rooms")]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["id"] == "layers")
    held = [re.findall(r"\w+", layer) for layer in layers]
    flat = [name for line in held for name in line if not name.startswith("_")]
    assert [name for line in told for name in line if name not in flat] == []
    assert sorted(name for line in told for name in line) == sorted(flat)
    assert sorted(flat) == sorted(
        path.parent.name for path in (ROOT / "builder").glob("[a-z]*/__init__.py")
    )
    height = {name: number for number, line in enumerate(held) for name in line}
    heights = [[height[name] for name in line] for line in told]
    assert all(max(above) < min(below) for above, below in pairwise(heights))


@pytest.mark.parametrize("row", _rows("I want to change …"), ids=lambda row: row[0])
def test_a_row_counts_what_it_lists_and_names_a_test_that_is_there(row: list[str]) -> None:
    _, number, where, held_by = row
    first = where.partition(", besides ")[0]
    shown = re.findall(
        r"`(?:builder|templates)/[^`]*`|the template that shows it|the field of", first
    )
    assert len(shown) == int(number)
    for test in re.findall(r"`([^`]+)`", held_by):
        assert (ROOT / test).is_file()

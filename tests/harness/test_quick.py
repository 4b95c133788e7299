"""The list of slow tests names tests that there are."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.quick import SLOW

ROOT = SLOW.parents[1]


def test_every_slow_test_is_there() -> None:
    names = SLOW.read_text("utf-8").split()
    there = {file: _defined(ROOT / file) for file in {name.partition("::")[0] for name in names}}
    split = [name.split("::") for name in names]
    assert ["::".join(parts) for parts in split if not set(parts[1:]) <= there[parts[0]]] == []


def _defined(path: Path) -> set[str]:
    """The classes and functions of a file; none if there is no file."""
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    return {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }

"""Reads source lines again, to show them in messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from builder.source import SourceFile


def line_reader(root: Path) -> Callable[[str, int], str]:
    """A function that gives a line of a file below `root`, or an empty string."""

    @cache
    def read(file: str) -> SourceFile | None:
        path = root / file
        if not path.resolve().is_relative_to(root.resolve()):
            return None
        try:
            return SourceFile.read(root, path)
        except (OSError, UnicodeDecodeError):
            return None

    def line_of(file: str, number: int) -> str:
        source = read(file)
        return source.line(number) if source else ""

    return line_of

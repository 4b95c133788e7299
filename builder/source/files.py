"""Source files: read once, as strict UTF-8, and kept for printing the line of a message."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from builder.source.paths import is_text, read_bytes, real
from builder.source.span import Span

SOURCES = ("program_defs", "content", "templates")
"""The folders of a project that its guides are made of."""
LineOf = Callable[[str, int], str]
"""Gives a line of a file, by the file's name and the line's number, or an empty string."""


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A text file below the project's root.

    `name` is its POSIX path relative to the root; `text` has line ends folded to a newline.
    """

    name: str
    text: str
    path: Path = field(compare=False, default=Path())

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines without their line ends."""
        return self.text.split("\n")

    @cached_property
    def line_starts(self) -> tuple[Span, ...]:
        """The place of the start of each line."""
        return tuple(Span(file=self.name, line=row + 1) for row in range(len(self.lines)))

    def line(self, number: int) -> str:
        """Line `number`, counted from 1, or an empty string beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @classmethod
    def read(cls, root: Path, path: Path) -> SourceFile:
        """Read a file.

        Raises:
            OSError: the file cannot be read.
            UnicodeDecodeError: it is not UTF-8.
        """
        return cls.of(path.relative_to(root).as_posix(), read_bytes(path), path)

    @classmethod
    def of(cls, name: str, data: bytes, path: Path) -> SourceFile:
        """The file with these bytes.

        Raises:
            UnicodeDecodeError: they are not UTF-8.
        """
        # Some editors on Windows begin a file with a byte-order mark, which is no text.
        text = data.decode("utf-8-sig")
        return cls(name=name, text=text.replace("\r\n", "\n").replace("\r", "\n"), path=path)


def file_reader(root: Path) -> Callable[[str], SourceFile]:
    """What reads files below `root` by their names, each once.

    One that cannot be read, or that leads out of the root, has no text.
    """

    @cache
    def read(name: str) -> SourceFile:
        path = root / name
        if real(path).is_relative_to(real(root)):
            with suppress(OSError, UnicodeDecodeError):
                return SourceFile.read(root, path)
        return SourceFile(name=name, text="")

    return read


def line_reader(root: Path) -> LineOf:
    """What gives the lines of files below `root`, to show them in messages."""
    read = file_reader(root)
    return lambda file, number: read(file).line(number)


def names_below(folder: Path, suffix: str) -> list[str]:
    """The files below a folder whose names end so, relative to it, in no order.

    One whose name is not UTF-8 is no name that anything could be called by.
    """
    top = f"{folder}/"
    paths = (
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(suffix)
    )
    return [path.removeprefix(top) for path in paths if is_text(path) and os.path.isfile(path)]

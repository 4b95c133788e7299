"""Puts the files of a new program into the project: all of them, or none, and over nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.source.paths import is_there


def in_the_way(root: Path, names: Iterable[str]) -> list[str]:
    """Those of the files that exist already, whatever they are."""
    return [name for name in names if is_there(root / name)]


def place(root: Path, files: Mapping[str, str]) -> None:
    """Write the files, in their order; whatever happens on the way is undone.

    Raises:
        FileExistsError: one of them exists already; nothing is written.
        OSError: one of them cannot be written; nothing is left.
    """
    written: list[Path] = []
    folders: list[Path] = []
    try:
        for name, text in files.items():
            path = root / name
            for folder in reversed(path.relative_to(root).parents):
                if not (root / folder).exists():
                    (root / folder).mkdir()
                    folders.append(root / folder)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in reversed(folders):
            folder.rmdir()
        raise

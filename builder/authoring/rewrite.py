"""Writes authors' files anew, safely, and shows what it changed."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builder.source import SourceFile


def is_linked(root: Path, path: Path) -> bool:
    """Whether a file below the root is reached through a symbolic link."""
    return any(place.is_symlink() for place in _places(root, path))


def _places(root: Path, path: Path) -> Iterator[Path]:
    """The file and the folders between it and the root."""
    while path != root:
        yield path
        path = path.parent


def has_mixed_ends(data: bytes) -> bool:
    """Whether lines end in more than one way, so that a rewritten file could not keep them."""
    windows, unix, old = data.count(b"\r\n"), data.count(b"\n"), data.count(b"\r")
    return windows not in {0, unix} or old != windows


def rewritten(old: bytes, text: str) -> bytes:
    """A text with the line ends and the byte-order mark of the file that it replaces.

    Where the file mixes line ends, all become those of Unix.
    """
    end = "\r\n" if b"\r\n" in old and not has_mixed_ends(old) else "\n"
    data = text.replace("\n", end).encode("utf-8")
    return b"\xef\xbb\xbf" + data if old.startswith(b"\xef\xbb\xbf") else data


def write(path: Path, data: bytes) -> None:
    """Put new contents in the place of the old ones with one rename.

    Raises:
        OSError: the file cannot be written; it is as it was.
    """
    # In the same folder, as a rename needs it; the new file is readable by nobody else at first.
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(fresh).chmod(path.stat().st_mode & 0o777)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def difference(source: SourceFile, text: str) -> str:
    """The unified difference between a file and its new text."""
    lines = difflib.unified_diff(
        source.text.splitlines(keepends=True),
        text.splitlines(keepends=True),
        fromfile=f"a/{source.name}",
        tofile=f"b/{source.name}",
    )
    # difflib does not say that a last line has no end, and `patch` has to know.
    ended = (
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )
    return "".join(ended)

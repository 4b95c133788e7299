"""Writes mechanical repairs into authors' files, and shows what it changed."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.source import SourceFile

FOLDERS = ("program_defs", "content")


def apply_fixes(root: Path, diagnostics: Iterable[Diagnostic]) -> str:
    """Repair what the diagnostics offer to repair; the result is the unified difference.

    Only files below `program_defs/` and `content/` are written, never through a symbolic
    link, each as a whole or not at all. What does not stand at its place any more is left
    alone. Line ends, and a byte-order mark, stay as they were; a file that mixes line ends is
    not touched.

    Raises:
        OSError: a file cannot be written.
    """
    from builder.checks.fixes import fixes

    found = [d for d in diagnostics if d.edit is not None]
    files = sorted({d.edit.at.file for d in found if d.edit is not None})
    sources = {name: source for name in files if (source := _source(root, name)) is not None}
    changed = fixes(found, sources)
    for name, text in changed.items():
        _write(sources[name].path, text)
    return "".join(_difference(sources[name], changed[name]) for name in sorted(changed))


def _source(root: Path, name: str) -> SourceFile | None:
    """A file that may be repaired, as it is now; None for any other."""
    path = root / name
    folder = Path(name).parts[0] if Path(name).parts else ""
    if folder not in FOLDERS or ".." in Path(name).parts or Path(name).is_absolute():
        return None
    if any(place.is_symlink() for place in _places(root, path)) or not path.is_file():
        return None
    try:
        if _has_mixed_ends(path.read_bytes()):
            return None
        return SourceFile.read(root, path)
    except (OSError, UnicodeDecodeError):
        return None


def _has_mixed_ends(data: bytes) -> bool:
    """Whether lines end in more than one way, so that a rewritten file could not keep them."""
    windows, unix, old = data.count(b"\r\n"), data.count(b"\n"), data.count(b"\r")
    return windows not in {0, unix} or old != windows


def _places(root: Path, path: Path) -> Iterator[Path]:
    """The file and the folders between it and the root."""
    while path != root:
        yield path
        path = path.parent


def _write(path: Path, text: str) -> None:
    """Put a new text in the place of the old one with one rename."""
    old = path.read_bytes()
    end = "\r\n" if b"\r\n" in old else "\n"
    data = text.replace("\n", end).encode("utf-8")
    if old.startswith(b"\xef\xbb\xbf"):
        data = b"\xef\xbb\xbf" + data
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(fresh).chmod(path.stat().st_mode & 0o777)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def _difference(source: SourceFile, text: str) -> str:
    lines = difflib.unified_diff(
        source.text.splitlines(keepends=True),
        text.splitlines(keepends=True),
        fromfile=f"a/{source.name}",
        tofile=f"b/{source.name}",
    )
    ended = (
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )
    return "".join(ended)

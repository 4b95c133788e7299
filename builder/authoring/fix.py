"""Writes mechanical repairs into authors' files, and shows what it changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.authoring.rewrite import difference, has_mixed_ends, is_linked, rewritten, write
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
    from builder.checks.engine.fixes import fixes

    found = [d for d in diagnostics if d.edit is not None]
    files = sorted({d.edit.at.file for d in found if d.edit is not None})
    sources = {name: source for name in files if (source := _source(root, name)) is not None}
    changed = fixes(found, sources)
    for name, text in changed.items():
        path = sources[name].path
        write(path, rewritten(path.read_bytes(), text))
    return "".join(difference(sources[name], changed[name]) for name in sorted(changed))


def _source(root: Path, name: str) -> SourceFile | None:
    """A file that may be repaired, as it is now; None for any other."""
    path = root / name
    folder = Path(name).parts[0] if Path(name).parts else ""
    if folder not in FOLDERS or ".." in Path(name).parts or Path(name).is_absolute():
        return None
    if is_linked(root, path) or not path.is_file():
        return None
    try:
        if has_mixed_ends(path.read_bytes()):
            return None
        return SourceFile.read(root, path)
    except (OSError, UnicodeDecodeError):
        return None

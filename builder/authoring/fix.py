"""Writes mechanical repairs into authors' files, and shows what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.authoring.rewrite import difference, has_mixed_ends, is_linked, rewritten, write
from builder.diagnostics import Diagnostic, Edit
from builder.source import SourceFile
from builder.source.paths import is_file, read_bytes

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
    found = [d for d in diagnostics if d.edit is not None]
    files = sorted({d.edit.at.file for d in found if d.edit is not None})
    sources = {name: source for name in files if (source := _source(root, name)) is not None}
    changed = fixes(found, sources)
    for name, text in changed.items():
        path = sources[name].path
        write(path, rewritten(path.read_bytes(), text))
    return "".join(difference(sources[name], changed[name]) for name in sorted(changed))


def fixes(diagnostics: Iterable[Diagnostic], sources: Mapping[str, SourceFile]) -> dict[str, str]:
    """The new text of every file that a repair changes, by the file's name.

    `sources` are the files as they are now, by name. A repair is left out if its file is not
    among them, if the old text does not stand at its place any more, or if it overlaps one
    that stands before it on its line.
    """
    wanted: dict[str, set[Edit]] = {}
    for diagnostic in diagnostics:
        edit = diagnostic.edit
        if edit is not None and edit.at.file in sources:
            wanted.setdefault(edit.at.file, set()).add(edit)
    changed = {}
    for name, edits in wanted.items():
        text = _applied(sources[name], edits)
        if text != sources[name].text:
            changed[name] = text
    return changed


def _applied(source: SourceFile, edits: Iterable[Edit]) -> str:
    lines = list(source.lines)
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        by_line.setdefault(edit.at.line, []).append(edit)
    for row, found in by_line.items():
        if 0 < row <= len(lines):
            lines[row - 1] = _repaired(lines[row - 1], found)
    return "\n".join(lines)


def _repaired(line: str, edits: list[Edit]) -> str:
    """A line with its repairs; each is put where the old text stands, or not at all."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.at.column, -len(edit.old), edit.new)):
        start = edit.at.column - 1
        harmless = edit.old and "\n" not in edit.old + edit.new
        if harmless and start >= position and line.startswith(edit.old, start):
            parts += [line[position:start], edit.new]
            position = start + len(edit.old)
    return "".join([*parts, line[position:]])


def _source(root: Path, name: str) -> SourceFile | None:
    """A file that may be repaired, as it is now; None for any other."""
    path = root / name
    folder = Path(name).parts[0] if Path(name).parts else ""
    if folder not in FOLDERS or ".." in Path(name).parts or Path(name).is_absolute():
        return None
    if is_linked(root, path) or not is_file(path):
        return None
    try:
        if has_mixed_ends(read_bytes(path)):
            return None
        return SourceFile.read(root, path)
    except (OSError, UnicodeDecodeError):
        return None

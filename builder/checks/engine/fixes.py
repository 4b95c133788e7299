"""Puts the repairs that findings offer into the texts of the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.diagnostics import Diagnostic, Edit
from builder.source import SourceFile


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

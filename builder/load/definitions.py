"""Where definitions are: the project's root, its programs and its families."""

from __future__ import annotations

import re
from pathlib import Path

from builder.source.paths import is_folder, is_text, is_there, read_bytes, real

FOLDER = "program_defs"
_FAMILY = re.compile(rb"^[\"']?family[\"']?(?:[ \t]*:|[ \t]+\w)", re.MULTILINE)
_PROGRAM = re.compile(rb"^[\"']?program[\"']?(?:[ \t]*:|[ \t]+\w)", re.MULTILINE)


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds `program_defs/`."""
    start = real(start)
    for folder in (start, *start.parents):
        if is_folder(folder / FOLDER):
            return folder
    return None


def program_ids(root: Path) -> list[str]:
    """The programs of a project by the names of their files, sorted.

    A file is a family if it has the key `family` (and not the key `program`), else a program.
    """
    return [path.stem for path in definition_files(root) if not is_family(path)]


def definition_files(root: Path) -> list[Path]:
    """All definition files, sorted by name."""
    return sorted(
        path
        for path in (root / FOLDER).glob("*.yaml")
        if is_there(path) and not path.name.startswith(".") and is_text(path.name)
    )


def is_family(path: Path) -> bool:
    """Whether a definition file declares a family."""
    try:
        data = read_bytes(path)
    except OSError:
        return False
    return bool(_FAMILY.search(data)) and not _PROGRAM.search(data)

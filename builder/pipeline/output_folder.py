"""Which folders output may be written to: never where authors or other programs keep things."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from builder.diagnostics import Code, Diagnostic
from builder.pipeline.editions import FOLDER
from builder.source.files import SOURCES
from builder.source.paths import is_file, is_folder, real

_SOURCES = (*SOURCES, "docs")


def refused(root: Path, out: Path, *, files: bool = False) -> Diagnostic | None:
    """Why nothing may be written to a folder, or None.

    `out` is as it was named: a link is not followed before it is looked at. Single `files`, in
    place of an edition, may go beside a project and to a home folder.
    """
    reason = _reason(root, out, files=files)
    if reason is None:
        return None
    return Diagnostic(
        code=Code.OUTPUT_FOLDER_REFUSED,
        message=f"Nothing is written to “{out}”: {reason}.",
        hint="Name a folder of its own with --out; without --out it is “build” in the project.",
    )


def refused_file(root: Path, file: Path) -> Diagnostic | None:
    """Why a file may not be written, or None: it would be among sources or in a repository."""
    place = real(file)
    reason = _among_sources(real(root), place.parent) or _in_repository(place.parent)
    if reason is None:
        return None
    return Diagnostic(
        code=Code.OUTPUT_FOLDER_REFUSED,
        message=f"Nothing is written to “{file}”: {reason}.",
        hint="Name a file in another folder with --out.",
    )


def _reason(root: Path, out: Path, *, files: bool) -> str | None:
    try:
        if os.path.islink(out):
            return f"it is a link (to “{os.readlink(out)}”)"
        place = real(out)
        there = next(folder for folder in (place, *place.parents) if os.path.lexists(folder))
    except (OSError, ValueError) as error:
        return f"it is no name of a folder ({getattr(error, 'strerror', None) or error})"
    if not is_folder(there):
        return "it is a file" if there == place else f"“{there}” is a file"
    if files and place not in (real(root), Path(place.anchor)):
        return _among_sources(real(root), place) or _in_repository(place)
    return _of_project(real(root), place) or _of_others(place)


def _of_project(root: Path, place: Path) -> str | None:
    if place == root:
        return "it is the folder of the project"
    if root.is_relative_to(place):
        return "the project itself stands in it"
    if is_folder(place / "program_defs"):
        return "it is the folder of another project"
    return _among_sources(root, place)


def _among_sources(root: Path, place: Path) -> str | None:
    for folder in (place, *place.parents):
        sources = folder.name in _SOURCES and is_folder(folder.parent / "program_defs")
        if sources or folder in _places(root):
            return f"“{folder.name}” holds the sources of a project"
    return None


def _places(root: Path) -> Iterable[Path]:
    """Where the sources of the project stand, which may be links."""
    return [real(root / name) for name in _SOURCES]


def _of_others(place: Path) -> str | None:
    home = real(Path(os.path.expanduser("~")))
    if place == home:
        return "it is your home folder"
    if home.is_relative_to(place):
        return "your home folder stands in it" if place != Path(place.anchor) else "it is the root"
    return _in_repository(place)


def _in_repository(place: Path) -> str | None:
    for folder in (place, *place.parents):
        if folder.name == ".git" or _is_repository(folder):
            return "it belongs to a git repository’s own files"
        if folder.name == FOLDER:
            return "it holds guides that were published"
    return None


def _is_repository(folder: Path) -> bool:
    return is_file(folder / "HEAD") and is_folder(folder / "objects")

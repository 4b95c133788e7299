"""Lays out the files that authors write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.authoring.rewrite import is_linked, rewritten, write
from builder.diagnostics import Diagnostic
from builder.source import SourceFile
from builder.source.paths import is_file, read_bytes, real

DEFINITIONS, CONTENT = "program_defs", "content"


@dataclass(frozen=True, kw_only=True)
class LaidOut:
    """A file whose layout is not as it should be: as it is, and its text as it should be."""

    source: SourceFile
    text: str
    old: bytes

    def write(self) -> None:
        """Write the new text in the place of the old one, as a whole or not at all.

        Raises:
            OSError: the file cannot be written; it is as it was.
        """
        write(self.source.path, rewritten(self.old, self.text))


@dataclass(frozen=True, kw_only=True)
class FormatReport:
    """What formatting found: how many files it looked at, which would change, and faults.

    A file with a fault is never among those that change.
    """

    looked_at: int
    changed: tuple[LaidOut, ...]
    diagnostics: tuple[Diagnostic, ...]


def authored_files(root: Path) -> list[Path]:
    """The definitions and clauses of a project, sorted."""
    found = [*(root / DEFINITIONS).glob("*.yaml"), *(root / CONTENT).rglob("*.md")]
    return sorted(path for path in found if is_authored(root, path))


def is_authored(root: Path, path: Path) -> bool:
    """Whether a path is a definition or a clause of the project, and no link to one."""
    if not path.is_relative_to(root) or path.name.startswith(".") or not is_file(path):
        return False
    folder, *below = path.relative_to(root).parts
    if ".." in below or is_linked(root, path):
        return False
    if folder == DEFINITIONS:
        return path.suffix == ".yaml" and len(below) == 1
    return folder == CONTENT and path.suffix == ".md"


def named_files(root: Path, names: Sequence[Path]) -> tuple[list[Path], Path | None]:
    """The files that names of files and folders stand for, and the first name of none."""
    known = authored_files(root)
    found: set[Path] = set()
    for name in names:
        path = Path.cwd() / name
        # A link is no file of its own, so only the folder's place is worked out.
        path = real(path.parent) / path.name
        meant = {file for file in known if file == path or file.is_relative_to(path)}
        if not meant:
            return [], name
        found |= meant
    return sorted(found), None


def lay_out_files(root: Path, paths: Iterable[Path]) -> FormatReport:
    """Look at the layout of files; nothing is written.

    Raises:
        OSError: a file cannot be read any more.
    """
    from builder.clauses.format import format_clause
    from builder.load.definitions import is_family
    from builder.load.files import read_file
    from builder.load.format import format_definition

    faults: list[Diagnostic] = []
    changed: list[LaidOut] = []
    looked_at = 0
    for path in paths:
        looked_at += 1
        source, fault = read_file(root, path, path.relative_to(root).parts[0])
        if source is None:
            faults += [fault] if fault else []
            continue
        yaml = path.suffix == ".yaml"
        result = (
            format_definition(source, family=is_family(path)) if yaml else format_clause(source)
        )
        faults += result.diagnostics
        old = read_bytes(path)
        if not result.failed and rewritten(old, result.value) != old:
            changed.append(LaidOut(source=source, text=result.value, old=old))
    return FormatReport(looked_at=looked_at, changed=tuple(changed), diagnostics=tuple(faults))

"""Remembers the findings of a run for as long as nothing changes that could change them.

An entry is named by a hash over every source file, this program's own code, the libraries that
are installed, the options and the day (waivers end). It is JSON, so that a damaged or planted
file can at worst hold wrong words; one that does not read well counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder import __version__
from builder.diagnostics import Diagnostic
from builder.diagnostics.codec import from_plain, to_plain

FOLDER = ".cache/guides"
_SOURCES = ("program_defs", "content", "templates")
_ENTRIES = 32
_BYTES = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that a run of the checks found, and the ids of the programs that it looked at."""

    programs: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class FindingsCache:
    """The remembered findings of a project.

    `options` are all texts that the findings depend on besides the files; `more` are further
    files and folders that they are read from.
    """

    def __init__(
        self, root: Path, options: Iterable[str], *, today: date, more: Iterable[Path] = ()
    ) -> None:
        self.folder = root / FOLDER
        self._asked = (root, tuple(options), today, tuple(more))
        self.file = self._entry()

    def _entry(self) -> Path:
        root, options, today, more = self._asked
        return (
            self.folder / f"check-{source_key(root, today.isoformat(), *options, more=more)}.json"
        )

    def read(self) -> Findings | None:
        """The findings, or None if they are not known."""
        try:
            if self.file.stat().st_size > _BYTES:
                return None
            entry = json.loads(self.file.read_text(encoding="utf-8"))
            found = Findings(
                programs=tuple(map(str, entry["programs"])),
                diagnostics=tuple(from_plain(plain) for plain in entry["findings"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        with suppress(OSError):
            os.utime(self.file)
        return found

    def write(self, findings: Findings) -> None:
        """Remember findings, unless a file changed since they were asked for.

        A folder that cannot be written to is no fault.
        """
        entry = {
            "programs": list(findings.programs),
            "findings": [to_plain(diagnostic) for diagnostic in findings.diagnostics],
        }
        text = json.dumps(entry, ensure_ascii=False)
        if len(text.encode()) <= _BYTES and self._entry() == self.file:
            remember(self.file, text, "check-*", _ENTRIES)


def remember(file: Path, text: str, pattern: str, entries: int) -> None:
    """Write an entry, and keep only so many of the files like it, those that were used last.

    A folder that cannot be written to is no fault.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(f".{os.getpid()}.new")
        new.write_text(text, encoding="utf-8")
        new.replace(file)
        found = sorted(file.parent.glob(pattern), key=lambda path: path.stat().st_mtime_ns)
        for old in found[:-entries]:
            old.unlink(missing_ok=True)


def source_key(root: Path, *options: str, more: Iterable[Path] = ()) -> str:
    """A hash over every source file of a project, the files in `more`, the options and our code.

    It is what names an entry: whatever was made of the same sources is the same.
    """
    digest = hashlib.sha256()

    def add(*parts: str | bytes) -> None:
        for part in parts:
            data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
            digest.update(len(data).to_bytes(8, "big") + data)

    add(*options)
    for folder in (*(root / name for name in _SOURCES), *more):
        for path in _files(folder):
            with suppress(OSError):
                # A file that cannot be read leaves its name only; the stages tell of it.
                add(str(path), path.read_bytes())
    add(*builder_state())
    return digest.hexdigest()


def builder_state() -> list[str]:
    """What tells this program from any other state of it: its own files and the libraries'."""
    found = [__version__, sys.version]
    for path in _files(Path(__file__).resolve().parents[1]):
        if path.suffix in {".py", ".json"}:
            state = path.stat()
            found.append(f"{path} {state.st_mtime_ns} {state.st_size}")
    return [*found, *_libraries()]


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, or the file itself, in order."""
    found = [folder] if folder.is_file() else []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(place, name) for name in names]
    return sorted(found)


def _libraries() -> list[str]:
    """The folders that packages are installed in, with the time of their last change."""
    found = []
    for entry in sys.path:
        if entry.endswith("-packages"):
            with suppress(OSError):
                found.append(f"{entry} {os.stat(entry).st_mtime_ns}")
    return found

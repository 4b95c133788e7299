"""Remembers what was made of sources for as long as nothing changes that could change it.

An entry is named by a key and begins with a hash of its own content: one that is damaged, too
large or of another shape counts as none. It is JSON, so that a planted file can at worst hold
wrong words. A folder that cannot be written to is no fault.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from builder import __version__
from builder.source.files import SOURCES
from builder.source.limits import SNAPSHOT
from builder.source.paths import read_bytes

T = TypeVar("T")
FOLDER = ".cache/guides"
_BYTES = 64_000_000
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


class CacheEntry:
    """What is remembered under the key that holds when the entry is made.

    `kind` names entries of one sort in the folder of the project at `root`; of these, the
    `entries` that were used last are kept. `key` is asked again before anything is written:
    what was made while a source changed belongs to neither key.
    """

    def __init__(self, root: Path, kind: str, key: Callable[[], str], *, entries: int) -> None:
        self._kind, self._key, self._entries = kind, key, entries
        self._made_for = key()
        self.file = root / FOLDER / f"{kind}-{self._made_for}.json"

    def read(self, decode: Callable[[Any], T]) -> T | None:
        """What is remembered, as `decode` makes it of plain data; None if nothing is."""
        try:
            if self.file.stat().st_size > _BYTES:
                return None
            digest, _, data = self.file.read_bytes().partition(b"\n")
            if hashlib.sha256(data).hexdigest().encode() != digest:
                return None
            found = decode(json.loads(data))
        except _UNREADABLE:
            return None
        # The entry was used now; those that were used longest ago go first.
        with suppress(OSError):
            os.utime(self.file)
        return found

    def write(self, plain: object) -> None:
        """Remember plain data, and forget the entries of its kind that were used longest ago."""
        text = json.dumps(plain, ensure_ascii=False)
        # Names of files that are not UTF-8 hold lone surrogates; JSON gives them back.
        data = text.encode("utf-8", "surrogatepass")
        if len(data) > _BYTES or self._key() != self._made_for:
            return
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            new = self.file.with_suffix(f".{os.getpid()}.new")
            new.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            # By one rename, so that another process reads the old entry or the new, never a half.
            new.replace(self.file)
            found = self.file.parent.glob(f"{self._kind}-*")
            for old in sorted(found, key=lambda path: path.stat().st_mtime_ns)[: -self._entries]:
                old.unlink(missing_ok=True)


def text_key(*parts: str) -> str:
    """A hash over texts and the state of this program."""
    return _digest((*parts, *builder_state()))


def folder_key(folder: Path) -> str:
    """A hash over all files below a folder, with their names in it."""
    return _digest(_contents(folder, below=folder))


def source_key(root: Path, *options: str, more: Iterable[Path] = ()) -> str:
    """A hash over every source file of a project, the files in `more`, the options and our code.

    Whatever was made of the same sources is the same.
    """
    folders = (*(root / name for name in SOURCES), *more)
    contents = chain.from_iterable(map(_contents, folders))
    return _digest(chain(options, contents, builder_state()))


def builder_state() -> list[str]:
    """What tells this program from any other state of it: its own files and the libraries'."""
    found = [__version__, sys.version]
    for path in _files(Path(__file__).resolve().parents[1]):
        if path.suffix in {".py", ".json"}:
            state = path.stat()
            found.append(f"{path} {state.st_mtime_ns} {state.st_size}")
    return [*found, *_libraries()]


def _digest(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        # With its length, or “ab”, “c” would be as “a”, “bc”.
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _contents(folder: Path, below: Path | None = None) -> Iterator[str | bytes]:
    """The name and the bytes of every file, or why it has none.

    The stages tell of such a file.
    """
    for path in _files(folder):
        yield str(path.relative_to(below) if below else path)
        try:
            yield read_bytes(path, SNAPSHOT)
        except OSError as error:
            yield str(error.strerror)


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

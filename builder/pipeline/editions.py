"""The layout of an output folder, in which one link says which edition readers get.

```text
build/kms           -> _editions/current/kms       a link for each entry; its text never changes
build/index.html    -> _editions/current/index.html
build/_editions/current -> 7                       the link that is switched
build/_editions/7/kms   -> ../7.kms                what edition 7 consists of
build/_editions/7/sra   -> ../3.sra                (not built again since edition 3)
build/_editions/7.kms/                             the files themselves
```

Everything that readers get changes together when `current` gets another text, by one rename.
The folder has a name that no guide can have, and is not hidden, so that `cp -r build/*` takes it
along. All links are relative: the output folder can be moved, copied and committed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.source.paths import real

FOLDER, CURRENT, README, FACTS = "_editions", "current", "README.txt", "edition.json"
STAGING, DRAFT, NEW = ".staging-", ".draft-", ".new-"
MARK = "This folder is kept by the command `guides`."
_TEXT = f"""{MARK}

It holds the files of the finished guides. What stands beside this folder are links into it;
the link “current” is switched when new guides are complete, so that readers never see a half.
Nothing here needs to be looked at or changed. To copy a guide, copy its link and follow it
(cp -RL build/PROGRAM …), or copy the whole output folder with its links (cp -a build …).
"""
_STORED = re.compile(r"[0-9]+\..+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is noted of an edition: whose it is, and which files a build made, by stored name."""

    project: str = ""
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions in an output folder; nothing is kept, each question looks at the files."""

    out: Path

    @property
    def folder(self) -> Path:
        """Where the files themselves stand."""
        return self.out / FOLDER

    @property
    def ours(self) -> bool:
        """Whether the folder was made by this program, or is free to be made."""
        folder = self.folder
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            return False
        if not folder.is_dir():
            return True
        current = folder / CURRENT
        if current.exists() and not current.is_symlink():
            return False  # a copy that has files where links were
        try:
            return (folder / README).read_text(encoding="utf-8").startswith(MARK)
        except (OSError, UnicodeDecodeError):
            # Interrupted before it could be marked; or somebody took the mark away.
            unmarked = all(name.startswith(NEW) for name in os.listdir(folder))
            return unmarked or (current / FACTS).is_file()

    @property
    def marked(self) -> bool:
        """Whether something was published here by this program."""
        return self.ours and (self.folder / CURRENT).is_symlink()

    def current(self) -> int | None:
        """The number of the edition that readers get; None if nothing is published."""
        return _number(_link(self.folder / CURRENT))

    def entries(self) -> dict[str, str]:
        """The names of the current edition, and under which names their files are stored."""
        number = self.current()
        return self.entries_of(self.folder / str(number)) if number is not None else {}

    def entries_of(self, edition: Path) -> dict[str, str]:
        """The names of an edition, and under which names their files are stored."""
        found = {}
        with suppress(OSError):
            for name in sorted(os.listdir(edition)):
                text = _link(edition / name)
                if text and text.startswith("../") and _STORED.fullmatch(text[3:]):
                    found[name] = text[3:]
        return found

    def facts(self) -> Facts:
        """What is noted of the current edition."""
        try:
            text = (self.folder / CURRENT / FACTS).read_text(encoding="utf-8")
            plain = json.loads(text)
            files = {str(name): tuple(map(str, found)) for name, found in plain["files"].items()}
            return Facts(project=str(plain["project"]), files=files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Facts()

    def is_link(self, name: str) -> bool:
        """Whether what stands under a name in the output folder is our link to that entry."""
        return _link(self.out / name) == link_text(name)

    def numbers(self) -> list[int]:
        """The numbers of all editions that are there, the lowest first."""
        with suppress(OSError):
            found = map(_number, os.listdir(self.folder))
            return sorted(number for number in found if number is not None)
        return []

    def next_number(self) -> int:
        """A number that nothing has or had that is still there."""
        names = os.listdir(self.folder)
        stored = (_number(name.partition(".")[0]) or 0 for name in names)
        return max(self.current() or 0, *self.numbers(), *stored, 0) + 1

    def mark(self) -> None:
        """Write what tells people and this program what the folder is."""
        readme = self.folder / README
        if not readme.is_file():
            new = self.folder / f"{NEW}readme"
            new.write_text(_TEXT, encoding="utf-8")
            new.replace(readme)

    def point_to(self, number: int) -> None:
        """Let readers have this edition from now on."""
        new = self.folder / f"{NEW}{CURRENT}"
        new.unlink(missing_ok=True)
        new.symlink_to(str(number))
        new.replace(self.folder / CURRENT)


def project_mark(root: Path, out: Path) -> str:
    """What tells a project that publishes to a folder from another one.

    It is the same wherever project and folder stand, as long as they stand so to each other, and
    does not hold the name of either.
    """
    way = os.path.relpath(real(root), real(out))
    return hashlib.sha256(os.fsencode(way)).hexdigest()[:16]


def stored_name(name: str, number: int) -> str:
    """Under which name the files of an entry are stored that edition `number` brings.

    It ends as the entry does: browsers follow the link of a file and tell from the end of the
    name that is there whether it is a page.
    """
    return f"{number}.{name}"


def link_text(name: str) -> str:
    """Where the link of an entry leads, seen from the output folder."""
    return f"{FOLDER}/{CURRENT}/{name}"


def is_work(name: str) -> bool:
    """Whether a name in the folder of editions is one that publishing gives."""
    return (
        name.startswith((STAGING, DRAFT, NEW))
        or _number(name) is not None
        or bool(_STORED.fullmatch(name))
    )


def files_below(folder: Path) -> Iterator[str]:
    """The files and links below a folder, relative to it; the file itself has an empty name."""
    if not folder.is_dir() or folder.is_symlink():
        yield ""
    for place, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted([*names, *links]):
            yield Path(place, name).relative_to(folder).as_posix()


@contextmanager
def locked(out: Path, *, wait: bool = True) -> Iterator[bool]:
    """Be the only process that changes the editions; without waiting, False if another is.

    The system frees the lock when its holder ends, however it ends. Where a file system has no
    locks, there is none.
    """
    folder = out / FOLDER
    while True:
        if wait:
            folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if not _lock(descriptor, wait=wait):
                yield False
                return
            # While this process waited, the holder may have removed the folder.
            if _same(descriptor, folder):
                yield True
                return
        finally:
            os.close(descriptor)


def hold(folder: Path) -> int:
    """A descriptor by which others can see that a process works in a folder; see `held`."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    _lock(descriptor, wait=False)
    return descriptor


def held(folder: Path) -> bool:
    """Whether a process that is alive works in a folder."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        return not _lock(descriptor, wait=False)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _same(descriptor: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(folder))
    except OSError:
        return False


def _link(path: Path) -> str | None:
    try:
        return os.readlink(path)
    except OSError:
        return None


def _number(name: str | None) -> int | None:
    return int(name) if name and name.isascii() and name.isdigit() else None

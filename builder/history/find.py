"""Finds the repository that a project stands in, without git.

Git would take any folder on the way up that looks like a bare repository for one. Its files can
be committed like all others, so that a project could bring its own configuration, which names
programs to run. What counts here is `.git` alone: a folder, or the file that a work tree or a
submodule has in its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from builder.history.errors import GitError

_MOST_BYTES = 1 << 20
_CHECK = "Check it with `git status`, or clone the repository again."
_OWNER = "Let the user who runs this read it, or name a folder with guides or a “guide.json”."
_FORMAT = re.compile(r"^\s*(objectformat|refstorage)\s*=\s*\"?(\w+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFolders:
    """Where a repository keeps what it knows.

    `top` is the folder that `.git` is in, `own` the folder of this work tree (its `HEAD`) and
    `common` that of all work trees (objects and references); mostly the two are one.
    """

    top: Path
    own: Path
    common: Path

    @property
    def shallow(self) -> bool:
        """Whether the repository holds the newest commits only."""
        return (self.common / "shallow").is_file()

    def extensions(self) -> Iterator[tuple[str, str]]:
        """How objects and references are kept, where that is not the common way."""
        for name, value in _FORMAT.findall(read_small(self.common / "config") or ""):
            yield name.lower(), value.lower()


def find_repository(root: Path) -> GitFolders | None:
    """The repository of the folder `root` or of the nearest one above; None if there is none.

    Raises:
        GitError: there is one, but it cannot be read or is damaged.
    """
    root = root.resolve()
    for top in (root, *root.parents):
        if os.path.lexists(top / ".git"):
            return _folders(top)
    return None


def bare_repository(root: Path) -> Path | None:
    """The folder from `root` upwards that looks like a bare repository, which none stands in."""
    root = root.resolve()
    for folder in (root, *root.parents):
        if (folder / "HEAD").is_file() and (folder / "objects").is_dir():
            return folder
    return None


def read_small(path: Path) -> str | None:
    """The text of one of git's own small files; None if there is no such regular file.

    Raises:
        GitError: it cannot be read.
    """
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode) or state.st_size > _MOST_BYTES:
            return None
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def _folders(top: Path) -> GitFolders:
    own = top / ".git"
    try:
        if not own.is_dir():
            told = read_small(own)
            if told is None or not told.startswith("gitdir:"):
                raise _damaged(own, "it is neither a folder nor names one")
            own = top / told.removeprefix("gitdir:").strip()
            if not own.is_dir():
                raise _damaged(top / ".git", f"it leads to “{own}”, which is no folder")
        os.listdir(own)  # one that may not be read would look empty
        common = own / (read_small(own / "commondir") or ".").strip()
        for needed in (own / "HEAD", common / "objects"):
            if not needed.exists() and not needed.is_symlink():
                raise _damaged(top / ".git", f"it has no “{needed.name}”")
    except (OSError, ValueError) as error:
        raise _unreadable(own, error) from error
    return GitFolders(top=top, own=own.resolve(), common=common.resolve())


def _damaged(path: Path, why: str) -> GitError:
    return GitError(f"the repository “{path}” is damaged: {why}", _CHECK)


def _unreadable(path: Path, error: OSError | ValueError) -> GitError:
    reason = error.strerror if isinstance(error, OSError) else None
    hint = _OWNER if isinstance(error, PermissionError) else _CHECK
    return GitError(f"the repository “{path}” cannot be read ({reason or error})", hint)

"""Paths that people write, and files that anybody can put there: asked and read without harm.

`pathlib` raises for some names: one that is too long, one that holds a NUL, one below a folder
that may not be looked into, a link that leads to itself. Here such a name names nothing. And
whoever opens a pipe waits for it, a device never ends, and a file can be larger than the memory:
only ordinary files are read, up to a limit.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from builder.source.limits import FILE, Limit

_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe"),
    (stat.S_ISSOCK, "it is a socket"),
)
# Without it, to open a pipe is to wait for whoever writes into it. Windows has neither.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NoFileError(OSError):
    """What is to be read is no ordinary file, but a folder, a pipe or a device."""


class TooLargeError(OSError):
    """A file is larger than its `limit`."""

    def __init__(self, limit: Limit, path: str) -> None:
        super().__init__(errno.EFBIG, f"it has more than {limit.most:,} {limit.unit}", path)
        self.limit = limit


def is_file(path: Path | str) -> bool:
    """Whether there is an ordinary file, or a link that leads to one."""
    return os.path.isfile(path)


def is_folder(path: Path | str) -> bool:
    """Whether there is a folder, or a link that leads to one."""
    return os.path.isdir(path)


def is_there(path: Path | str) -> bool:
    """Whether the name is taken, by whatever it may be: also by a link that leads nowhere."""
    return os.path.lexists(path)


def real(path: Path) -> Path:
    """Where a path leads when all links are followed, as far as they can be."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return Path(os.path.abspath(path))


def is_text(name: str) -> bool:
    """Whether a file's name is UTF-8; of others, Python makes halves of characters."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def look_at(path: Path | str, limit: Limit = FILE) -> None:
    """See that a file can be read, by what the system says of it.

    Raises:
        NoFileError: it is no ordinary file.
        TooLargeError: it is larger than the limit.
        OSError: it is not there, or may not be looked at.
    """
    _judge(os.stat(path), os.fspath(path), limit)


def read_bytes(path: Path | str, limit: Limit = FILE) -> bytes:
    """What an ordinary file holds.

    Raises:
        NoFileError: it is no ordinary file.
        TooLargeError: it is larger than the limit.
        OSError: it is not there, or may not be read.
    """
    name = os.fspath(path)
    try:
        handle = os.open(path, _OPEN)
    except OSError:
        _judge(os.stat(path), name, limit)  # a socket cannot be opened
        raise
    except ValueError as error:
        raise NoFileError(errno.EINVAL, "no file can be called so", name) from error
    try:
        # Of what was opened, not of the name: another file can stand there by now.
        _judge(os.fstat(handle), name, limit)
        with open(handle, "rb", closefd=False) as file:
            data = file.read(limit.most + 1)
    finally:
        os.close(handle)
    if len(data) > limit.most:
        raise TooLargeError(limit, name)
    return data


def read_text(path: Path | str, limit: Limit = FILE) -> str:
    """The text of an ordinary file, with line ends folded; see `read_bytes`.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    text = read_bytes(path, limit).decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _judge(found: os.stat_result, path: str, limit: Limit) -> None:
    if not stat.S_ISREG(found.st_mode):
        said = (text for is_kind, text in _KINDS if is_kind(found.st_mode))
        raise NoFileError(errno.EINVAL, next(said, "it is a device"), path)
    if found.st_size > limit.most:
        raise TooLargeError(limit, path)

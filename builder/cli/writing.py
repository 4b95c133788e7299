"""Writes the files that a command is told to write: each whole, or as it was."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from builder.cli.printing import refuse


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole, or leave what stands there as it is.

    Raises:
        OSError: the machine refuses.
    """
    try:
        ordinary = stat.S_ISREG(os.lstat(path).st_mode)
    except FileNotFoundError:
        ordinary = True
    if not ordinary:
        path.write_bytes(data)  # a link, such as /dev/stdout, a pipe or a device
        return
    new = path.with_name(f".guides-{os.getpid()}.new")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def write_named(root: Path, path: Path, data: bytes) -> int:
    """Write a file that was named with `--out`; returns the exit status."""
    from builder.pipeline.output_folder import refused_file

    fault = refused_file(root, path)
    if fault is not None:
        return refuse(root, [fault])
    write_file(path, data)
    return 0


def output_folder(root: Path, folder: Path) -> Callable[[str, bytes], Path] | None:
    """What writes files to a folder and tells where each is; None if it is refused.

    A link in the folder is replaced, and what it leads to is left alone.
    """
    from builder.pipeline.output_folder import refused

    fault = refused(root, folder, files=True)
    if fault is not None:
        refuse(root, [fault])
        return None

    def write(name: str, data: bytes) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if path.is_symlink():
            path.unlink()
        write_file(path, data)
        return path

    return write

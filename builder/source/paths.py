"""Questions about paths that people write: a name that no file can have names none.

`pathlib` raises for some of them: a name that is too long, one that holds a NUL, one below a
folder that may not be looked into, a link that leads to itself.
"""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether there is an ordinary file, or a link that leads to one."""
    return os.path.isfile(path)


def is_folder(path: Path) -> bool:
    """Whether there is a folder, or a link that leads to one."""
    return os.path.isdir(path)


def is_there(path: Path) -> bool:
    """Whether the name is taken, by whatever it may be: also by a link that leads nowhere."""
    return os.path.lexists(path)


def real(path: Path) -> Path:
    """Where a path leads when all links are followed, as far as they can be."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return Path(os.path.abspath(path))

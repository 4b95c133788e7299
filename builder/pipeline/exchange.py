"""Two files or folders take each other's names in one step, where the system can do that."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}


def exchange(one: Path, other: Path) -> bool:
    """Swap what stands under two names; False if the system or the file system cannot.

    Linux does it with renameat2(2), macOS with renamex_np(2).

    Raises:
        OSError: it could, but one of the two is missing or may not be changed.
    """
    import ctypes  # it takes longer to import than all else here, and is seldom needed

    try:
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _RENAME_SWAP)
        else:
            at = _AT_FDCWD
            failed = library.renameat2(at, first, at, second, _RENAME_EXCHANGE)
    except (AttributeError, OSError):
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one))

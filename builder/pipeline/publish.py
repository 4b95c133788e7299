"""Puts finished guides in the place of the old ones: all of them, or none.

What is replaced moves aside first, into one folder; giving that folder another name is the
moment at which the publication counts. Whatever happens before it, an interruption or a loss
of power, is undone: at once, or when the next build begins.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from builder.diagnostics import Code, Diagnostic
from builder.model.guide import GUIDE_FILE

STAGING, _ASIDE, _DONE = ".staging-", ".old-", ".done-"


def staging_folder(out: Path) -> Path:
    """Where this process makes what it will publish below `out`."""
    # Below `out` itself, because a folder can be renamed only within one file system.
    return out / f"{STAGING}{os.getpid()}"


def in_the_way(out: Path, programs: Iterable[str]) -> list[Diagnostic]:
    """A fault for each folder that would be replaced although no build made it."""
    return [
        Diagnostic(
            code=Code.OUTPUT_IN_THE_WAY,
            message=f"“{out.name}/{id}” exists and is no guide that was built earlier.",
            hint="Move it away, or name another folder with --out.",
            programs=(id,),
        )
        for id in programs
        if (out / id).exists() and not (out / id / GUIDE_FILE).is_file()
    ]


def publish(staging: Path, out: Path, names: Iterable[str]) -> None:
    """Move what stands in `staging` under these names to `out`; on any failure move all back."""
    aside, done = (out / f"{prefix}{os.getpid()}" for prefix in (_ASIDE, _DONE))
    aside.mkdir()
    try:
        for name in names:
            if (out / name).exists():
                (out / name).rename(aside / name)
            (staging / name).rename(out / name)
        aside.rename(done)
    except BaseException:
        _restore(aside, out)
        raise
    shutil.rmtree(done, ignore_errors=True)


def sweep(out: Path) -> None:
    """Undo what an interrupted build began, and remove what it left behind."""
    for prefix in (STAGING, _ASIDE, _DONE):
        for left in out.glob(f"{prefix}*"):
            if _at_work(left.name.removeprefix(prefix)):
                continue
            if prefix == _ASIDE:
                _restore(left, out)
            shutil.rmtree(left, ignore_errors=True)


def _restore(aside: Path, out: Path) -> None:
    for old in aside.iterdir() if aside.is_dir() else ():
        place = out / old.name
        if place.is_dir():
            shutil.rmtree(place)
        old.replace(place)
    shutil.rmtree(aside, ignore_errors=True)


def _at_work(process: str) -> bool:
    """Whether another build with this process id is running."""
    if not process.isdigit() or int(process) == os.getpid():
        return False
    try:
        # Signal 0 is not sent; the system only says whether it could be.
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is another user’s
    return True

"""Puts an output folder in order again after a process that was killed while it published.

Nothing that readers get is missing meanwhile: the link `current` leads to a whole edition at
every moment. What is left is work that nobody will finish, and entries whose links are not there
yet or no longer lead anywhere. Earlier versions of this program moved guides aside while they
published; those are put back.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from builder.pipeline.editions import (
    CURRENT,
    FACTS,
    FOLDER,
    README,
    STAGING,
    Editions,
    held,
    is_work,
    link_text,
    locked,
)
from builder.pipeline.exchange import exchange

_EARLIER = re.compile(r"\.(staging|old|done)-([0-9]+)")


def recover(out: Path) -> None:
    """Undo or finish what an interrupted process began in an output folder.

    Every command that reads or writes output begins with it. A folder that cannot be changed, or
    in which another process is publishing, stays as it is.
    """
    try:
        names = os.listdir(out)
    except OSError:
        return
    with suppress(OSError):
        _put_back(out, names)
    if FOLDER in names and Editions(out).ours:
        with suppress(OSError), locked(out, wait=False) as alone:
            if alone:
                tidy(Editions(out))
                leave(Editions(out))


def recover_around(path: Path) -> None:
    """Put in order the output folder that a path is, or that it leads into."""
    for folder in (path, *path.parents[:3]):
        with suppress(OSError, ValueError):
            names = os.listdir(folder)
            if FOLDER in names or any(map(_EARLIER.fullmatch, names)):
                recover(folder)


def tidy(editions: Editions) -> None:
    """Make links and files agree with the current edition. The caller holds the lock."""
    if editions.current() is None:
        _choose(editions)
    folder, out = editions.folder, editions.out
    number, entries = editions.current(), editions.entries()
    if number is not None and not entries:
        return  # somebody took the edition away; its files may be all that is left
    for name, stored in entries.items():
        place, files = out / name, folder / stored
        plain = os.path.lexists(place) and not place.is_symlink()
        if plain and (files.is_symlink() or not files.exists()):
            move_in(place, files)
        if not os.path.lexists(place) and files.exists():
            place.symlink_to(link_text(name))
    for name in os.listdir(out):
        if name not in entries and editions.is_link(name):
            (out / name).unlink()
    kept = {README, CURRENT, str(number), *entries.values()}
    # The folders that work is done in go last: they are the sign that something may be left.
    for name in sorted(os.listdir(folder), key=lambda name: name.startswith(STAGING)):
        if name in kept or not is_work(name):
            continue
        if name.startswith(STAGING) and held(folder / name):
            continue
        remove(folder / name)


def leave(editions: Editions) -> None:
    """Remove the folder of editions if nothing was ever published. The caller holds the lock."""
    if editions.current() is None and set(os.listdir(editions.folder)) <= {README}:
        remove(editions.folder)
        with suppress(OSError):
            editions.out.rmdir()  # which does nothing unless it is empty


def move_in(place: Path, stored: Path) -> None:
    """Store what stands in the output folder itself, and let a link take its place.

    In one step where the system can do that; else the place is empty for the time between two
    calls of the system, and `tidy` fills it if this process ends just then.
    """
    text = link_text(place.name)
    if not stored.is_symlink():
        stored.symlink_to(text)
    if not exchange(place, stored):
        stored.unlink()
        place.rename(stored)
        place.symlink_to(text)


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all that is in it; what cannot be removed stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _choose(editions: Editions) -> None:
    """Without a current edition, take the newest that is complete: it was about to be published."""
    for number in reversed(editions.numbers()):
        edition = editions.folder / str(number)
        entries = editions.entries_of(edition)
        if (edition / FACTS).is_file() and all((edition / name).exists() for name in entries):
            editions.point_to(number)
            return


def _put_back(out: Path, names: list[str]) -> None:
    """Undo a publication that an earlier version of this program was killed in."""
    for name in names:
        found = _EARLIER.fullmatch(name)
        if found is None or _at_work(int(found[2])):
            continue
        if found[1] == "old":
            for old in (out / name).iterdir():
                place = out / old.name
                if not place.exists():
                    old.rename(place)
                elif not exchange(old, place):
                    remove(place)
                    old.rename(place)
        remove(out / name)


def _at_work(process: int) -> bool:
    """Whether another process with this id is running."""
    if process == os.getpid():
        return False
    try:
        # Signal 0 is not sent; the system only says whether it could be.
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # it is another user’s
    return True

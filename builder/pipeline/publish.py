"""Lets readers have finished guides in place of the old ones: all of them at once, or none.

What is new is stored beside what is published, an edition is put together from new and kept
entries, and one rename switches to it (see `editions`). A process that is killed before the
switch has changed nothing for readers, and one that is killed after it has published.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.pipeline.conversion import adopt
from builder.pipeline.editions import (
    DRAFT,
    FACTS,
    STAGING,
    Editions,
    files_below,
    hold,
    link_text,
    locked,
    project_mark,
    stored_name,
)
from builder.pipeline.recovery import leave, tidy

Front = Callable[[Path], str | None]
"""Makes the page that links all entries, from the folder that holds them; None: there is none."""
FRONT_PAGE = "index.html"
PUBLISHED = "what was made is published"
"""What an interruption that comes after the switch says in its first argument."""
_GRACE = 0.05
"""Seconds that the old edition stays: the system may be following its links to a file just then."""
_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder to make output in that `publish` puts below `out`; it is gone afterwards."""
    editions = Editions(out)
    with locked(out):
        editions.mark()
        tidy(editions)
        # Below the output itself: a folder can be renamed only within one file system.
        folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=editions.folder))
        mine = hold(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(mine)
        with suppress(OSError), locked(out, wait=False) as alone:
            if alone:
                leave(editions)


def publish(  # noqa: PLR0913 (what an edition is put together from)
    root: Path,
    made: Path,
    out: Path,
    names: Iterable[str],
    *,
    keep: Callable[[str], bool] = lambda name: True,
    front: Front = lambda folder: None,
) -> tuple[str, ...]:
    """Switch to an edition with what stands in `made` under these names; returns what it drops.

    Entries of the edition before stay if there is no new one and `keep` says so. Files in them
    that no build made are taken along. Nothing that happens after the switch is an error.

    Raises:
        OSError: the machine refuses; readers have what they had before.
    """
    editions, names = Editions(out), tuple(names)
    with locked(out):
        number = 0
        try:
            tidy(editions)
            adopt(root, editions, set(names))
            before, facts = editions.entries(), editions.facts()
            number = editions.next_number()
            draft = editions.folder / f"{DRAFT}{number}"
            draft.mkdir()
            entries = [name for name in before if name != FRONT_PAGE]
            stored = {name: before[name] for name in entries if keep(name)}
            dropped = tuple(name for name in entries if name not in (*stored, *names))
            files = {stored: facts.files.get(stored, ()) for stored in stored.values()}
            for name in names:
                stored[name] = stored_name(name, number)
                place = editions.folder / stored[name]
                files[stored[name]] = tuple(files_below(made / name))
                (made / name).rename(place)
            for name in entries:
                old, new = before[name], stored_name(name, number)
                made_by_us = facts.files.get(old, ())
                if stored.get(name) != old and _take_along(editions, old, new, made_by_us):
                    stored[name] = new
            for name, place_name in stored.items():
                (draft / name).symlink_to(f"../{place_name}")
            page = front(draft)
            if page is not None:
                stored[FRONT_PAGE] = stored_name(FRONT_PAGE, number)
                (editions.folder / stored[FRONT_PAGE]).write_text(page, encoding="utf-8")
                (draft / FRONT_PAGE).symlink_to(f"../{stored[FRONT_PAGE]}")
            noted = {"project": project_mark(root, out), "files": files}
            (draft / FACTS).write_text(json.dumps(noted, indent=0) + "\n", encoding="utf-8")
            _reach_the_disk(editions.folder)
            draft.rename(editions.folder / str(number))
            for name in stored:
                if not os.path.lexists(out / name):
                    (out / name).symlink_to(link_text(name))
            _switch(editions, number)
        except BaseException as error:
            with suppress(OSError):
                tidy(editions)
            if isinstance(error, KeyboardInterrupt) and editions.current() == number:
                error.args = (PUBLISHED,)
            raise
    return dropped


@contextmanager
def telling(published: Callable[[], bool]) -> Iterator[None]:
    """Have an interruption, or what the machine refuses, tell what became of the output."""
    try:
        yield
    except KeyboardInterrupt as stop:
        if published():
            stop.args = (PUBLISHED,)
        raise
    except OSError as error:
        if not published():
            error.add_note("nothing was published; earlier output is as it was")
        raise


def _switch(editions: Editions, number: int) -> None:
    """The moment of publication. What is left to do afterwards cannot fail any more."""
    # An interruption comes before, and nothing was published, or when all is done.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        editions.point_to(number)
        time.sleep(_GRACE)
        with suppress(OSError):
            tidy(editions)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _take_along(editions: Editions, old: str, new: str, made: Sequence[str]) -> bool:
    """Have the files of an old entry that no build made in its new one; whether there were any."""
    known = set(made)
    foreign = [name for name in files_below(editions.folder / old) if name not in known]
    for name in foreign:
        source, target = editions.folder / old / name, editions.folder / new / name
        if os.path.lexists(target):
            raise FileExistsError(
                errno.EEXIST, "no build made this file; move it away", str(source)
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(os.readlink(source))
            continue
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
    return bool(foreign)


def _reach_the_disk(folder: Path) -> None:
    """Have all files of the file system written, so that a loss of power loses none of them."""
    import ctypes

    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            ctypes.CDLL(None).syncfs(descriptor)
        finally:
            os.close(descriptor)
    except (AttributeError, OSError):
        os.sync()

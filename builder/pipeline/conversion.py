"""Takes over what an earlier version of this program published: plain folders, without links."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from builder.model.guide import GUIDE_FILE
from builder.pipeline.editions import (
    DRAFT,
    FACTS,
    FOLDER,
    Editions,
    files_below,
    project_mark,
    stored_name,
)
from builder.pipeline.recovery import tidy

_CARD = re.compile(r'<li><h2><a href="[a-z0-9-]+/')
_MANUAL = Path("_static") / "guide-index.js"
_PARTS = ("html", "src", "doctrees", GUIDE_FILE)


def plain_guides(out: Path) -> list[str]:
    """The guides that stand in an output folder as plain folders."""
    return [path.name for path in _plain(out) if is_guide(path)]


def is_guide(path: Path) -> bool:
    """Whether a build made this folder."""
    return (path / GUIDE_FILE).is_file()


def is_manual(path: Path) -> bool:
    """Whether `guides docs` made this folder."""
    return (path / _MANUAL).is_file()


def is_front_page(root: Path, out: Path) -> bool:
    """Whether the page that stands in an output folder is the one with which a build links guides.

    An earlier version wrote it to `build/` without asking; beside its guides, any page there is
    taken for that.
    """
    page = out / "index.html"
    try:
        if _CARD.search(page.read_text(encoding="utf-8")):
            return True
    except (OSError, UnicodeDecodeError):
        return False
    return out == root / "build" and not Editions(out).marked and bool(plain_guides(out))


def adopt(root: Path, editions: Editions, names: Collection[str]) -> None:
    """Make an edition of the plain folders that were published, and links of them.

    Only where the page that links the guides is of an earlier build, other guides than those in
    `names` are taken over with it. Readers find every guide at every moment: first the edition
    is there, then each folder and its link take each other's place. The caller holds the lock.
    """
    out = editions.out
    linked = is_front_page(root, out)
    found = [
        path.name
        for path in _plain(out)
        if (path.name in names and (is_guide(path) or is_manual(path) or is_manual(out)))
        or (linked and (is_guide(path) or path.name == "index.html" or _manual_beside(path)))
    ]
    if not found:
        return
    number = editions.next_number()
    draft = editions.folder / f"{DRAFT}{number}"
    draft.mkdir()
    stored = editions.entries() | {name: stored_name(name, number) for name in found}
    files = dict(editions.facts().files)
    for name, place in stored.items():
        (draft / name).symlink_to(f"../{place}")
        if name in found:
            files[place] = tuple(_made(out / name))
    noted = {"project": project_mark(root, out), "files": files}
    (draft / FACTS).write_text(json.dumps(noted, indent=0) + "\n", encoding="utf-8")
    draft.rename(editions.folder / str(number))
    editions.point_to(number)
    tidy(editions)


def _plain(out: Path) -> Iterator[Path]:
    for path in sorted(out.iterdir()):
        if not path.is_symlink() and path.name != FOLDER and not path.name.startswith("."):
            yield path


def _manual_beside(path: Path) -> bool:
    return path.name == "docs" and is_manual(path)


def _made(folder: Path) -> Iterator[str]:
    """The files of a plain folder that a build made, as far as their names tell."""
    whole = not is_guide(folder)
    for name in files_below(folder):
        if whole or name.split("/")[0] in _PARTS or name.endswith(".pdf"):
            yield name

"""Reads the files of a commit as they were committed: trees and blobs, as git keeps them.

`git archive` and a checkout put files through filters and attributes (line ends, `$Id$`,
`export-subst`, `export-ignore`), which run programs, and give other bytes on another machine.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.history.errors import GitError
from builder.history.find import GitFolders
from builder.history.run import run_git
from builder.source.files import SOURCES

_MOST_FILES = 50_000
_MOST_BYTES = 256_000_000
_LINK = "120000"
_FILES = ("100644", "100755", "100664")
_ELSEWHERE = {
    b"version https://git-lfs.github.com/spec/": "Git LFS",
    b"\0GITCRYPT\0": "git-crypt",
}
"""How the file begins that stands in for one which only a filter can give."""
_TOO_MUCH = "Take out of the sources what guides are not made of."


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeFile:
    """A file or a symbolic link of a commit: its name below the project, and where its bytes are.

    The bytes of a link are what it leads to.
    """

    name: str
    blob: str
    size: int
    link: bool


def source_files(folders: GitFolders, commit: str, prefix: str) -> Mapping[str, TreeFile]:
    """The project's sources in a commit, by their names; submodules are none.

    `prefix` is the project's folder in the repository, with a slash at its end, or nothing. A
    name that would lead out of the project is left out.

    Raises:
        GitError: git cannot read the commit, or it holds more than sources can be.
    """
    listed = run_git(
        folders,
        *("--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--"),
        *(f"{prefix}{name}" for name in SOURCES),
    )
    found = {file.name: file for file in map(_file, *_split(listed, prefix))}
    if len(found) > _MOST_FILES or sum(file.size for file in found.values()) > _MOST_BYTES:
        raise GitError(
            f"its sources have more than {_MOST_FILES:,} files or {_MOST_BYTES // 1_000_000} MB",
            _TOO_MUCH,
        )
    return {name: file for name, file in found.items() if _harmless(name)}


def read_blobs(folders: GitFolders, blobs: Collection[str]) -> Mapping[str, bytes]:
    """The bytes of blobs by their ids.

    Raises:
        GitError: one is missing, as in a partial clone, or damaged.
    """
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    asked = "".join(f"{blob}\n" for blob in wanted).encode()
    text = run_git(folders, "cat-file", "--batch", given=asked)
    found, at = {}, 0
    for blob in wanted:
        end = text.find(b"\n", at)
        head = text[at:end].split()
        if end < 0 or len(head) != 3 or head[1] != b"blob":
            raise GitError(f"the repository lacks the object {blob}")
        start, size = end + 1, int(head[2])
        found[blob] = text[start : start + size]
        at = start + size + 1
    return found


def write_files(folder: Path, files: Iterable[TreeFile], blobs: Mapping[str, bytes]) -> None:
    """Write files and links below an empty folder, nothing outside of it.

    Links come last, so that nothing is written through one. A link that leads out of the folder
    is left out: it is no source of the commit.

    Raises:
        GitError: a file cannot be written here, because of its name say, or is kept elsewhere.
    """
    folder = folder.resolve()
    links = []
    for file in files:
        path = folder / file.name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if file.link:
                links.append((path, blobs[file.blob]))
                continue
            _refuse_stand_in(file.name, blobs[file.blob])
            with path.open("xb") as stream:
                stream.write(blobs[file.blob])
        except OSError as error:
            shown = file.name.encode("utf-8", "replace").decode()
            raise GitError(
                f"“{shown}” cannot be written here ({error.strerror or error})",
                "Rename the file, or compare on a machine that can hold it.",
            ) from error
    made = []
    for path, target in links:
        with suppress(OSError, ValueError):
            path.symlink_to(os.fsdecode(target))
            made.append(path)
    for path in made:
        if not _inside(path, folder):
            path.unlink()


def _split(listed: bytes, prefix: str) -> tuple[list[str], list[str]]:
    entries = [entry.partition("\t") for entry in os.fsdecode(listed).split("\0") if entry]
    kept = [
        (facts, name.removeprefix(prefix))
        for facts, _, name in entries
        if facts.startswith((*_FILES, _LINK)) and name.startswith(prefix)
    ]
    return [facts for facts, _ in kept], [name for _, name in kept]


def _file(facts: str, name: str) -> TreeFile:
    mode, _, blob, size = facts.split()
    if not size.isdigit():
        raise GitError(f"the repository lacks the object {blob}")
    return TreeFile(name=name, blob=blob, size=int(size), link=mode == _LINK)


def _harmless(name: str) -> bool:
    return all(part not in {"", ".", "..", ".git"} for part in name.split("/"))


def _refuse_stand_in(name: str, data: bytes) -> None:
    for start, keeper in _ELSEWHERE.items():
        if data.startswith(start):
            raise GitError(
                f"“{name}” is kept by {keeper}, and no filters are run",
                "Check the commit out with `git worktree add FOLDER COMMIT`, and name the folder.",
            )


def _inside(link: Path, folder: Path) -> bool:
    try:
        return link.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def below(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The sources of the project that are there now: files and links, without following these.

    What is below another repository's folder belongs to that one.
    """
    for part in SOURCES:
        if os.path.islink(root / part):
            yield part, os.lstat(root / part)
            continue
        for place, folders, names in os.walk(root / part):
            links = [name for name in folders if os.path.islink(os.path.join(place, name))]
            for name in (*names, *links):
                path = os.path.join(place, name)
                with suppress(OSError):
                    yield os.path.relpath(path, root), os.lstat(path)
            folders[:] = [
                name for name in folders if not os.path.lexists(os.path.join(place, name, ".git"))
            ]

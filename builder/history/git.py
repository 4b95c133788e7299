"""Reads a git repository and changes nothing in it: no checkout, no work tree, no index.

Everything that comes from outside (references, paths) reaches git as an argument that it cannot
take for an option, and never through a shell. How git is kept from running what a repository
names is in `builder.history.run`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from builder.history.changes import LineRange, find_changes
from builder.history.errors import GitError
from builder.history.find import GitFolders, bare_repository, find_repository, read_small
from builder.history.run import run_git
from builder.history.trees import read_blobs, source_files, write_files

_ID = re.compile(r"[0-9a-f]{40,64}")
_LONGEST = 1_000
_UPSTREAM = re.compile(r"@\{(u|upstream|push)\}", re.IGNORECASE)
_TRACKING = r"^(branch\..*\.(remote|merge)|remote\..*\.fetch)$"
_NAMES = "--format=%(refname:strip=2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The repository that a project stands in; `prefix` is the project's folder in it."""

    root: Path
    prefix: str
    folders: GitFolders

    @classmethod
    def of(cls, root: Path) -> Repository | None:
        """The repository of the project at `root`; None if it stands in none.

        Raises:
            GitError: there is one, but it cannot be read or is damaged.
        """
        folders = find_repository(root)
        if folders is None:
            return None
        prefix = root.resolve().relative_to(folders.top).as_posix()
        return cls(root=root, prefix="" if prefix == "." else f"{prefix}/", folders=folders)

    def commit(self, reference: str) -> str | None:
        """The id of the commit that a reference names; None if it names none.

        Raises:
            GitError: git cannot be run, or the repository is damaged.
        """
        if not reference or len(reference) > _LONGEST or not reference.isprintable():
            return None
        named = self._named(f"{reference}^{{commit}}")
        if named is not None:
            return named
        object_id = self._named(reference)
        if object_id is None:
            self._git("for-each-ref", "--count=1")  # fails if it is the repository that is amiss
        elif self._git("cat-file", "--batch-check", given=object_id).endswith("missing\n"):
            raise GitError(f"the repository lacks the object {object_id}")
        return None

    def why_unknown(self) -> str | None:
        """Why a reference can be unknown that others know, and what helps; None if for nothing."""
        if not self._git("for-each-ref", "--count=1") and self._named("HEAD") is None:
            return "The repository has no commit yet: commit the project first, or name a folder."
        if self.folders.shallow:
            return (
                "The repository is a shallow clone, which holds the newest commits only: "
                "run `git fetch --unshallow --tags`, and try again."
            )
        return None

    def tags(self) -> list[str]:
        """The names of all tags.

        Raises:
            GitError: git cannot be run, or the repository is damaged.
        """
        return self._git("for-each-ref", _NAMES, "refs/tags").split()

    def branches(self) -> list[str]:
        """The names of the local branches.

        Raises:
            GitError: git cannot be run, or the repository is damaged.
        """
        return self._git("for-each-ref", _NAMES, "refs/heads").split()

    def export(self, commit: str, folder: Path) -> None:
        """Write the project's sources, as they are in a commit, below an empty folder.

        A link that leads out of the folder is left out: it is no source of the commit.

        Raises:
            GitError: git cannot read the commit, a partial clone say.
        """
        files = source_files(self.folders, commit, self.prefix)
        blobs = read_blobs(self.folders, [file.blob for file in files.values()])
        write_files(folder, files.values(), blobs)

    def changes(self, commit: str) -> list[LineRange]:
        """What of the project's sources is different now, by file and current lines.

        Files that git does not know yet count whole.

        Raises:
            GitError: git cannot read the commit, a partial clone say.
        """
        then = source_files(self.folders, commit, self.prefix)
        return list(find_changes(self.folders, self.root.resolve(), self.prefix, then))

    def _named(self, word: str) -> str | None:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", word)
        settings = self._upstreams() if _UPSTREAM.search(word) else ()
        found = run_git(self.folders, *asked, fine=(0, 1, 128), settings=settings).decode().strip()
        return found if _ID.fullmatch(found) else None

    def _upstreams(self) -> list[tuple[str, str]]:
        """What the configuration says of branches and where they come from: names, no programs."""
        file = self.folders.common / "config"
        if read_small(file) is None:
            return []
        asked = ("config", "--file", str(file), "--no-includes", "-z", "--get-regexp", _TRACKING)
        entries = (each.partition("\n") for each in self._git(*asked, fine=(0, 1)).split("\0"))
        return [(key, value) for key, _, value in entries if key]

    def _git(self, *arguments: str, given: str = "", fine: tuple[int, ...] = (0,)) -> str:
        return os.fsdecode(run_git(self.folders, *arguments, given=given.encode(), fine=fine))


__all__ = ["GitError", "Repository", "bare_repository"]

"""Finds what was last published of a program.

The last release is the first of these that there is:

1. `published/<program>/guide.json`;
2. the highest version below `releases/<program>/<version>/guide.json`;
3. the git tag `<program>-<version>` with the highest version;
4. the git tag `v<version>` with the highest version.

Checks look at the first two only: they need no git and no second build.
"""

from __future__ import annotations

import re
from pathlib import Path

from builder.history.git import Repository
from builder.model.guide import GUIDE_FILE
from builder.model.versions import version_key
from builder.source.paths import is_file

PUBLISHED = "published"
RELEASES = "releases"
_VERSION = r"([0-9]+(?:\.[0-9]+)*)"


def stored_release(root: Path, program: str) -> Path | None:
    """The file of the guide last published, if the project keeps one."""
    file = root / PUBLISHED / program / GUIDE_FILE
    if is_file(file):
        return file
    released = _released(root, program)
    return root / RELEASES / program / released[-1] / GUIDE_FILE if released else None


def last_release(root: Path, program: str) -> str | None:
    """The last release as a revision: a path below the root, or the name of a git tag.

    Raises:
        GitError: there is a repository whose tags cannot be read.
    """
    file = stored_release(root, program)
    if file is not None:
        return f"./{file.relative_to(root).as_posix()}"
    for pattern in (rf"{re.escape(program)}-{_VERSION}", rf"v{_VERSION}"):
        tags = _tags(root, pattern)
        if tags:
            return f"refs/tags/{max(tags, key=lambda tag: version_key(tags[tag]))}"
    return None


def used_versions(root: Path, program: str) -> set[str]:
    """The versions that the program was published with, as far as folders and tags tell.

    Raises:
        GitError: there is a repository whose tags cannot be read.
    """
    tags = _tags(root, rf"{re.escape(program)}-{_VERSION}")
    return {*_released(root, program), *tags.values()}


def _released(root: Path, program: str) -> list[str]:
    """The versions below `releases/`, the lowest first."""
    found = (root / RELEASES / program).glob(f"*/{GUIDE_FILE}")
    names = [file.parent.name for file in found if is_file(file)]
    return sorted((name for name in names if re.fullmatch(_VERSION, name)), key=version_key)


def _tags(root: Path, pattern: str) -> dict[str, str]:
    """Tags of a form, with the version in their names."""
    repository = Repository.of(root)
    names = repository.tags() if repository else []
    return {name: match[1] for name in names if (match := re.fullmatch(pattern, name))}

"""Reads a git repository and changes nothing in it: no checkout, no work tree, no index.

Everything that comes from outside (references, paths) reaches git as an argument that it cannot
take for an option, and never through a shell.
"""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

from builder.source.files import SOURCES

_BLOCK = 1 << 16
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


class GitError(Exception):
    """Git could not do what it was asked; the text is its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRange:
    """Lines of a file that are new or other, first and last from 1; `gone`: no file any more.

    Where lines were only taken out, it is the line before them and the one after. `went`: fewer
    lines say something than before.
    """

    file: str
    first: int
    last: int
    gone: bool = False
    went: bool = False

    def overlaps(self, other: LineRange) -> bool:
        """Whether any line belongs to both."""
        return self.file == other.file and self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The repository that a project stands in; `prefix` is the project's folder in it."""

    root: Path
    prefix: str

    @classmethod
    def of(cls, root: Path) -> Repository | None:
        """The repository of the project at `root`; None if it stands in none."""
        try:
            prefix = _git(root, "rev-parse", "--show-prefix")
        except GitError:
            return None
        return cls(root=root, prefix=prefix.removesuffix("\n"))

    def commit(self, reference: str) -> str | None:
        """The id of the commit that a reference names; None if it names none."""
        if not reference or not reference.isprintable():
            return None
        try:
            found = _git(
                self.root,
                *("rev-parse", "--verify", "--quiet", "--end-of-options"),
                f"{reference}^{{commit}}",
            )
        except GitError:
            return None
        return found.strip() or None

    def tags(self) -> list[str]:
        """The names of all tags."""
        return _git(self.root, "for-each-ref", "--format=%(refname:strip=2)", "refs/tags").split()

    def branches(self) -> list[str]:
        """The names of the local branches."""
        return _git(self.root, "for-each-ref", "--format=%(refname:strip=2)", "refs/heads").split()

    def export(self, commit: str, folder: Path) -> None:
        """Write the project's sources, as they are in a commit, below a folder.

        A link that leads out of the folder is left out: it is no source of the commit.

        Raises:
            GitError: git cannot read the commit, a partial clone say.
        """
        folder = folder.resolve()
        tree = f"{commit}:{self.prefix}"
        there = _git(self.root, "ls-tree", "--name-only", "-z", "--full-tree", tree).split("\0")
        wanted = [name for name in SOURCES if name in there]
        if not wanted:
            return
        # From the top: in a folder below it, git would look for the paths below that folder.
        top = _git(self.root, "rev-parse", "--show-toplevel").removesuffix("\n")
        command = _command(Path(top), "archive", "--format=tar", tree, "--", *wanted)
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            try:
                with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                    links = [_extract(archive, member, folder) for member in archive]
                # Git fills its last block, and fails if nobody takes it.
                while process.stdout.read(_BLOCK):
                    pass
            except tarfile.TarError as error:
                raise GitError(_reason(process.stderr.read()) or str(error)) from error
            finally:
                process.stdout.close()
            reason = _reason(process.stderr.read())
        if process.returncode:
            raise GitError(reason or "git archive failed")
        for link in links:
            if link is not None and not link.resolve().is_relative_to(folder):
                link.unlink()

    def changes(self, commit: str) -> list[LineRange]:
        """What of the project's sources is different now, by file and current lines.

        Files that git does not know yet count whole.
        """
        text = _git(
            self.root,
            *("-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv"),
            *("--no-color", "--no-renames", "--relative", "-U0", "--inter-hunk-context=0"),
            *("--src-prefix=a/", "--dst-prefix=b/", commit, "--", *SOURCES),
        )
        new = _git(
            self.root, "ls-files", "--others", "--exclude-standard", "-z", "--", *SOURCES
        ).split("\0")
        return [
            *_stretches(text),
            *(LineRange(file=name, first=1, last=_END) for name in new if name),
        ]


_END = 1_000_000_000


def whole(file: str) -> LineRange:
    """All lines of a file."""
    return LineRange(file=file, first=1, last=_END)


def says(file: str, line: str) -> bool:
    """Whether a line of a file is more than white space or a comment."""
    text = line.strip()
    return bool(text) and not text.startswith("#" if file.endswith(".yaml") else "<!--")


def _stretches(text: str) -> Iterator[LineRange]:
    """The new lines in a difference without context.

    Where something went, the lines around it count: what they belong to has lost it.
    """
    old = file = ""
    head = False
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.startswith("diff --git "):
            head = True
        elif head and line.startswith("--- "):
            old = line[4:].removeprefix("a/").removesuffix("\t")
        elif head and line.startswith("+++ "):
            file = line[4:].removeprefix("b/").removesuffix("\t")
            if file == "/dev/null":
                yield LineRange(file=old, first=1, last=_END, gone=True)
        elif (hunk := _HUNK.match(line)) and file != "/dev/null":
            head = False
            first, count = int(hunk[1]), int(hunk[2] or 1)
            last = first + count - 1 if count else first + 1
            went = _went(file, islice(lines, place + 1, None))
            if count and went:
                first, last = first - 1, last + 1
            yield LineRange(file=file, first=max(first, 1), last=last, went=went)


def _went(file: str, lines: Iterable[str]) -> bool:
    """Whether a hunk has fewer lines that say something than before: commented out, blanked."""
    said = {"-": 0, "+": 0}
    for line in takewhile(lambda line: line[:1] in ("-", "+", "\\"), lines):
        if line[:1] in said and says(file, line[1:]):
            said[line[0]] += 1
    return said["+"] < said["-"]


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> Path | None:
    """Write one file or link, never outside the folder; the path of a link is returned."""
    path = folder / member.name
    inside = path.parent.resolve().is_relative_to(folder)
    if ".." in path.parts or not inside or not (member.isfile() or member.issym()):
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    if member.issym():
        path.symlink_to(member.linkname)
        return path
    data = archive.extractfile(member)
    assert data is not None
    path.write_bytes(data.read())
    return None


def _git(root: Path, *arguments: str) -> str:
    """What git prints.

    Raises:
        GitError: it is not installed, or it fails.
    """
    try:
        done = subprocess.run(
            _command(root, *arguments), capture_output=True, check=False, env=_environment()
        )
    except OSError as error:
        raise GitError(f"git cannot be run ({error.strerror or error})") from error
    except ValueError as error:  # a NUL among the arguments
        raise GitError(str(error)) from error
    if done.returncode:
        raise GitError(_reason(done.stderr) or f"git ended with {done.returncode}")
    return done.stdout.decode("utf-8", "surrogateescape")


def _command(root: Path, *arguments: str) -> Sequence[str]:
    return ("git", "-C", str(root), "--no-pager", *arguments)


def _environment() -> dict[str, str]:
    """Git's own language for its messages, and no lock on the user's index."""
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def _reason(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").rstrip(".") if lines else ""

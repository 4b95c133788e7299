"""Which lines of a project's sources are other than in a commit.

The files of the commit and those of now are compared as their text: neither filters nor the line
ends of another system make a change.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from tempfile import TemporaryDirectory

from builder.history.find import GitFolders
from builder.history.run import run_git
from builder.history.trees import TreeFile, below, read_blobs

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_EXPANDED = re.compile(rb"\$Id: [0-9a-f]{40,64} \$")
_MOST_BYTES = 64_000_000
_END = 1_000_000_000


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


def whole(file: str) -> LineRange:
    """All lines of a file."""
    return LineRange(file=file, first=1, last=_END)


def says(file: str, line: str) -> bool:
    """Whether a line of a file is more than white space or a comment."""
    text = line.strip()
    return bool(text) and not text.startswith("#" if file.endswith(".yaml") else "<!--")


def find_changes(
    folders: GitFolders, root: Path, prefix: str, then: Mapping[str, TreeFile]
) -> Iterator[LineRange]:
    """What is different now from `then`, the sources of a commit, by file and current lines.

    Files that the commit does not have count whole, unless the repository says to ignore them.

    Raises:
        GitError: git cannot read the files of the commit.
    """
    now = {name: _read(root / name, state) for name, state in below(root)}
    other = {
        name: data
        for name, data in now.items()
        if name in then and (data is None or _blob(data, then[name].blob) != then[name].blob)
    }
    old = read_blobs(folders, [then[name].blob for name in other])
    pairs = {
        name: (_text(old[then[name].blob]), _text(data))
        for name, data in other.items()
        if data is not None
    }
    pairs = {name: (was, text) for name, (was, text) in pairs.items() if was != text}
    found = list(_compared(folders, pairs))
    found += [whole(name) for name, data in other.items() if data is None]
    found += [replace(whole(name), gone=True) for name in then if name not in now]
    new = [name for name in now if name not in then]
    found += map(whole, sorted(set(new) - _ignored(folders, prefix, new)))
    yield from sorted(found, key=lambda lines: (lines.file, lines.first))


def _read(path: Path, state: os.stat_result) -> bytes | None:
    """The bytes of a file, or what a link leads to; None if it is neither, or too large."""
    with suppress(OSError):
        if S_ISLNK(state.st_mode):
            return os.fsencode(os.readlink(path))
        if S_ISREG(state.st_mode) and state.st_size <= _MOST_BYTES:
            return path.read_bytes()
    return None


def _blob(data: bytes, like: str) -> str:
    """The id that git gives to these bytes, by the method that made the id `like`."""
    method = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return method(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _text(data: bytes) -> bytes:
    """What a file says: without what a checkout can do to it by line ends and `$Id$`."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _EXPANDED.sub(b"$Id$", data)


def _compared(folders: GitFolders, pairs: Mapping[str, tuple[bytes, bytes]]) -> Iterator[LineRange]:
    """The new lines of files, each with its old and its new text."""
    if not pairs:
        return
    with TemporaryDirectory(prefix="guides-") as place:
        names = list(pairs)
        for side in (0, 1):
            folder = Path(place, "ab"[side])
            folder.mkdir()
            for number, name in enumerate(names):
                (folder / str(number)).write_bytes(pairs[name][side])
        # Numbers in place of names: nothing of a name is left to be quoted, or to be an option.
        text = run_git(
            folders,
            *("diff", "--no-index", "--no-ext-diff", "--no-textconv", "--text", "--no-color"),
            *("--no-renames", "-U0", "--inter-hunk-context=0", "--src-prefix=", "--dst-prefix="),
            *("--", f"{place}/a", f"{place}/b"),
            fine=(0, 1),
        ).decode("utf-8", "replace")
        yield from _stretches(text, names)


def _stretches(text: str, names: list[str]) -> Iterator[LineRange]:
    """The new lines in a difference without context.

    Where something went, the lines around it count: what they belong to has lost it.
    """
    file = ""
    head = False
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.startswith("diff --git "):
            head = True
        elif head and line.startswith("+++ "):
            file = names[int(line.rpartition("/")[2])]
        elif hunk := _HUNK.match(line):
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


def _ignored(folders: GitFolders, prefix: str, names: list[str]) -> set[str]:
    """Those files of the project that the repository says to ignore."""
    if not names:
        return set()
    here = f"./{prefix}"  # so that no name begins with a colon, which would be an order
    asked = b"".join(os.fsencode(f"{here}{name}") + b"\0" for name in names)
    told = run_git(folders, "check-ignore", "-z", "--stdin", given=asked, fine=(0, 1))
    return {name.removeprefix(here) for name in os.fsdecode(told).split("\0") if name}

"""Finding and reading clause files: Markdown below `content/`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, nearest
from builder.load.fields import CLAUSE
from builder.load.files import Files, exists
from builder.model.program import ClauseFile
from builder.source import Span
from builder.source.files import names_below

CONTENT = "content"
_SLIP = 2
_Found = tuple[ClauseFile | None, Diagnostic | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClause:
    """A clause file that was asked for, and the answer."""

    clause: str
    owner: str
    at: Span
    otherwise: str
    found: _Found


class ClauseFiles:
    """The clause files of a project, each read once however many programs use it.

    `used` are the ids asked for so far; `asked` the questions, with their answers.
    """

    def __init__(self, root: Path, files: Files | None = None) -> None:
        self.root = root
        self._folder = str(root)
        self.files = files or Files(root)
        self.used: set[str] = set()
        self.asked: list[AskedClause] = []
        self._read: dict[str, ClauseFile | None] = {}
        self._faults: dict[str, Diagnostic] = {}
        self._ids: list[str] | None = None

    def ids(self) -> list[str]:
        """The ids of all clause files that there are, sorted."""
        if self._ids is None:
            names = names_below(self.root / CONTENT, ".md")
            self._ids = sorted(name.removesuffix(".md") for name in names)
        return self._ids

    def get(self, clause: str, *, owner: str, at: Span, otherwise: str = "") -> _Found:
        """The clause file, or the fault to report.

        `owner` is what a message calls the thing that needs it, at the place `at`;
        `otherwise` is a further way out for the hint.
        """
        found = self._get(clause, owner, at, otherwise)
        self.asked.append(
            AskedClause(clause=clause, owner=owner, at=at, otherwise=otherwise, found=found)
        )
        return found

    def ask_again(self, asked: Iterable[AskedClause]) -> dict[str, ClauseFile] | None:
        """The files that say something else than when they were asked for, by their ids.

        None if a file came or went, or a fault is another now; what was asked until then counts
        as asked.
        """
        changed = {}
        for old in asked:
            file, fault = self.get(old.clause, owner=old.owner, at=old.at, otherwise=old.otherwise)
            before = old.found[0]
            if (file is None) is not (before is None) or fault != old.found[1]:
                return None
            if file is not None and before is not None and file.source is not before.source:
                changed[file.id] = file
        return changed

    def _get(self, clause: str, owner: str, at: Span, otherwise: str) -> _Found:
        if not re.fullmatch(CLAUSE, clause):
            return None, None  # reported when the definition was judged
        self.used.add(clause)
        if clause not in self._read:
            self._read[clause] = self._load(clause)
        found = self._read[clause]
        if found is not None:
            return found, None
        if clause in self._faults:
            return None, self._faults[clause]
        name = f"{CONTENT}/{clause}.md"
        close = self._misnamed(clause)
        hint = f"Create the file “{name}”"
        hint += f", or rename “{CONTENT}/{close}.md”" if close else ""
        fault = Diagnostic(
            code="missing-clause",
            message=f"{owner} has no text: there is no file “{name}”.",
            at=at,
            hint=f"{hint}{otherwise}.",
        )
        return None, fault

    def _misnamed(self, clause: str) -> str | None:
        """The file that most probably is this clause under another name, or None.

        Only one in the same folder, and only if nearly all of its name is the same: the file
        of another section, or of another program, is renamed by nobody without harm.
        """
        folder = clause.rpartition("/")[0]
        names = {
            re.sub(r"[^a-z0-9/]+", "-", known.lower()): known
            for known in self.ids()
            if known not in self.used and known.lower().rpartition("/")[0] == folder
        }
        if clause in names:
            return names[clause]
        close = nearest(clause.rpartition("/")[2], (name.rpartition("/")[2] for name in names))
        if close is None or not _alike(close, clause.rpartition("/")[2]):
            return None
        return names[f"{folder}/{close}" if folder else close]

    def _load(self, clause: str) -> ClauseFile | None:
        name = f"{CONTENT}/{clause}.md"
        if not exists(f"{self._folder}/{name}"):
            return None
        source, fault = self.files.read(name, CONTENT)
        if fault:
            self._faults[clause] = fault
        return ClauseFile(id=clause, source=source) if source else None


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by a slip of the keys or by a word at one end."""
    from rapidfuzz.distance import OSA

    return (
        OSA.distance(one, other) <= _SLIP
        or one.startswith(f"{other}-")
        or other.startswith(f"{one}-")
    )

"""Finding and reading clause files: Markdown below `content/`."""

from __future__ import annotations

import re
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, nearest
from builder.load.fields import is_clause
from builder.load.files import Files
from builder.model.program import ClauseFile
from builder.source import Span
from builder.source.files import names_below
from builder.source.paths import is_there

CONTENT = "content"
_SLIP = 2
_Found = tuple[ClauseFile | None, Diagnostic | None]


class ClauseFiles:
    """The clause files of a project, each read once however many programs use it.

    `used` are the ids asked for so far.
    """

    def __init__(self, root: Path, files: Files | None = None) -> None:
        self.root = root
        self._folder = str(root)
        self.files = files or Files(root)
        self.used: set[str] = set()
        self._read: dict[str, ClauseFile | Diagnostic | None] = {}
        self._ids: list[str] | None = None

    def ids(self) -> list[str]:
        """The ids of all clause files that there are, sorted."""
        if self._ids is None:
            names = names_below(self.root / CONTENT, ".md")
            self._ids = sorted(name.removesuffix(".md") for name in names)
        return self._ids

    def get(
        self,
        clause: str,
        *,
        owner: str,
        at: Span,
        otherwise: str = "",
        about: str | None = None,
    ) -> _Found:
        """The clause file, or the fault to report.

        `owner` is what a message calls the thing that needs it, at the place `at`, and `about` its
        id; `otherwise` is a further way out for the hint.
        """
        if clause not in self._read:
            if not is_clause(clause):
                return None, None  # reported when the definition was judged
            self._read[clause] = self._load(clause)
        self.used.add(clause)
        found = self._read[clause]
        if isinstance(found, Diagnostic):
            return None, found
        if found is not None:
            return found, None
        name = f"{CONTENT}/{clause}.md"
        close = self._misnamed(clause)
        hint = f"Create the file “{name}”"
        hint += f", or rename “{CONTENT}/{close}.md”" if close else ""
        fault = Diagnostic(
            code=Code.MISSING_CLAUSE,
            message=f"{owner} has no text: there is no file “{name}”.",
            at=at,
            hint=f"{hint}{otherwise}.",
            about=about,
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

    def _load(self, clause: str) -> ClauseFile | Diagnostic | None:
        name = f"{CONTENT}/{clause}.md"
        # A pipe or a broken link of that name is there: what is wrong with it is told then.
        if not is_there(f"{self._folder}/{name}"):
            return None
        source, fault = self.files.read(name, CONTENT)
        return ClauseFile(id=clause, source=source) if source else fault


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by a slip of the keys or by a word at one end."""
    from rapidfuzz.distance import OSA

    return (
        OSA.distance(one, other) <= _SLIP
        or one.startswith(f"{other}-")
        or other.startswith(f"{one}-")
    )

"""Finding and reading clause files: Markdown below `content/`."""

from __future__ import annotations

import re
from pathlib import Path

from builder.diagnostics import Diagnostic, nearest
from builder.load.fields import CLAUSE
from builder.model.program import ClauseFile
from builder.source import SourceFile, Span

CONTENT = "content"


class ClauseFiles:
    """The clause files of a project, each read once however many programs use it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.used: set[str] = set()
        self._read: dict[str, ClauseFile | None] = {}
        self._faults: dict[str, Diagnostic] = {}
        self._ids: list[str] | None = None

    def ids(self) -> list[str]:
        """The ids of all clause files that there are, sorted."""
        if self._ids is None:
            base = self.root / CONTENT
            self._ids = sorted(
                path.relative_to(base).with_suffix("").as_posix()
                for path in base.rglob("*.md")
                if path.is_file()
            )
        return self._ids

    def get(
        self, clause: str, *, owner: str, at: Span, otherwise: str = ""
    ) -> tuple[ClauseFile | None, Diagnostic | None]:
        """The clause file, or the fault to report.

        `owner` is what a message calls the thing that needs it, at the place `at`;
        `otherwise` is a further way out for the hint.
        """
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
        unused = [known for known in self.ids() if known not in self.used]
        close = nearest(clause, unused)
        hint = f"Create the file “{name}”"
        hint += f", or rename “{CONTENT}/{close}.md”" if close else ""
        fault = Diagnostic(
            code="missing-clause",
            message=f"{owner} has no text: there is no file “{name}”.",
            at=at,
            hint=f"{hint}{otherwise}.",
        )
        return None, fault

    def _load(self, clause: str) -> ClauseFile | None:
        path = self.root / CONTENT / f"{clause}.md"
        if not exists(path):
            return None
        source, fault = read_file(self.root, path, CONTENT)
        if fault:
            self._faults[clause] = fault
        return ClauseFile(id=clause, source=source) if source else None


def exists(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is no error."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_file(root: Path, path: Path, below: str) -> tuple[SourceFile | None, Diagnostic | None]:
    """Read a text file that must stand below the folder `below` of the root."""
    name = path.relative_to(root).as_posix()
    if not path.resolve().is_relative_to((root / below).resolve()):
        return None, Diagnostic(
            code="outside-the-project",
            message=f"“{name}” leads to a file outside “{below}/”.",
            at=Span(file=name),
            hint="Put a copy of the file there in place of the link.",
        )
    try:
        return SourceFile.read(root, path), None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        return None, Diagnostic(
            code="not-utf-8",
            message=f"“{name}” holds a character that is not UTF-8.",
            at=Span(file=name, line=line, column=column, length=1),
            hint="Save the file as UTF-8.",
        )
    except OSError as error:
        return None, Diagnostic(
            code="unreadable-file",
            message=f"“{name}” cannot be read ({(error.strerror or 'unknown cause').lower()}).",
            at=Span(file=name),
            hint="Check that the file is there and that you may read it.",
        )

"""The files of a project besides its definitions, each read once for all programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, Result, nearest
from builder.load.clause_files import AskedClause, ClauseFiles
from builder.load.figures import figure_ids, load_figure, open_figure
from builder.load.files import Files
from builder.load.memory import LoadMemory
from builder.model.figure import FOLDER, FigureDrawing
from builder.model.program import ClauseFile
from builder.source import SourceFile, Span

_Drawn = tuple[FigureDrawing | None, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesState:
    """What is there, and what has been asked for: on this depends the fault of a missing file."""

    clauses: tuple[str, ...]
    figures: tuple[str, ...]
    used: frozenset[str]
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything that one program asked for, with the answers, and the state before."""

    before: FilesState
    clauses: tuple[AskedClause, ...]
    figures: tuple[tuple[str, Span, _Drawn], ...]


class ProjectFiles:
    """Clauses and figures of one project."""

    def __init__(self, root: Path, memory: LoadMemory | None = None) -> None:
        self.root = root
        self.files = Files(root, memory)
        self.clauses = ClauseFiles(root, self.files)
        self.figures: dict[str, _Drawn] = {}
        self._known = (memory or LoadMemory()).figures
        self._asked: list[tuple[str, Span, _Drawn]] = []
        self._there: tuple[str, ...] | None = None

    def figure(self, figure: str, at: Span) -> _Drawn:
        """The drawing of a figure, with its faults; `at` is where the figure is declared."""
        if figure not in self.figures:
            self.figures[figure] = self._figure(figure, at)
        found = self.figures[figure]
        self._asked.append((figure, at, found))
        return found

    def state(self) -> FilesState:
        """What is there and what was asked for until now; from here on questions are noted."""
        self.clauses.asked, self._asked = [], []
        return FilesState(
            clauses=tuple(self.clauses.ids()),
            figures=self.figure_ids(),
            used=frozenset(self.clauses.used),
            drawn=tuple(self.figures),
        )

    def asked(self, before: FilesState) -> Asked:
        """What was asked for since the state `before`."""
        return Asked(before=before, clauses=tuple(self.clauses.asked), figures=tuple(self._asked))

    def ask_again(self, asked: Asked, now: FilesState) -> dict[str, ClauseFile] | None:
        """Ask everything again, in the state `now`.

        Returns the clauses that have another text; nothing else is different, and everything
        counts as asked. None if anything else is: nothing counts as asked then.
        """
        changed = None
        if asked.before == now:
            changed = self.clauses.ask_again(asked.clauses)
        if changed is not None and all(
            _same(self.figure(id, at), found) for id, at, found in asked.figures
        ):
            return changed
        self.clauses.used = set(now.used)
        self.figures = {id: self.figures[id] for id in now.drawn}
        self.state()
        return None

    def figure_ids(self) -> tuple[str, ...]:
        """The ids of all figure files that there are, sorted."""
        if self._there is None:
            self._there = tuple(figure_ids(self.root))
        return self._there

    def _figure(self, figure: str, at: Span) -> _Drawn:
        opened = open_figure(self.files, figure)
        if opened.value is not None:
            loaded = self._loaded(opened.value)
            return loaded.value, loaded.diagnostics
        if opened.diagnostics:
            return None, opened.diagnostics
        name = f"{FOLDER}/{figure}.yaml"
        close = nearest(figure, [id for id in self.figure_ids() if id not in self.figures])
        fault = Diagnostic(
            code="missing-figure",
            message=f"The figure “{figure}” has no drawing: there is no file “{name}”.",
            at=at,
            hint=f"Create the file “{name}”"
            + (f", or rename “{FOLDER}/{close}.yaml”." if close else "."),
        )
        return None, (fault,)

    def _loaded(self, source: SourceFile) -> Result[FigureDrawing | None]:
        known = self._known.get(source.name)
        if known is None or known[0] is not source:
            known = self._known.put(source.name, (source, load_figure(self.root, source)))
        return known[1]


def _same(one: _Drawn, other: _Drawn) -> bool:
    """Whether a figure is the same object, and has the same faults."""
    return one[0] is other[0] and one[1] == other[1]

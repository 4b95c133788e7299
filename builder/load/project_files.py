"""The files of a project besides its definitions, each read once for all programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import Diagnostic, nearest
from builder.load.clause_files import ClauseFiles
from builder.load.figures import FOLDER, figure_ids, load_figure, open_figure
from builder.model.figure import FigureDrawing
from builder.source import Span


class ProjectFiles:
    """Clauses and figures of one project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clauses = ClauseFiles(root)
        self.figures: dict[str, tuple[FigureDrawing | None, tuple[Diagnostic, ...]]] = {}

    def figure(self, figure: str, at: Span) -> tuple[FigureDrawing | None, Sequence[Diagnostic]]:
        """The drawing of a figure, with its faults; `at` is where the figure is declared."""
        if figure not in self.figures:
            self.figures[figure] = self._figure(figure, at)
        return self.figures[figure]

    def _figure(self, figure: str, at: Span) -> tuple[FigureDrawing | None, tuple[Diagnostic, ...]]:
        opened = open_figure(self.root, figure)
        if opened.value is not None:
            loaded = load_figure(self.root, opened.value)
            return loaded.value, loaded.diagnostics
        if opened.diagnostics:
            return None, opened.diagnostics
        name = f"{FOLDER}/{figure}.yaml"
        close = nearest(figure, set(figure_ids(self.root)) - set(self.figures))
        fault = Diagnostic(
            code="missing-figure",
            message=f"The figure “{figure}” has no drawing: there is no file “{name}”.",
            at=at,
            hint=f"Create the file “{name}”"
            + (f", or rename “{FOLDER}/{close}.yaml”." if close else "."),
        )
        return None, (fault,)

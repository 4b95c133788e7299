"""The files of a project besides its definitions, each read once for all programs."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Code, Diagnostic, nearest
from builder.load.clause_files import ClauseFiles
from builder.load.fields import is_id
from builder.load.figures import load_figure
from builder.load.files import Files
from builder.model.figure import FOLDER, FigureDrawing
from builder.source import Span
from builder.source.paths import is_file, is_text, is_there
from builder.source.two_run_cache import TwoRunCache

_Drawn = tuple[FigureDrawing | None, tuple[Diagnostic, ...]]


class ProjectFiles:
    """Clauses and figures of one project; `figures` are those asked for so far, by their ids."""

    def __init__(self, root: Path, memory: TwoRunCache) -> None:
        self.files = Files(root, memory)
        self.clauses = ClauseFiles(root, self.files)
        self.figures: dict[str, _Drawn] = {}

    def figure(self, figure: str, at: Span) -> _Drawn:
        """The drawing of a figure, with its faults; `at` is where the figure is declared."""
        if figure not in self.figures:
            self.figures[figure] = self._figure(figure, at)
        return self.figures[figure]

    def figure_ids(self) -> list[str]:
        """The ids of all figure files that there are, sorted."""
        folder = self.files.root / FOLDER
        return sorted(
            path.stem for path in folder.glob("*.yaml") if is_file(path) and is_text(path.name)
        )

    def _figure(self, figure: str, at: Span) -> _Drawn:
        if not is_id(figure):
            return None, ()  # reported when the definition was judged
        name = f"{FOLDER}/{figure}.yaml"
        if is_there(self.files.root / name):
            source, fault = self.files.read(name, "content")
            if source is None:
                return None, (fault,) if fault else ()
            loaded = self.files.memory.once(
                ("figure", source.path), source, lambda: load_figure(source)
            )
            return loaded.value, loaded.diagnostics
        close = nearest(figure, [id for id in self.figure_ids() if id not in self.figures])
        fault = Diagnostic(
            code=Code.MISSING_FIGURE,
            message=f"The figure “{figure}” has no drawing: there is no file “{name}”.",
            at=at,
            hint=f"Create the file “{name}”"
            + (f", or rename “{FOLDER}/{close}.yaml”." if close else "."),
        )
        return None, (fault,)

"""What a resident process remembers of the files and definitions that it has read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostic, Result
from builder.source import SourceFile
from builder.source.generations import Generations

if TYPE_CHECKING:
    from builder.load.nodes import Document
    from builder.load.project_files import Asked
    from builder.model.figure import FigureDrawing
    from builder.model.program import Program

ReadPart = tuple[Any, "Document | None", list[Diagnostic]]
"""A definition: what it says, how it was written, and its faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedProgram:
    """A program with its faults, and what it was made of.

    `parts` are what the definitions of its family and its own say; `asked` are the answers that
    it got from the other files.
    """

    program: Program
    diagnostics: tuple[Diagnostic, ...]
    parts: tuple[Any, ...]
    asked: Asked


class LoadMemory:
    """One generation of files, definitions, figures and programs, each with what it came from.

    `sources` are files by name with their bytes: one whose bytes are the same is the same object,
    and so everything that is made of it can be told by identity.
    """

    def __init__(self) -> None:
        self.sources: Generations[str, tuple[bytes, SourceFile]] = Generations()
        self.definitions: Generations[str, tuple[SourceFile, ReadPart]] = Generations()
        self.figures: Generations[str, tuple[SourceFile, Result[FigureDrawing | None]]] = (
            Generations()
        )
        self.programs: Generations[str, LoadedProgram] = Generations()
        self._root: Path | None = None

    def turn(self, root: Path) -> None:
        """Begin to load; what is not used this time is forgotten the next time.

        Nothing that is known of one project says anything of another.
        """
        kept = (self.sources, self.definitions, self.figures, self.programs)
        for entries in kept:
            entries.turn()
            if root != self._root:
                entries.turn()
        self._root = root

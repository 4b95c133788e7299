"""Whether the committed drawings are there, current and harmless, and how to make them current."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, unreadable
from builder.figures.draw import draw
from builder.figures.safety import unsafe_part
from builder.model.figure import FOLDER, FigureDrawing
from builder.model.program import Program
from builder.source import SourceFile, Span
from builder.source.limits import ASSET
from builder.source.paths import is_file, is_there, read_text, real
from builder.source.two_run_cache import TwoRunCache

_SOURCE = re.compile(r'<svg\b[^>]*\sdata-source="sha256:([0-9a-f]{64})"')
_HINT = "Run `guides figures`, look at the drawing, and commit it."


def is_current(svg_text: str, digest: str) -> bool:
    """Whether a drawing was made from the source with this SHA-256."""
    found = _SOURCE.search(svg_text)
    return found is not None and found[1] == digest


def refresh(root: Path, drawings: Iterable[FigureDrawing], *, check: bool) -> list[Path]:
    """Draw each figure whose file is missing or was made from another source.

    Returns the files that were written or, with `check`, that would have to be: nothing is
    drawn or written then, and Graphviz is not needed.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: a figure cannot be drawn legibly.
    """
    stale = []
    for drawing in drawings:
        path = root / FOLDER / f"{drawing.id}.svg"
        if is_file(path) and is_current(read_text(path, ASSET), drawing.digest):
            continue
        stale.append(path)
        if not check:
            path.write_text(draw(drawing), encoding="utf-8", newline="\n")
    return stale


class Drawings:
    """The drawings of a project during one run; each is judged once for all guides.

    `memory` remembers for each drawing what it holds that none may hold, or nothing.
    """

    def __init__(self, root: Path, memory: TwoRunCache) -> None:
        self.root = root
        self._memory = memory
        self._judged: dict[tuple[str, str], Diagnostic | None] = {}
        self._base = real(root / FOLDER)

    def faults(self, program: Program, printed: Iterable[str]) -> list[Diagnostic]:
        """A fault for each figure of those printed whose drawing cannot be printed."""
        found = (self._fault(id, program.figures[id].svg) for id in printed)
        return [fault for fault in found if fault is not None]

    def _fault(self, id: str, svg: str) -> Diagnostic | None:
        if (id, svg) not in self._judged:
            try:
                self._judged[id, svg] = self._judge(id, svg)
            except OSError as error:
                self._judged[id, svg] = unreadable(svg, error)
        return self._judged[id, svg]

    def _judge(self, id: str, name: str) -> Diagnostic | None:
        drawing, at = self.root / name, Span(file=f"{FOLDER}/{id}.yaml")
        data = self.root / at.file
        if not is_file(data):
            return None  # reported when the definition was loaded
        if not real(drawing).is_relative_to(self._base):
            return Diagnostic(
                code=Code.OUTSIDE_THE_PROJECT,
                message=f"“{name}” leads to a file outside “{FOLDER}/”.",
                at=at,
                hint="Put the drawing itself there in place of the link.",
            )
        if not is_there(drawing):
            return Diagnostic(
                code=Code.FIGURE_STALE,
                message=f"The figure “{id}” is not drawn: there is no file “{name}”.",
                at=at,
                hint=_HINT,
            )
        try:
            svg = read_text(drawing, ASSET)
            # Of the text, not the bytes: git can give a file other line ends on another machine.
            digest = sha256(SourceFile.read(self.root, data).text.encode()).hexdigest()
        except UnicodeDecodeError:
            svg, digest = "", "-"
        if not is_current(svg, digest):
            return Diagnostic(
                code=Code.FIGURE_STALE,
                message=f"The drawing of the figure “{id}” was made from another text than this.",
                at=at,
                hint=_HINT,
            )
        part = self._memory.once(("drawing", drawing), svg, lambda: unsafe_part(svg))
        if part:
            return Diagnostic(
                code=Code.FIGURE_UNSAFE,
                message=f"The drawing “{name}” holds “{part}”, which no drawing needs.",
                at=at,
                hint="Delete the drawing and run `guides figures`.",
            )
        return None

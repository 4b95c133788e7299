"""Whether the committed drawings are there, current and harmless, and how to make them current."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, unreadable
from builder.figures.draw import draw
from builder.figures.safety import unsafe_part
from builder.figures.stamp import is_current, is_of
from builder.model.figure import FOLDER, FigureDrawing
from builder.model.program import Program
from builder.source import SourceFile, Span
from builder.source.limits import ASSET
from builder.source.paths import is_file, is_there, read_text, real
from builder.source.two_run_cache import TwoRunCache

_HINT = "Run `guides figures`, look at the drawing, and commit it."


def refresh(root: Path, drawings: Iterable[FigureDrawing], *, check: bool) -> list[Path]:
    """Draw each figure whose file is missing, was made from another source or was changed.

    Returns the files that were written or, with `check`, that would have to be: nothing is
    drawn or written then, and Graphviz is not needed.

    Raises:
        OSError: a file cannot be read or written.
        CrowdedFigureError: a figure cannot be drawn legibly; those before it are drawn.
    """
    stale = []
    for drawing in drawings:
        path = root / FOLDER / f"{drawing.id}.svg"
        if _is_fine(path, drawing.digest):
            continue
        if not check:
            new = path.with_suffix(".svg.new")
            new.write_text(draw(drawing), encoding="utf-8", newline="\n")
            os.replace(new, path)  # a link is replaced, and what it leads to is left alone
        stale.append(path)
    return stale


def _is_fine(path: Path, digest: str) -> bool:
    if path.is_symlink() or not is_file(path):
        return False
    try:
        svg = read_text(path, ASSET)
    except UnicodeDecodeError:
        return False
    return is_current(svg, digest) and unsafe_part(svg) is None


class Drawings:
    """The drawings of a project during one run; each is judged once for all guides.

    `memory` remembers for each drawing what it holds that none may hold, or nothing. In
    `earlier` states of a project drawings are as the builder of that time made them: what it
    wrote besides the hash of the source is not known.
    """

    def __init__(self, root: Path, memory: TwoRunCache, *, earlier: bool = False) -> None:
        self.root = root
        self._made_now = is_of if earlier else is_current
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
        return self._judge_text(name, at, drawing)

    def _judge_text(self, name: str, at: Span, drawing: Path) -> Diagnostic | None:
        try:
            svg = read_text(drawing, ASSET)
            # Of the text, not the bytes: git can give a file other line ends on another machine.
            source = SourceFile.read(self.root, self.root / at.file)
            digest = sha256(source.text.encode()).hexdigest()
        except UnicodeDecodeError:
            svg, digest = "", "-"
        part = self._memory.once(("drawing", drawing), svg, lambda: unsafe_part(svg))
        code, hint = Code.FIGURE_STALE, _HINT
        if svg and part:
            code = Code.FIGURE_UNSAFE
            message = f"The drawing “{name}” holds “{part}”, which no drawing needs."
        elif not is_of(svg, digest):
            message = (
                f"The drawing of the figure “{drawing.stem}” was made from another text than this."
            )
        elif not self._made_now(svg, digest):
            message = (
                f"The drawing “{name}” is not as `guides figures` makes it now: it was changed "
                "since, or an earlier version made it."
            )
            hint = f"Write here what is to be drawn. {_HINT}"
        else:
            return None
        return Diagnostic(code=code, message=message, at=at, hint=hint)

"""Whether the committed drawings of a guide are there, current and harmless."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.model.program import Program
from builder.outputs.figures.check import FOLDER, is_current
from builder.outputs.figures.safety import unsafe_part
from builder.render import RenderedSource
from builder.source import SourceFile, Span

_HINT = "Run `guides figures`, look at the drawing, and commit it."


def figure_faults(root: Path, program: Program, source: RenderedSource) -> list[Diagnostic]:
    """A fault for each figure of the guide whose drawing cannot be printed."""
    faults = []
    for id in source.figures:
        drawing = root / program.figures[id].svg
        data = root / FOLDER / f"{id}.yaml"
        if not data.is_file():
            continue  # reported when the definition was loaded
        fault = _fault(root, id, drawing, data)
        if fault:
            faults.append(fault)
    return faults


def _fault(root: Path, id: str, drawing: Path, data: Path) -> Diagnostic | None:
    name, at = drawing.relative_to(root).as_posix(), Span(file=data.relative_to(root).as_posix())
    if not drawing.resolve().is_relative_to((root / FOLDER).resolve()):
        return Diagnostic(
            code="outside-the-project",
            message=f"“{name}” leads to a file outside “{FOLDER}/”.",
            at=at,
            hint="Put the drawing itself there in place of the link.",
        )
    if not drawing.is_file():
        return Diagnostic(
            code="figure-stale",
            message=f"The figure “{id}” is not drawn: there is no file “{name}”.",
            at=at,
            hint=_HINT,
        )
    try:
        svg = drawing.read_text(encoding="utf-8")
        digest = sha256(SourceFile.read(root, data).text.encode()).hexdigest()
    except UnicodeDecodeError:
        svg, digest = "", "-"
    if not is_current(svg, digest):
        return Diagnostic(
            code="figure-stale",
            message=f"The drawing of the figure “{id}” was made from another text than this.",
            at=at,
            hint=_HINT,
        )
    part = unsafe_part(svg)
    if part:
        return Diagnostic(
            code="figure-unsafe",
            message=f"The drawing “{name}” holds “{part}”, which no drawing needs.",
            at=at,
            hint="Delete the drawing and run `guides figures`.",
        )
    return None

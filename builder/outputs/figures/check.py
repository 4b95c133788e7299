"""Whether the committed drawings show what their sources say, and how to bring them up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from builder.model.figure import FigureDrawing
from builder.outputs.figures.draw import draw

FOLDER = "content/figures"
"""Where sources and drawings stand side by side, below the project's root."""

_SOURCE = re.compile(r'<svg\b[^>]*\sdata-source="sha256:([0-9a-f]{64})"')


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
        if path.is_file() and is_current(path.read_text("utf-8"), drawing.digest):
            continue
        stale.append(path)
        if not check:
            path.write_text(draw(drawing), encoding="utf-8", newline="\n")
    return stale

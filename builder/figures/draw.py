"""From a figure's data to the text of its SVG file."""

from __future__ import annotations

from builder.figures.crowded import CrowdedFigureError
from builder.figures.flow import HEIGHT, arrange_flow
from builder.figures.svg import write_svg
from builder.figures.tree import arrange_tree
from builder.model.figure import FigureDrawing, FigureKind
from builder.source import Text

_HIGHEST = 1.25 * HEIGHT
"""A drawing that is higher would have to be made too small to be read."""


def draw(figure: FigureDrawing) -> str:
    """The figure as SVG text; the same figure always gives the same text.

    Raises:
        CrowdedFigureError: the figure has more in it than can be drawn legibly.
    """
    if figure.kind is FigureKind.TREE:
        if figure.root is None:
            msg = f"the tree “{figure.id}” has no root"
            raise ValueError(msg)
        picture = arrange_tree(figure.root)
        area, label = picture.area, figure.root.label
        if area.bottom - area.top > _HIGHEST and isinstance(label, Text):
            raise CrowdedFigureError(
                f"The tree “{figure.id}” does not fit on a page: it has too many boxes.",
                label.at,
                "Leave out the lowest boxes and tell them in the description, or make two figures.",
            )
    else:
        picture = arrange_flow(figure)
    return write_svg(
        picture,
        name=figure.id,
        title=figure.title,
        description=figure.description,
        digest=figure.digest,
    )

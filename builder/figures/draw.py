"""From a figure's data to the text of its SVG file."""

from __future__ import annotations

from builder.figures.flow import arrange_flow
from builder.figures.svg import write_svg
from builder.figures.tree import arrange_tree
from builder.model.figure import FigureDrawing, FigureKind


def draw(figure: FigureDrawing) -> str:
    """The figure as SVG text; the same figure always gives the same text.

    Raises:
        ValueError: the figure has more in it than can be drawn legibly.
    """
    if figure.kind is FigureKind.TREE:
        if figure.root is None:
            msg = f"the tree “{figure.id}” has no root"
            raise ValueError(msg)
        picture = arrange_tree(figure.root)
    else:
        picture = arrange_flow(figure)
    return write_svg(
        picture,
        name=figure.id,
        title=figure.title,
        description=figure.description,
        digest=figure.digest,
    )

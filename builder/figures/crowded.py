"""What is told of a figure that has more in it than a page has room for."""

from __future__ import annotations

from builder.diagnostics import Code, Diagnostic
from builder.source import Span


class CrowdedFigureError(ValueError):
    """A figure cannot be drawn legibly: a fault of its author, which `finding` tells."""

    def __init__(self, message: str, at: Span, hint: str) -> None:
        super().__init__(message)
        self.finding = Diagnostic(code=Code.FIGURE_CROWDED, message=message, at=at, hint=hint)

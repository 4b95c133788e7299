"""What can go wrong between a resolved guide and its PDF. Each is our fault, not an author's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.diagnostics import Code, Diagnostic
from builder.source import Span

if TYPE_CHECKING:
    from docutils import nodes


class PdfError(Exception):
    """The PDF of a guide could not be made."""


class PdfTranslationError(PdfError):
    """A part of the guide has no way into the PDF; nothing is ever left out in silence.

    `reason` says what, in a few words; `node` is the name of the docutils node, `source` and
    `line` where it came from, as far as Sphinx knows.
    """

    def __init__(self, message: str, node: nodes.Node) -> None:
        self.node = type(node).__name__
        self.reason = message
        self.source, self.line = position(node)
        super().__init__(f"{self.source or '<unknown>'}:{self.line or 0}: {message}")


class PdfCompileError(PdfError):
    """Typst refused the document; `detail` is its own report, for us to read."""

    def __init__(self, message: str, detail: str) -> None:
        self.detail = detail
        super().__init__(message)


def position(node: nodes.Node) -> tuple[str | None, int | None]:
    """The file and line of a node, or those of the nearest node around it that has them."""
    at: nodes.Node | None = node
    source: str | None = None
    line: int | None = None
    while at is not None and (source is None or line is None):
        line = line if line is not None else at.line
        source = source if source is not None else at.source
        at = at.parent
    return source, line


_TEMPLATES = "templates/pdf"
_PLACE = re.compile(r"┌─ /?(\S+\.typ):(\d+):(\d+)")


def compile_fault(error: PdfCompileError) -> Diagnostic:
    """What Typst refused, for those who write the templates of the PDF."""
    return Diagnostic(
        code=Code.PDF_FAILED,
        at=_template_place(error.detail),
        message=f"The PDF cannot be set: {str(error).rstrip('.')}.",
        hint="Look at what the PDF's templates do in this line.",
    )


def _template_place(detail: str) -> Span:
    """The place in a template that Typst's own report shows; its columns count from 0."""
    for file, line, column in _PLACE.findall(detail):
        if file != "main.typ":
            return Span(file=f"{_TEMPLATES}/{file}", line=int(line), column=int(column) + 1)
    return Span(file=f"{_TEMPLATES}/guide.typ")

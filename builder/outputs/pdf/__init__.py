"""A guide as a PDF: docutils to Typst, and Typst to an accessible, archivable file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.outputs.output import Edition, Output, ReadBack

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic


def _make(edition: Edition) -> tuple[Diagnostic, ...]:
    from builder.outputs.pdf.make import make_pdf

    return make_pdf(edition, edition.path(OUTPUT))


def _judge(edition: Edition) -> tuple[Diagnostic, ...]:
    from builder.outputs.pdf.make import judge_pdf

    return judge_pdf(edition)


def _read(edition: Edition) -> ReadBack:
    from builder.outputs.pdf.make import read_pdf

    return read_pdf(edition.path(OUTPUT).read_bytes(), edition.assembly)


OUTPUT = Output(
    title="PDF",
    file="{program}-program-guide-{version}.pdf",
    make=_make,
    read=_read,
    judge=_judge,
    order=2,
    link="PDF",
    unit="pages",
    imports=("typst", "builder.outputs.pdf.make"),
)

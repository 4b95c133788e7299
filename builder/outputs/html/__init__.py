"""The HTML site of a guide: Sphinx's HTML builder with furo, and what our readers need more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.outputs.html.options import options
from builder.outputs.output import Edition, Output, ReadBack, SphinxBuilder

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic


def _make(edition: Edition) -> tuple[Diagnostic, ...]:
    from builder.outputs.html.write import write_html

    return write_html(edition.assembly)


def _read(edition: Edition) -> ReadBack:
    from builder.outputs.html.read import read_pages

    names = [page.name for page in edition.assembly.source.pages]
    return ReadBack(text=read_pages(edition.folder / "html" / f"{name}.html" for name in names))


SPHINX = SphinxBuilder(
    name="guide-html",
    extensions=("builder.outputs.html.builder",),
    options=options,
)
OUTPUT = Output(
    title="HTML",
    file="html/index.html",
    make=_make,
    read=_read,
    order=1,
    link="HTML",
    imports=("furo", "builder.assemble.assemble", "builder.outputs.html.builder"),
    sphinx=SPHINX,
)

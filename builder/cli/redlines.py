"""Writes redlines as HTML and PDF, one file a guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.pipeline.diff import DiffReport


def write_redlines(
    root: Path, report: DiffReport, form: str, write: Callable[[str, bytes], Path]
) -> Iterator[Path]:
    """Write `<program>-redline.html` or `.pdf` for each guide, and tell of each when it is there.

    `form` is `html` or `pdf`; `write` writes a file whole. Raises FaultyTemplateError, a fault
    in the project's templates.
    """
    from builder.outputs.output import moment

    drawings = {**report.old.images, **report.new.images}
    images = {id: svg.encode() for id, svg in drawings.items()}
    was, now = report.old.name, report.new.name
    for program, review in report.reviews.items():
        name = f"{program}-redline.{form}"
        if form == "html":
            from builder.report.redline.page import redline_page

            page = redline_page(
                review.redline,
                review.comparison,
                templates=root / "templates",
                images=images,
                was=was,
                now=now,
            )
            made = page.encode("utf-8")
        else:
            from builder.report.redline.pdf import make_redline_pdf

            made = make_redline_pdf(
                review.redline,
                review.comparison,
                templates=root / "templates",
                images=images,
                timestamp=moment(review.comparison.new.date),
                was=was,
                now=now,
            )
        yield write(name, made)

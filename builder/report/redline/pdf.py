"""From a redline to the bytes of its PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from builder.diagnostics import FaultyTemplateError
from builder.model.change import Comparison
from builder.model.redline import Redline
from builder.outputs.pdf.compile import FONTS, compile_pdf
from builder.outputs.pdf.errors import PdfCompileError, compile_fault
from builder.outputs.pdf.glyphs import without_glyph
from builder.report.redline.document import translate


def make_redline_pdf(  # noqa: PLR0913 (the theme, and what was compared)
    redline: Redline,
    comparison: Comparison,
    *,
    templates: Path,
    images: Mapping[str, bytes] | None = None,
    timestamp: datetime,
    was: str | None = None,
    now: str | None = None,
) -> bytes:
    """The redline of one guide as PDF/UA-1 and PDF/A-2a, the same bytes from the same input.

    `images` are the drawings of both revisions, SVG, by the hash that a figure names. `was` and
    `now` say what was compared, as the reviewer calls it. A character that the typefaces do not
    have is printed as its number, for the guide's own PDF names it already.

    Raises:
        FaultyTemplateError: Typst refused the document, for what a template says.
        OSError: a file of the theme cannot be read.
    """
    known = images or {}
    source = translate(redline, comparison, images=frozenset(known), was=was, now=now)
    source = without_glyph(templates / FONTS).sub(_numbers, source)
    files = {f"{name}.svg": data for name, data in known.items() if f"{name}.svg" in source}
    try:
        return compile_pdf(source, templates=templates, images=files, timestamp=timestamp)
    except PdfCompileError as error:
        raise FaultyTemplateError(compile_fault(error)) from error


def _numbers(run: re.Match[str]) -> str:
    return "".join(one if one == " " else f"[U+{ord(one):04X}]" for one in run[0])

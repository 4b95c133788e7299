"""From a redline to the bytes of its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from builder.model.change import Comparison
from builder.model.redline import Redline
from builder.outputs.pdf.compile import FONTS, compile_pdf
from builder.outputs.pdf.glyphs import INVISIBLE, characters
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
        PdfCompileError: Typst refused the document.
        OSError: a file of the theme cannot be read.
    """
    known = images or {}
    source = translate(redline, comparison, images=frozenset(known), was=was, now=now)
    printable = _printable(templates / FONTS)
    for char in sorted(set(source)):
        if ord(char) not in printable:
            source = source.replace(char, f"[U+{ord(char):04X}]")
    files = {f"{name}.svg": data for name, data in known.items() if f"{name}.svg" in source}
    return compile_pdf(source, templates=templates, images=files, timestamp=timestamp)


@cache
def _printable(fonts: Path) -> frozenset[int]:
    return INVISIBLE.union(*(characters(file) for file in sorted(fonts.glob("*.ttf"))))

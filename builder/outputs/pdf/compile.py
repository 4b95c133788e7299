"""From Typst source to the bytes of a PDF, the same bytes on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from builder.outputs.pdf.errors import PdfCompileError
from builder.outputs.pdf.figures import IMAGE_FOLDER
from builder.outputs.pdf.stream_ends import plain_stream_ends

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[typst.PDFStandard, ...] = ("ua-1", "a-2a")
TEMPLATES = "pdf"
FONTS = "fonts"


def compile_pdf(
    source: str, *, templates: Path, images: Mapping[str, bytes], timestamp: datetime
) -> bytes:
    """The PDF of a document that `translate` wrote.

    `templates` holds the Typst templates (`pdf/*.typ`) and the typefaces (`fonts/*.ttf`); no other
    typefaces are used, neither the machine's nor those that come with Typst. `images` maps the
    name that the document uses for an image to the image. `timestamp`, with a time zone, is
    the only time that the file holds. The result conforms to PDF/UA-1 and PDF/A-2a.

    Raises:
        PdfCompileError: Typst refused the document or warned of something in it.
    """
    import typst

    # Handed over in memory: the document, its templates and its images have no folder in common.
    files = {file.name: file.read_bytes() for file in sorted((templates / TEMPLATES).glob("*.typ"))}
    files |= {f"{IMAGE_FOLDER}/{name}": data for name, data in images.items()}
    files["main.typ"] = source.encode()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[templates / FONTS],
    )
    try:
        # The binding takes a mapping of files, though its annotations do not say so yet.
        pdf, warnings = typst.compile_with_warnings(
            cast(bytes, files),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=list(STANDARDS),
            timestamp=timestamp.astimezone(UTC),
        )
    except typst.TypstError as error:
        raise PdfCompileError(error.message, error.diagnostic) from error
    # What Typst warns of, like a typeface that is missing, would be wrong on the page.
    if warnings:
        raise PdfCompileError(warnings[0].message, "\n".join(w.diagnostic for w in warnings))
    return plain_stream_ends(pdf)


def read_images(names: tuple[str, ...], root: Path) -> dict[str, bytes]:
    """The images of these names below `root`.

    Raises:
        OSError: one cannot be read.
        ValueError: one lies outside of `root`.
    """
    found = {}
    for name in names:
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise ValueError(f"the image “{name}” lies outside of the rendered tree")
        found[name] = path.read_bytes()
    return found

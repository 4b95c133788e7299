"""Puts the PDF output together: what it is given, and its faults as diagnostics."""

from __future__ import annotations

from pathlib import Path

from builder.assemble.assemble import Assembly
from builder.diagnostics import Code, Diagnostic, Result
from builder.outputs.completeness import PAGE_END
from builder.outputs.output import Edition, ReadBack
from builder.outputs.pdf.compile import FONTS, compile_pdf, read_images
from builder.outputs.pdf.document import image_names, translate
from builder.outputs.pdf.errors import PdfCompileError, PdfTranslationError, compile_fault
from builder.outputs.pdf.geometry import Stray, strays
from builder.outputs.pdf.glyphs import unprintable
from builder.outputs.pdf.places import authored, find_word
from builder.outputs.pdf.registry import PdfPage


def judge_pdf(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the PDF cannot show of a guide; only setting it tells more, and takes long."""
    return _translated(edition).diagnostics


def make_pdf(edition: Edition, file: Path) -> tuple[Diagnostic, ...]:
    """Write the guide's PDF to `file`; with any fault there is none."""
    translated = _translated(edition)
    if translated.value is None:
        return translated.diagnostics
    try:
        pdf = compile_pdf(
            translated.value,
            templates=edition.root / "templates",
            images=read_images(image_names(_pages(edition.assembly)), edition.folder / "src"),
            timestamp=edition.timestamp,
        )
    except PdfCompileError as error:
        return (compile_fault(error),)
    file.write_bytes(pdf)
    return ()


def _pages(assembly: Assembly) -> list[PdfPage]:
    return [
        PdfPage(kind=page.kind, doctree=assembly.doctrees[page.name])
        for page in assembly.source.pages
    ]


def _translated(edition: Edition) -> Result[str | None]:
    """The guide for the typesetter, or what it cannot show."""
    assembly = edition.assembly
    pages = _pages(assembly)
    fonts = edition.root / "templates" / FONTS
    faults = list(unprintable(assembly, fonts))
    try:
        text = translate(pages, assembly.guide.identity, fonts)
    except PdfTranslationError as error:
        faults.append(
            Diagnostic(
                code=Code.PDF_UNKNOWN_MARKUP,
                at=authored(assembly, error.source, error.line),
                message=f"The PDF cannot show this: {error.reason}.",
                hint="Write it in another way, or leave it out.",
            )
        )
    return Result(value=None if faults else text, diagnostics=tuple(faults))


# More words in wrong places have one cause, and say no more than these.
_MOST = 10


def read_pdf(pdf: bytes, assembly: Assembly | None = None) -> ReadBack:
    """The text of a PDF, a form feed between its pages, their number, and the misplaced words.

    With the `assembly` that the PDF was made of, the finding of a word tells its authored place.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        texts: list[str] = []
        found: list[Stray] = []
        for number, page in enumerate(document, 1):
            texts.append(page.get_textpage().get_text_range())
            found += strays(page, number)
        faults = tuple(_misplaced(stray, assembly) for stray in found[:_MOST])
        return ReadBack(text=PAGE_END.join(texts), size=len(texts), faults=faults)
    finally:
        document.close()


def _misplaced(stray: Stray, assembly: Assembly | None) -> Diagnostic:
    return Diagnostic(
        code=Code.TEXT_MISPLACED,
        at=find_word(assembly, stray.word) if assembly else None,
        message=f"“{stray.word}” {stray.fault} on page {stray.page} of the PDF.",
        hint="Shorten the text, or give the table fewer columns.",
        words=(stray.word,),
    )

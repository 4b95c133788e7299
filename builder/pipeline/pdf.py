"""Puts the PDF output together: what it is given, and its faults as diagnostics."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from builder.assemble.assemble import Assembly
from builder.diagnostics import Diagnostic, Result
from builder.render.plain import fill


def make_pdf(
    root: Path, assembly: Assembly, source: Path, *, timestamp: datetime
) -> Result[bytes | None]:
    """The guide's PDF. `source` is the folder that the doctrees' image addresses start from."""
    from builder.outputs.pdf.compile import compile_pdf, read_images
    from builder.outputs.pdf.document import image_names, translate
    from builder.outputs.pdf.errors import PdfCompileError, PdfTranslationError
    from builder.outputs.pdf.page import GuideFacts, PdfPage

    program = assembly.program
    publisher = program.publisher

    def text(value: str | None) -> str | None:
        return fill(value, program) if value is not None else None

    lines = (
        [
            publisher.address,
            publisher.telephone and f"Telephone {publisher.telephone}",
            publisher.fax and f"Fax {publisher.fax}",
        ]
        if publisher
        else []
    )
    facts = GuideFacts(
        title=fill(program.title, program),
        short_name=fill(program.short_name, program),
        version=str(program.version),
        subtitle=text(program.subtitle),
        date=text(program.date),
        classification=text(program.classification),
        copyright=text(program.copyright),
        trademarks=text(program.trademarks),
        publisher_name=fill(publisher.name, program) if publisher else "",
        publisher_lines=tuple(fill(line, program) for line in lines if line),
    )
    pages = [
        PdfPage(docname=page.name, kind=page.kind.value, doctree=assembly.doctrees[page.name])
        for page in assembly.source.pages
    ]
    try:
        typ = translate(pages, facts)
        pdf = compile_pdf(
            typ,
            templates=root / "templates",
            images=read_images(image_names(pages), source),
            timestamp=timestamp,
        )
    except PdfTranslationError as error:
        page = assembly.source.page(
            Path(error.source).name.removesuffix(".md") if error.source else ""
        )
        return Result(
            value=None,
            diagnostics=(
                Diagnostic(
                    code="pdf-unknown-markup",
                    at=page.origin(error.line or 1) if page else None,
                    message=f"The PDF cannot show this kind of text ({error.node}).",
                    hint="Write it as paragraphs, lists, tables or figures.",
                ),
            ),
        )
    except PdfCompileError as error:
        return Result(
            value=None,
            diagnostics=(
                Diagnostic(code="pdf-failed", message=f"The PDF cannot be set: {error}."),
            ),
        )
    return Result(value=pdf)


def pdf_text(pdf: bytes) -> tuple[str, int]:
    """The text of a PDF, page by page, and the number of its pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join(pages), len(pages)
    finally:
        document.close()

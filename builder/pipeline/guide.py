"""Builds one guide: assemble, then every output from the same resolved doctrees."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity
from builder.model.guide import Guide, Words
from builder.model.program import Program
from builder.render import RenderedSource

Progress = Callable[[str, str], None]
_NO_WORDS = Words(shared=0, specific=0)


@dataclass(frozen=True, kw_only=True)
class GuideJob:
    """One guide to build into `folder`, which does not exist yet."""

    root: Path
    program: Program
    source: RenderedSource
    folder: Path


@dataclass(frozen=True, kw_only=True)
class GuideReport:
    """What became of a guide: pages of the PDF, words by origin, seconds a stage.

    `guide` is what its readers get, None if it could not be assembled.
    """

    program: str
    version: str
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: int = 0
    words: Words = field(default_factory=lambda: Words(shared=0, specific=0))
    seconds: dict[str, float] = field(default_factory=dict)
    guide: Guide | None = None

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def pdf_name(program: Program) -> str:
    """`kms-program-guide-3.1.pdf` for version 3.1 of a program `kms`."""
    return f"{program.id}-program-guide-{program.version}.pdf"


def warm_up() -> None:
    """Import what building needs, before worker processes are forked."""
    import furo  # noqa: F401
    import typst  # noqa: F401

    from builder.assemble import assemble  # noqa: F401
    from builder.outputs import html  # noqa: F401
    from builder.outputs.html import builder  # noqa: F401


def build_guide(job: GuideJob, progress: Progress) -> GuideReport:
    """Build HTML, PDF and JSON of one guide and check that no text was lost."""
    from builder.assemble.assemble import assemble, write_source
    from builder.checks.engine.completeness import html_text, missing_words
    from builder.outputs import html
    from builder.outputs.snapshot import dump_guide
    from builder.pipeline.pdf import make_pdf, pdf_text

    id, program, folder = job.program.id, job.program, job.folder
    clock = _Clock()

    def report(*faults: Diagnostic, pages: int = 0, guide: Guide | None = None) -> GuideReport:
        return GuideReport(
            program=id,
            version=str(program.version),
            diagnostics=faults,
            pages=pages,
            words=guide.words if guide else _NO_WORDS,
            seconds=clock.seconds,
            guide=guide,
        )

    progress(id, "assemble")
    shutil.rmtree(folder, ignore_errors=True)
    write_source(job.root, program, job.source, folder / "src")
    name = pdf_name(program)
    result = assemble(
        program,
        job.source,
        folder,
        builder=html.BUILDER,
        extensions=html.EXTENSIONS,
        overrides=html.options(job.root, program, pdf=f"../{name}"),
    )
    clock.lap("assemble")
    assembly = result.value
    if assembly is None:
        return report(*result.diagnostics)

    progress(id, "PDF")
    made = make_pdf(job.root, assembly, folder / "src", timestamp=timestamp(program))
    clock.lap("pdf")

    progress(id, "HTML")
    faults = [*made.diagnostics, *html.write_html(assembly)]
    clock.lap("html")
    if made.value is None or any(d.severity is Severity.ERROR for d in faults):
        return report(*faults, guide=assembly.guide)
    (folder / name).write_bytes(made.value)

    progress(id, "check")
    (folder / "guide.json").write_text(dump_guide(assembly.guide), encoding="utf-8")
    pages = [
        (folder / "html" / f"{page.name}.html").read_text(encoding="utf-8")
        for page in job.source.pages
    ]
    text, count = pdf_text(made.value)
    faults += missing_words(job.source, html_text(pages), "HTML")
    faults += missing_words(job.source, text, "PDF")
    clock.lap("check")
    for leftover in ("doctrees",):
        shutil.rmtree(folder / leftover, ignore_errors=True)
    progress(id, "done")
    return report(*faults, pages=count, guide=assembly.guide)


def timestamp(program: Program) -> datetime:
    """The only time a guide's files hold: its date, so that the same input gives the same bytes."""
    return moment(program.date)


def moment(date: str | None) -> datetime:
    """The time of a guide with a date, as YYYY-MM-DD or YYYY-MM.

    A guide without a date has the start of the PDF format's own calendar.
    """
    if date:
        year, month, *day = (int(part) for part in date.split("-"))
        return datetime(year, month, day[0] if day else 1, tzinfo=UTC)
    return datetime(2000, 1, 1, tzinfo=UTC)


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = now - self._last
        self._last = now

"""Runs Sphinx over one guide's pages, once, and hands on what came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from builder.assemble.messages import collecting
from builder.assemble.passages import passages
from builder.assemble.resident import Assembly, ResidentAssembly
from builder.assemble.unread import unread
from builder.diagnostics import Code, Diagnostic, Result
from builder.model.program import Program
from builder.render import RenderedSource

_BROKEN = {Code.MARKUP_HEADING, Code.MARKUP_UNCLOSED}
"""Faults with which sections are missing, so that whatever reads them would be misled."""


def assemble(  # noqa: PLR0913 (a stage with its settings)
    root: Path,
    program: Program,
    source: RenderedSource,
    folder: Path,
    *,
    builder: str,
    extensions: Sequence[str] = (),
    overrides: Mapping[str, object] | None = None,
    anyway: bool = False,
) -> Result[Assembly | None]:
    """Read and resolve a guide of the project at `root`.

    `folder` is emptied; Sphinx's source, doctrees and HTML go there. `builder` and `extensions`
    name the Sphinx builder that decides addresses between pages. Everything Sphinx complains of
    becomes a diagnostic; with any of those the value is None, or, with `anyway`, what could be
    read in spite of it: it is for looking for more faults, and for nothing that is published.
    """
    resident = ResidentAssembly(folder, builder=builder, extensions=extensions)
    faults = resident.update(root, program, source, overrides or {})
    assembly = None
    if not faults:
        with collecting(source) as found:
            assembly = resident.assembly()
            found.extend(_unread(assembly))
        faults = tuple(found)
    elif anyway and not _BROKEN.intersection(fault.code for fault in faults):
        # Pages that are at fault can be of any form; what is wrong with them is told already.
        with suppress(Exception), collecting(source):
            assembly = resident.assembly()
    return Result(value=None if faults and not anyway else assembly, diagnostics=faults)


def _unread(assembly: Assembly) -> Iterator[Diagnostic]:
    """Words of the pages that did not become text."""
    read: dict[str, list[str]] = {}
    for passage in passages(assembly.source, assembly.doctrees):
        read.setdefault(passage.page, []).append(passage.text)
    for page in assembly.source.pages:
        yield from unread(page, read.get(page.name, ()))


__all__ = ["Assembly", "assemble"]

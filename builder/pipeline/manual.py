"""Builds the manual of this project: `docs/` as one site, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from builder import __version__
from builder.diagnostics import Code, Diagnostic, Result
from builder.pipeline.conversion import is_guide
from builder.pipeline.editions import Editions
from builder.pipeline.front_page import index_page, read_template
from builder.pipeline.occupied import manual_in_the_way
from builder.pipeline.output_folder import refused
from builder.pipeline.publish import publish, staging, telling
from builder.pipeline.recovery import recover
from builder.source import SourceFile, Span
from builder.source.characters import FORBIDDEN, kind_of

FOLDER, FRONT = "docs", "index"


def build_manual(root: Path, *, out: Path) -> Result[int]:
    """Build the site of `docs/` in `out`, which is replaced only when the new one is complete.

    Where guides are published beside it, it is one of their entries and is listed with them; any
    other folder is all its own. The value is the number of its pages.
    """
    beside = out == root / "build" / FOLDER or Editions(out.parent).marked
    folder, name = (out.parent, out.name) if beside else (out, None)
    fault = refused(root, folder)
    if fault is not None:
        return Result(value=0, diagnostics=(fault,))
    recover(folder)
    sources, faults = _read(root)
    faults += manual_in_the_way(folder, name)
    if faults:
        return Result(value=0, diagnostics=tuple(faults))
    from builder.outputs.html.manual.write import write_manual

    published: tuple[str, ...] | None = None
    with telling(lambda: published is not None), staging(folder) as made:
        found = write_manual(root, sources, made, version=__version__)
        report = Result(value=len(sources), diagnostics=found)
        if report.failed:
            return report
        site = made / "html"
        if name is None:
            pages = [path.name for path in site.iterdir() if not path.name.startswith(".")]
            published = publish(root, site, folder, pages, keep=lambda name: False)
        else:
            site.rename(made / name)
            published = publish(
                root, made, folder, [name], front=lambda entries: _front(root, entries)
            )
    return report


def _front(root: Path, entries: Path) -> str | None:
    """The page that lists the guides beside the manual, made again with a link to the manual."""
    if not any(map(is_guide, entries.iterdir())):
        return None
    template = read_template(root)
    return index_page(template.value, entries) if not template.failed else None


def _read(root: Path) -> tuple[dict[str, SourceFile], list[Diagnostic]]:
    """The pages by name, and what is wrong with them as files."""
    sources: dict[str, SourceFile] = {}
    faults = []
    for path in sorted((root / FOLDER).glob("*.md")):
        at = Span(file=f"{FOLDER}/{path.name}")
        try:
            source = SourceFile.read(root, path)
        except UnicodeDecodeError:
            hint = "Store it as UTF-8."
            message = f"“{at.file}” is not stored as UTF-8."
            faults.append(Diagnostic(code=Code.NOT_UTF_8, at=at, message=message, hint=hint))
            continue
        sources[path.stem] = source
        for row, line in enumerate(source.lines, start=1):
            for bad in FORBIDDEN.finditer(line):
                faults.append(
                    Diagnostic(
                        code=Code.FORBIDDEN_CHARACTER,
                        at=Span(file=at.file, line=row, column=bad.start() + 1, length=1),
                        message=f"A character here is {kind_of(bad[0])}.",
                        hint="Delete it.",
                    )
                )
    if FRONT not in sources and not faults:
        faults.append(
            Diagnostic(
                code=Code.MANUAL_PAGE_MISSING,
                at=Span(file=f"{FOLDER}/{FRONT}.md"),
                message=f"The manual has no front page “{FOLDER}/{FRONT}.md”.",
                hint="Write one that links every other page below a heading.",
            )
        )
    return sources, faults

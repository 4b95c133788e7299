"""Builds the manual of this project: `docs/` as one site, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder import __version__
from builder.diagnostics import Code, Diagnostic, Result
from builder.model.guide import GUIDE_FILE
from builder.pipeline.front_page import index_page
from builder.pipeline.publish import publish, staging_folder, sweep
from builder.source import SourceFile, Span
from builder.source.characters import FORBIDDEN, kind_of
from builder.source.paths import is_file, is_there

FOLDER, FRONT = "docs", "index"
_MARK = Path("_static") / "guide-index.js"


def build_manual(root: Path, *, out: Path) -> Result[int]:
    """Build the site of `docs/` in `out`, which is replaced only when the new one is complete.

    The value is the number of its pages.
    """
    sources, faults = _read(root)
    if is_there(out) and not is_file(out / _MARK):
        faults.append(
            Diagnostic(
                code=Code.OUTPUT_IN_THE_WAY,
                message=f"“{out.name}” exists and is no manual that was built earlier.",
                hint="Move it away, or name another folder with --out.",
            )
        )
    if faults:
        return Result(value=0, diagnostics=tuple(faults))
    from builder.outputs.html.manual.write import write_manual

    parent = out.parent
    staging = staging_folder(parent)
    sweep(parent)
    try:
        staging.mkdir(parents=True)
        found = write_manual(root, sources, staging, version=__version__)
        report = Result(value=len(sources), diagnostics=found)
        if not report.failed:
            (staging / "html").rename(staging / out.name)
            names = [out.name, *_index(root, staging, parent, out)]
            publish(staging, parent, names)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return report


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


def _index(root: Path, staging: Path, parent: Path, out: Path) -> list[str]:
    """The page that lists the guides beside the manual, made again with a link to the manual."""
    if out.name != FOLDER or not (parent / "index.html").is_file():
        return []
    if not any(parent.glob(f"[!.]*/{GUIDE_FILE}")):
        return []
    page = index_page(root, staging, parent)
    if page.failed:
        return []
    (staging / "index.html").write_text(page.value, encoding="utf-8")
    return ["index.html"]

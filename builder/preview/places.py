"""Where a block of a page comes from, and how an editor is told to open that place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from builder.model.program import Program
from builder.render import PageKind, RenderedPage
from builder.source import Span

COPY = "copy"
EDITORS = {
    "vscode": ("Visual Studio Code", "vscode://file{path}:{line}:{column}"),
    "vscodium": ("VSCodium", "vscodium://file{path}:{line}:{column}"),
    "cursor": ("Cursor", "cursor://file{path}:{line}:{column}"),
    "zed": ("Zed", "zed://file{path}:{line}:{column}"),
    "idea": ("IntelliJ IDEA", "idea://open?file={path}&line={line}&column={column}"),
    "sublime": ("Sublime Text", "subl://open?url=file://{path}&line={line}&column={column}"),
    "textmate": ("TextMate", "txmt://open?url=file://{path}&line={line}&column={column}"),
}
"""Editors that open a place by an address, by the name that `--editor` takes."""
_COMMANDS = {"code": "vscode", "codium": "vscodium", "cursor": "cursor", "zed": "zed"}


def likely_editor() -> str:
    """The editor whose terminal this is, or whose command is installed; else copying the path."""
    if os.environ.get("TERM_PROGRAM") in EDITORS:
        return os.environ["TERM_PROGRAM"]
    return next((name for word, name in _COMMANDS.items() if shutil.which(word)), COPY)


def editor_pattern(root: Path, editor: str) -> str:
    """The address that opens `{file}` at `{line}` and `{column}`; empty where paths are copied."""
    if editor not in EDITORS:
        return ""
    folder = quote(root.resolve().as_posix())
    return EDITORS[editor][1].replace("{path}", f"{folder}/{{file}}")


def places(page: RenderedPage, program: Program | None = None) -> dict[str, list[object]]:
    """Where what stands on a page was written, as file, line and column.

    The keys are the lines of the rendered page that hold anything. With the program there are
    also the names of its fields for what the cover says, and `#id` for the drawing of a figure
    and, on the front page, for the title of a section.
    """
    found: dict[str, Span] = {}
    for number, text in enumerate(page.text.split("\n"), start=1):
        if text.strip():
            found[str(number)] = page.origin(number)
    if program is not None:
        for figure in program.figures.values():
            source = PurePosixPath(figure.svg).with_suffix(".yaml").as_posix()
            found[f"#{figure.id}"] = Span(file=source)
        if page.kind is PageKind.FRONT:
            found |= _front(program)
    return {key: [at.file, at.line, at.column] for key, at in found.items()}


def _front(program: Program) -> dict[str, Span]:
    found = {f"#{section.id}": section.title.at for section in program.sections()}
    return found | {name: text.at for name, text in program.cover.items()}

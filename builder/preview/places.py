"""Where a block of a page comes from, and how an editor is told to open that place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import quote

from builder.render import RenderedPage

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


def places(page: RenderedPage) -> dict[str, list[object]]:
    """For every line of a rendered page that holds anything: its file, line and column."""
    found: dict[str, list[object]] = {}
    for number, text in enumerate(page.text.split("\n"), start=1):
        if text.strip():
            at = page.origin(number)
            found[str(number)] = [at.file, at.line, at.column]
    return found

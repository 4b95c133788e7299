"""What stands below the folders of sources, before anything of it is read.

Whoever opens a pipe waits for it, a device never ends, and what cannot be read would else be
told as missing. Only what the guides are made of is looked at; anything may lie beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from builder.diagnostics import Diagnostic, misnamed, over, unreadable
from builder.source import Span
from builder.source.files import SOURCES
from builder.source.limits import ASSET, FILE, FILES, FOLDERS, Limit
from builder.source.paths import is_folder, is_text, look_at

_TEXTS = (".yaml", ".md", ".jinja")
_READ = {"program_defs": (".yaml",), "content": (".yaml", ".md", ".svg"), "templates": ("",)}
"""The ends of the names of files that are read."""


def survey(root: Path) -> Iterator[Diagnostic]:
    """A fault for each file that no stage could read."""
    for folder in SOURCES:
        yield from _Survey(root, folder).run()


class _Survey:
    """One walk through a folder; links to folders are not followed, so that it ends."""

    def __init__(self, root: Path, folder: str) -> None:
        self.root, self.folder = str(root), folder
        self.files = 0

    def run(self) -> Iterator[Diagnostic]:
        if os.path.isdir(f"{self.root}/{self.folder}"):
            yield from self._below(self.folder, 1)
        if self.files > FILES.most:
            yield over(FILES, Span(file=self.folder), f"“{self.folder}/”")

    def _below(self, folder: str, depth: int) -> Iterator[Diagnostic]:
        if depth > FOLDERS.most:
            yield over(FOLDERS, Span(file=folder), f"“{self.folder}/”")
            return
        try:
            with os.scandir(f"{self.root}/{folder}") as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable(folder, error)
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            name = f"{folder}/{entry.name}"
            read = entry.name.endswith(_READ[self.folder])
            inside = entry.is_dir(follow_symlinks=False)
            if (read or inside) and not is_text(entry.name):
                yield misnamed(name)
            elif inside and not (read and self.folder != "templates"):
                yield from self._below(name, depth + 1)
            elif read and not (self.folder == "templates" and is_folder(entry.path)):
                self.files += 1
                yield from self._judged(entry.path, name)

    def _judged(self, path: str, name: str) -> Iterator[Diagnostic]:
        limit: Limit = FILE if name.endswith(_TEXTS) else ASSET
        try:
            look_at(path, limit)
        except OSError as error:
            yield unreadable(name, error)

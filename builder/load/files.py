"""Reading the text files of a project, each below the folder where it must stand."""

from __future__ import annotations

import os
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, conflict, over, undecodable, unreadable
from builder.source import SourceFile, Span
from builder.source.limits import LINE
from builder.source.paths import read_bytes
from builder.source.two_run_cache import TwoRunCache


class Files:
    """Reads files for one run.

    A file whose bytes are those of the run before is the very same object, if there is a memory.
    Where folders lead is looked up once: they do not move while a run lasts.
    """

    def __init__(self, root: Path, memory: TwoRunCache | None = None) -> None:
        self.root = root
        self.memory = memory if memory is not None else TwoRunCache()
        self._folder = os.fspath(root)
        self._real: dict[str, str] = {}

    def read(self, name: str, below: str) -> tuple[SourceFile | None, Diagnostic | None]:
        """Read the file called `name`, which must stand below the folder `below` of the root."""
        path = f"{self._folder}/{name}"
        if self._outside(path, below):
            return None, Diagnostic(
                code=Code.OUTSIDE_THE_PROJECT,
                message=f"“{name}” leads to a file outside “{below}/”.",
                at=Span(file=name),
                hint="Put a copy of the file there in place of the link.",
            )
        try:
            data = read_bytes(path)
            source = self.memory.once(
                ("file", path), data, lambda: SourceFile.of(name, data, Path(path))
            )
        except UnicodeDecodeError as error:
            return None, undecodable(name, error)
        except OSError as error:
            return None, unreadable(name, error)
        if len(source.text) > LINE.most:
            for row, line in enumerate(source.lines, start=1):
                if len(line) > LINE.most:
                    return None, over(LINE, Span(file=name, line=row), "The line")
        unmerged = conflict(name, source.text)
        return (None, unmerged) if unmerged else (source, None)

    def _outside(self, path: str, below: str) -> bool:
        base = self._where(f"{self._folder}/{below}")
        # A link, or a folder that is one, could lead anywhere: what counts is where it really
        # leads.
        if os.path.islink(path):
            return not f"{os.path.realpath(path)}/".startswith(base)
        return not self._where(path.rpartition("/")[0]).startswith(base)

    def _where(self, folder: str) -> str:
        """Where a folder is when all links are followed, with a slash at the end."""
        if folder not in self._real:
            self._real[folder] = f"{os.path.realpath(folder).rstrip('/')}/"
        return self._real[folder]


def read_file(root: Path, path: Path, below: str) -> tuple[SourceFile | None, Diagnostic | None]:
    """Read one text file that must stand below the folder `below` of the root."""
    return Files(root).read(path.relative_to(root).as_posix(), below)

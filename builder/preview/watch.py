"""Tells which of the project's files were saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from builder.source.files import SOURCES

_KINDS = frozenset(
    (".yaml", ".yml", ".md", ".jinja", ".html", ".svg", ".css", ".js", ".typ", ".json")
)
_STEP = 10
"""Milliseconds without another change after which a change is told; an editor saves at once."""


async def saved(root: Path, stop: asyncio.Event) -> AsyncIterator[tuple[str, ...]]:
    """The files that were saved, removed or renamed together, relative to the root."""
    from watchfiles import Change, awatch

    root = root.resolve()

    def wanted(change: Change, path: str) -> bool:
        file = Path(path)
        # Editors keep locks and unsaved texts beside a file, as `.#name`, `.name.swp` or `#name#`.
        return file.suffix in _KINDS and not file.name.startswith((".", "#"))

    # A folder that is not there would be an error of the watcher.
    folders = [root / name for name in SOURCES if (root / name).is_dir()]
    async for changes in awatch(
        *folders, watch_filter=wanted, step=_STEP, debounce=10 * _STEP, stop_event=stop
    ):
        yield tuple(sorted({Path(path).relative_to(root).as_posix() for _, path in changes}))

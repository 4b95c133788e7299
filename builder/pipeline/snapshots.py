"""Remembers the guides of a commit, which never change while the builder does not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.model.guide import Guide
from builder.source.cache import CacheEntry, text_key

_ENTRIES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshots:
    """Guides of one state of a project.

    `programs` are the ids of all its programs, also of those that are not among the `guides`;
    `images` the drawings by their SHA-256; `templates` the hash of the templates of today with
    which the guides had to be made, empty if they were made with their own.
    """

    programs: tuple[str, ...]
    guides: Mapping[str, Guide]
    images: Mapping[str, bytes] = field(default_factory=dict)
    templates: str = ""

    def has(self, wanted: Collection[str]) -> bool:
        """Whether all guides that are wanted (all, if none is named) and exist are here."""
        return all(id in self.guides for id in self.programs if not wanted or id in wanted)


class SnapshotCache:
    """The remembered guides of one commit of a project.

    `templates` is the hash of the current templates.
    """

    def __init__(self, root: Path, commit: str, prefix: str, templates: str) -> None:
        self._templates = templates
        self._memory = CacheEntry(
            root, "snapshot", lambda: text_key(commit, prefix), entries=_ENTRIES
        )

    def read(self) -> Snapshots | None:
        """What is remembered, or None."""
        found = self._memory.read(_snapshots)
        return found if found and found.templates in ("", self._templates) else None

    def write(self, found: Snapshots) -> None:
        """Remember guides."""
        from builder.outputs.snapshot import dump_guide

        images = {}
        for id, image in found.images.items():
            with suppress(UnicodeDecodeError):
                images[id] = image.decode()
        self._memory.write(
            {
                "programs": found.programs,
                "guides": {id: dump_guide(guide) for id, guide in found.guides.items()},
                "images": images,
                "templates": found.templates,
            }
        )


def _snapshots(entry: Any) -> Snapshots:
    from builder.outputs.snapshot import load_guide

    return Snapshots(
        programs=tuple(map(str, entry["programs"])),
        guides={str(id): load_guide(guide) for id, guide in entry["guides"].items()},
        images={str(id): image.encode() for id, image in entry["images"].items()},
        templates=str(entry["templates"]),
    )

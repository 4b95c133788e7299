"""Remembers the guides of a commit, which never change while the builder does not.

An entry is named by a hash over the commit's id and this program's own state, and begins with a
hash of its own content: a damaged one counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.model.guide import Guide
from builder.pipeline.cache import FOLDER, builder_state

_ENTRIES = 16
_BYTES = 64_000_000


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

    `templates` is the hash of the templates of today.
    """

    def __init__(self, root: Path, commit: str, prefix: str, templates: str) -> None:
        self.folder = root / FOLDER
        self.templates = templates
        key = "\n".join((commit, prefix, *builder_state()))
        name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        self.file = self.folder / f"snapshot-{name}.json"

    def read(self) -> Snapshots | None:
        """What is remembered, or None."""
        from builder.outputs.snapshot import load_guide

        try:
            if self.file.stat().st_size > _BYTES:
                return None
            digest, _, text = self.file.read_text(encoding="utf-8").partition("\n")
            if hashlib.sha256(text.encode()).hexdigest() != digest:
                return None
            entry = json.loads(text)
            found = Snapshots(
                programs=tuple(map(str, entry["programs"])),
                guides={str(id): load_guide(guide) for id, guide in entry["guides"].items()},
                images={str(id): image.encode() for id, image in entry["images"].items()},
                templates=str(entry["templates"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        with suppress(OSError):
            os.utime(self.file)
        return found if found.templates in ("", self.templates) else None

    def write(self, found: Snapshots) -> None:
        """Remember guides. A folder that cannot be written to is no fault."""
        from builder.outputs.snapshot import dump_guide

        images = {}
        for id, image in found.images.items():
            with suppress(UnicodeDecodeError):
                images[id] = image.decode()
        entry = {
            "programs": found.programs,
            "guides": {id: dump_guide(guide) for id, guide in found.guides.items()},
            "images": images,
            "templates": found.templates,
        }
        text = json.dumps(entry, ensure_ascii=False)
        data = text.encode("utf-8", "replace")
        if len(data) > _BYTES:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            new = self.file.with_suffix(f".{os.getpid()}.new")
            new.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            new.replace(self.file)
            self._forget()

    def _forget(self) -> None:
        """Keep only the entries that were used last."""
        entries = sorted(self.folder.glob("snapshot-*"), key=lambda path: path.stat().st_mtime_ns)
        for old in entries[:-_ENTRIES]:
            old.unlink(missing_ok=True)


def folder_hash(folder: Path) -> str:
    """A hash of all files below a folder, with their names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with suppress(OSError):
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder)} {len(data)}\n".encode() + data)
    return digest.hexdigest()

"""The faults that are sown, as data: what is changed, and what must be found where.

A file in `faults/` is a list of entries

* `name`: what went wrong, for people;
* `kind`: what kind of fault it is, for the summary;
* `edits`: a list of {file, find, replace}. `find` stands exactly once in the file, or after
  `after`, a text before it that stands exactly once; `find` left out: `replace` is the whole
  file (a new one, say). `move: {from, to}` takes a block of lines that begins with `from` and
  ends before `to` to the place before `before`. `drawn-from` makes a figure's drawing count as
  drawn from its file as changed;
* `expect`: {code, file, at}. `at` is a text of the file as changed, at whose beginning the
  finding must stand (line and column); it stands exactly once, or first after `after`.
  `at: file` is the whole file; `line: true` leaves the column open. Without a `file` it is that
  of the first edit. `message`, if given, is a part of the message;
* `guides`: which guides are looked at. By default that is the one to which a changed file
  belongs; where only shared files are changed, any one of them, and a different one each time;
* `published: true`: the untouched guides count as published already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import yaml

from builder.diagnostics import Diagnostic
from builder.figures.stamp import stamped

HERE = Path(__file__).parent
PROGRAMS = ("kms", "sra")


class Source(Protocol):
    """Something that knows the texts of a project's files."""

    def text(self, name: str) -> str: ...


@dataclass(frozen=True)
class Fault:
    """One fault: the edits that sow it and the finding that is expected."""

    name: str
    kind: str
    edits: tuple[Mapping[str, Any], ...]
    expect: Mapping[str, Any]
    published: bool = False
    guides: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "-".join("".join(c if c.isalnum() else " " for c in self.name).split())

    @property
    def code(self) -> str:
        return str(self.expect["code"])

    def changes(self, source: Source) -> dict[str, str | None]:
        """The files as they are with this fault in them."""
        changed: dict[str, str | None] = {}
        for edit in self.edits:
            name = str(edit["file"])
            text = changed[name] if name in changed else source.text(name)
            assert text is not None, f"{self.name}: {name} was deleted"
            if "drawn-from" in edit:
                made_from = changed[edit["drawn-from"]] or ""
                digest = sha256(made_from.encode()).hexdigest()
                bare = re.sub(r' data-(source|drawing)="[^"]*"', "", text)
                changed[name] = stamped(bare, digest)
            else:
                changed[name] = _edited(self.name, text, edit)
        return changed

    def place(
        self, source: Source, changes: Mapping[str, str | None]
    ) -> tuple[str, int, int | None]:
        """File, line and column where the finding must stand (no column: anywhere in the line)."""
        name = str(self.expect.get("file", self.edits[0]["file"]))
        text = changes.get(name, source.text(name)) or ""
        at = str(self.expect["at"])
        if at == "file":
            return name, 1, 1
        offset = _offset(self.name, text, at, self.expect.get("after"))
        line = text.count("\n", 0, offset) + 1
        column = offset - text.rfind("\n", 0, offset)
        return name, line, None if self.expect.get("line") else column

    def finding(
        self, source: Source, changes: Mapping[str, str | None], found: Iterable[Diagnostic]
    ) -> Diagnostic:
        """The finding that is expected, from among those that were found."""
        file, line, column = self.place(source, changes)
        there = [
            finding
            for finding in found
            if finding.code == self.code
            and finding.at is not None
            and (finding.at.file, finding.at.line) == (file, line)
            and column in {None, finding.at.column}
            and self.expect.get("message", "") in finding.message
        ]
        others = "\n".join(f"{other.code} {other.at} {other.message}" for other in found)
        assert there, f"{self.code} at {file}:{line}:{column} is not among:\n{others}"
        return there[0]


@cache
def all_faults() -> tuple[Fault, ...]:
    """Every fault of every file in `faults/`."""
    found = []
    for path in sorted((HERE / "faults").glob("*.yaml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            unknown = set(entry) - {"name", "kind", "edits", "expect", "published", "guides"}
            assert not unknown, f"{path.name}: {entry['name']}: {unknown}"
            found.append(
                Fault(
                    name=entry["name"],
                    kind=entry.get("kind", path.stem.replace("_", " ")),
                    edits=tuple(entry["edits"]),
                    expect=entry["expect"],
                    published=entry.get("published", False),
                    guides=tuple(entry.get("guides") or _guides(entry)),
                )
            )
    return tuple(found)


def _guides(entry: Mapping[str, Any]) -> list[str]:
    """The guides that tell most quickly whether a fault is found."""
    parts = {Path(edit["file"]) for edit in entry["edits"]}
    own = {part for path in parts for part in PROGRAMS if part in {path.stem, path.parent.name}}
    return sorted(own) or [PROGRAMS[len(entry["name"]) % len(PROGRAMS)]]


def _edited(name: str, text: str, edit: Mapping[str, Any]) -> str | None:
    if "move" in edit:
        start = _offset(name, text, edit["move"]["from"], edit.get("after"))
        end = text.index(edit["move"]["to"], start + 1)
        block, rest = text[start:end], text[:start] + text[end:]
        before = _offset(name, rest, edit["before"], edit.get("after"))
        return rest[:before] + block + rest[before:]
    if "find" not in edit:
        return edit["replace"] if edit["replace"] is None else str(edit["replace"])
    find, replace = str(edit["find"]), str(edit["replace"])
    assert find != replace, f"{name}: this edit changes nothing"
    start = _offset(name, text, find, edit.get("after"))
    return text[:start] + replace + text[start + len(find) :]


def _offset(name: str, text: str, find: str, after: str | None) -> int:
    """Where a text stands that stands once, or first after another."""
    if after is None:
        assert text.count(find) == 1, f"{name}: {find!r} stands {text.count(find)} times"
        return text.index(find)
    assert text.count(after) == 1, f"{name}: {after!r} stands {text.count(after)} times"
    start = text.index(after) + len(after)
    assert find in text[start:], f"{name}: {find!r} does not stand after {after!r}"
    return text.index(find, start)

"""A fault that an author makes, with every diagnostic that is to come of it.

A place is `file:line:column`, or `file@text` for the first place of a text in a template, so
that a template may change without breaking a test of something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.whole_projects import START

START_FILE = "content/shared/start.md"
GUIDE = "templates/guide/"

Expected = tuple[str, str | None, str]
"""Code, place, and how the message begins."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A project with a fault in it; see `tests.whole_projects.make_whole` for both mappings."""

    name: str
    expected: list[Expected]
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    edits: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def place(self, root: Path, wanted: str | None) -> str | None:
        """The expected place, with the line and column of its text."""
        if wanted is None or "@" not in wanted:
            return wanted
        file, needle = wanted.split("@", 1)
        before, found, _ = (root / file).read_text(encoding="utf-8").partition(needle)
        assert found, f"{needle!r} is not in {file}"
        return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def edited(name: str, file: str, old: str, new: str, expected: list[Expected]) -> Case:
    """A case of one text in place of another."""
    return Case(name=name, edits={file: (old, new)}, expected=expected)


def appended(name: str, text: str, expected: list[Expected]) -> Case:
    """A case of more text in a clause of both programs: its first line is line 14."""
    return Case(name=name, files={START_FILE: f"{START}\n{text}"}, expected=expected)

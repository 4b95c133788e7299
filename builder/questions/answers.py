"""What a question about the guides can name: kinds of things, files, and the nearest of both."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, suggest

KINDS = {
    "section": "section",
    "clause": "clause",
    "parameter": "parameter",
    "slot": "slot",
    "table": "table",
    "figure": "figure",
    "list": "list",
    "links": "list of links",
    "link": "link",
    "form": "form",
    "term": "glossary term",
    "document": "governing document",
    "stated-value": "stated value",
}
"""The kinds of things that have an id, with their names for people."""

UNKNOWN = Code.UNKNOWN_PART_OF_THE_GUIDE


def kind_name(kind: str) -> str:
    """What people call a kind; one that only a template knows has no other name."""
    return KINDS.get(kind, kind)


def source_file(root: Path, word: str) -> str | None:
    """A file of the project, by its path or by a clause’s id; its name below the `root`."""
    for path in (Path(word), root / word, root / "content" / f"{word}.md"):
        with suppress(OSError, ValueError):
            place = path.resolve()
            if place.is_file() and place.is_relative_to(root.resolve()):
                return place.relative_to(root.resolve()).as_posix()
    return None


def unknown(word: str, message: str, known: Iterable[str], otherwise: str) -> Diagnostic:
    """The fault of a question that names nothing, with the nearest name that there is."""
    hint = suggest(word, known, otherwise=otherwise)
    return Diagnostic(code=UNKNOWN, message=message, hint=hint)

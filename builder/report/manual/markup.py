"""Small pieces of Markdown, so that any text prints as itself on the site and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\*<|\[\]])")


def plain(text: str) -> str:
    """A text on one line with its marks escaped; what stands in backquotes stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(
        part.replace("|", "\\|") if part.startswith("`") else _MARKS.sub(r"\\\1", part)
        for part in parts
    )


def code(text: str) -> str:
    """A name as code; a bar is escaped, so that it can stand in a table."""
    return f"`{text}`".replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def slug(title: str) -> str:
    """The anchor of a heading, as the site and code hosts make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")

"""Author text in Markdown, printing as itself on the pages of a code host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.model.change import Hunk

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
_START = re.compile(r"^(\d*)([-+=#.)])")
_CALLED = re.compile(r"([@:#])(?=[\w+-])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAK = "\N{ZERO WIDTH SPACE}"
_TAGS = {"insert": "ins", "delete": "del"}


def plain(text: str) -> str:
    """A text on one line in which nothing is markup, calls a person or links to an issue.

    A host reads `@name`, `#12` and `:name:` in the finished page, where no escape helps: a space
    of no width keeps them apart.
    """
    return _START.sub(r"\1\\\2", inline(text))


def inline(text: str) -> str:
    """The same for a text that does not begin a line."""
    line = " ".join(_CONTROL.sub("", text).split())
    return _CALLED.sub(rf"\1{_BREAK}", _SPECIAL.sub(r"\\\1", line))


def code(text: str) -> str:
    """A text as code, on one line, whatever ticks are in it; safe in a cell of a table."""
    line = " ".join(_CONTROL.sub("", text).split()).replace("|", "¦")
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{space}{line}{space}{ticks}" if line else ""


def row(*cells: str, head: bool = False) -> Iterator[str]:
    """A row of cells that are Markdown already; a `head` is followed by the line below it."""
    yield f"| {' | '.join(cells)} |"
    if head:
        yield f"|{'---|' * len(cells)}"


def hunks(parts: Iterable[Hunk]) -> str:
    """Changed text: `<del>must</del> <ins>should</ins>`, which hosts show as such."""
    found = []
    for part in parts:
        said = plain(part.text)
        if not said:
            found.append(" ")
            continue
        before = " " if part.text[:1].isspace() else ""
        after = " " if part.text[-1:].isspace() else ""
        tag = _TAGS.get(part.op)
        found.append(f"{before}<{tag}>{said}</{tag}>{after}" if tag else f"{before}{said}{after}")
    whole = "".join(found).replace("</del><ins>", "</del> <ins>")
    return re.sub(" {2,}", " ", whole).strip()

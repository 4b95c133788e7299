"""Wraps texts below `>-`."""

from __future__ import annotations

import re

from builder.clauses.wrapping import units, wrapped
from builder.load.format.tree import YamlBox

_HEADER = re.compile(r">[-+]?\s*(?:#.*)?")


def wrapped_texts(text: str, tree: YamlBox) -> str:
    """The text of a file with the paragraphs of its folded texts wrapped.

    A text in which the indentation of a line matters stays as it is.
    """
    lines = text.split("\n")
    found = [box for box in tree.walk() if box.kind == "text" and box.sign == ">"]
    for box in reversed(found):
        first, last = box.start[0] + 1, box.last + 1
        if _HEADER.fullmatch(lines[box.start[0]][box.start[1] :]):
            lines[first:last] = _wrapped(lines[first:last])
    return "\n".join(lines)


def _wrapped(lines: list[str]) -> list[str]:
    written = [line for line in lines if line.strip()]
    if not written:
        return lines
    indent = len(written[0]) - len(written[0].lstrip(" "))
    if any(line[:indent].strip() or line[indent : indent + 1].isspace() for line in written):
        return lines
    if any(line != line.rstrip() for line in written):
        return lines
    done: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line[indent:])
            continue
        if paragraph:
            pieces = units("\n".join(paragraph))
            done += wrapped(paragraph, pieces, " " * indent, " " * indent)
            paragraph = []
        done.append("")
    return done[:-1]

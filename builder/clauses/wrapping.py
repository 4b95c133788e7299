"""Breaks running text into lines so that it still means the same in Markdown and in YAML.

Lines that are long enough and short enough stay as their author broke them, so that changing a
word changes one line and a review shows that line only. From the first line of a paragraph that is
too long, or much too short, the paragraph is filled anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

WIDTH = 100
"""The columns of a line."""

_SHORT = 72
"""A line below this number of columns is filled up if the next word still fits."""

# Spaces that matter stay: only a single one, or a line end, can become a line end.
_SPACE = re.compile(r"(?<![ \t])[ ](?![ \t])|\n")
# What Markdown takes for something else than text when a line begins with it.
_STARTER = re.compile(
    r"[-+*]|[0-9]{1,9}[.)]|#{1,6}|=+|-{2,}|:?-+:?|(?:\*{3,}|_{3,})"
    r"|(?:`{3}|~{3}|>|\||%|\+{3}|:{3}|<|\$\$|\[\^|\[[^\]]*\]:|\([^)]*\)=).*",
    re.S,
)
_BLOCK = re.compile(r"\{\{[^{}\n]*:[^{}\n]*\}\}")
_BACKSLASHES = re.compile(r"\\+$")


def units(text: str, whole: Iterable[tuple[int, int]] = ()) -> list[str]:
    """The pieces of a text between which a line may end.

    `whole` are stretches (start, end) that are not broken, like a code span or a placeholder.
    A word that would turn a line into a list item, a heading or the like is joined to the word
    before it, and so is what follows a backslash, which would break the line for good.
    """
    kept = tuple(whole)
    pieces: list[str] = []
    start = 0
    for space in _SPACE.finditer(text):
        if any(first <= space.start() < last for first, last in kept):
            continue
        pieces.append(text[start : space.start()])
        start = space.end()
    pieces.append(text[start:])
    joined: list[str] = []
    for piece in (piece.replace("\n", " ") for piece in pieces):
        if joined and (_starts_something(piece) or _ends_in_backslash(joined[-1])):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def wrapped(lines: Sequence[str], pieces: Sequence[str], first: str, rest: str) -> list[str]:
    """The lines of a paragraph.

    `lines` are its lines as they are, without what stands before them; `pieces` are its units.
    The first line is to begin with `first` and the others with `rest`.
    """
    done: list[str] = []
    position = 0
    for line in lines:
        prefix = rest if done else first
        stop = _end(line, prefix, pieces, position)
        if stop is None:
            break
        done.append(prefix + line)
        position = stop
    return [*done, *_filled(pieces[position:], rest if done else first, rest)]


def _end(line: str, prefix: str, pieces: Sequence[str], position: int) -> int | None:
    """The unit after a line that can stay as it is; None if it cannot."""
    stop = position
    taken = ""
    while stop < len(pieces) and len(taken) < len(line):
        taken += (" " if stop > position else "") + pieces[stop]
        stop += 1
    width = len(prefix) + len(line)
    # A line of one unit stays, however long: nowhere could it be broken.
    if taken != line or (width > WIDTH and stop > position + 1):
        return None
    if stop < len(pieces) and width < _SHORT and width + 1 + len(pieces[stop]) <= WIDTH:
        return None
    return stop


def _filled(pieces: Sequence[str], first: str, rest: str) -> list[str]:
    """The units in lines that are as full as they can be."""
    filled: list[str] = []
    line = ""
    for piece in pieces:
        if line and len(line) + 1 + len(piece) <= WIDTH:
            line += f" {piece}"
            continue
        if line:
            filled.append(line)
        line = (rest if filled else first) + piece
    return [*filled, line] if line else []


def _starts_something(piece: str) -> bool:
    return bool(_STARTER.fullmatch(piece) or _BLOCK.fullmatch(piece))


def _ends_in_backslash(piece: str) -> bool:
    found = _BACKSLASHES.search(piece)
    return found is not None and len(found[0]) % 2 == 1

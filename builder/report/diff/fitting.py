"""Keeps a text below a limit by leaving out whole lines, the least important first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.model.change_words import ChangeWords

_NOTE = 700
"""Characters that the note on what was left out may take."""


@dataclass(slots=True, kw_only=True)
class Piece:
    """A part of the text: its lines stay or go one by one, from the end.

    `rank` says how important it is, 0 the most. `head` and `foot` are kept with the lines; a
    piece without any line that fits is left out whole. `name` says what is missing then.
    """

    name: str
    rank: int
    lines: Sequence[str]
    head: str = ""
    foot: str = ""
    kept: int = field(default=0, init=False)

    @property
    def text(self) -> str:
        """What is shown of it."""
        if not self.kept and self.lines:
            return ""
        return self.head + "".join(self.lines[: self.kept]) + self.foot


def fit(pieces: Sequence[Piece], limit: int, words: ChangeWords) -> str:
    """The pieces in their order, in at most `limit` characters, and what was left out by name."""
    if sum(_whole(piece) for piece in pieces) <= limit:
        for piece in pieces:
            piece.kept = len(piece.lines)
        return "".join(piece.text for piece in pieces)
    room = limit - _NOTE
    for piece in sorted(pieces, key=lambda piece: piece.rank):
        size = len(piece.head) + len(piece.foot)
        if size > room:
            continue
        for line in piece.lines:
            if size + len(line) > room:
                break
            size += len(line)
            piece.kept += 1
        if piece.kept or not piece.lines:
            room -= size
    missing = [
        words.left_of.format(
            part=piece.name, left=len(piece.lines) - piece.kept, count=len(piece.lines)
        )
        for piece in pieces
        if piece.kept < len(piece.lines)
    ]
    return ("".join(piece.text for piece in pieces) + _said(missing, words))[:limit]


def _whole(piece: Piece) -> int:
    return len(piece.head) + sum(map(len, piece.lines)) + len(piece.foot)


def _said(missing: list[str], words: ChangeWords) -> str:
    start = f"\n**{words.left_out}** "
    for count in range(len(missing), -1, -1):
        rest = len(missing) - count
        more = [words.more_parts.format(count=rest)] if rest else []
        note = f"{start}{'; '.join([*missing[:count], *more])}. {words.redlines_have_all}\n"
        if len(note) <= _NOTE:
            return note
    return ""

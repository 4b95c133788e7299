"""Which words of a paragraph are parted, and which must not be: before Typst sets it.

Typst has a place to break between words and after a hyphen. A word wider than its line would
leave it, so it gets places where it may be broken (`soft` in the templates: a space of no width,
which is no character of the text). A name in code style, a file name or an address that fits on a
line is kept whole instead, because a reader's copy would lose a hyphen at the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from docutils import nodes

from builder.model.long_words import looks_like_code, loses_hyphen, parts
from builder.outputs.pdf.escape import prose, run, string
from builder.outputs.pdf.room import Room

_WORD = re.compile(r"[^ \t\n\r\f\v]+")
_FACES = {"strong": "semibold", "emphasis": "italic", "title_reference": "italic"}
# What stands between words without being a text.
_APART = frozenset({"hard_break", "image"})
_END = (False, False)
_HYPHEN = re.compile(r"-(?=\w)")
# A line may end between these parts of a word of prose in any case.
_PROSE_PART = re.compile(r"[^-\u2010\u2013\u2014]*[-\u2010\u2013\u2014]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: whether a line may end before it, and whether none may within it."""

    text: str
    soft: bool = False
    whole: bool = False


Plan = dict[int, tuple[Piece, ...]]
"""The pieces of texts that have more than one, by the identity of their node."""
_Cuts = dict[int, tuple[bool, bool]]
"""By offset: whether a line may end there, and whether what follows is kept whole."""


def plan(node: nodes.Node, room: Room) -> Plan:
    """How the texts within a block are broken, on lines of this room."""
    if not _needs_a_look(node, room):
        return {}
    leaves = list(_leaves(node, room.face))
    whole = "".join(leaf.text for leaf in leaves)
    cuts: _Cuts = {}
    for match in _WORD.finditer(whole):
        _part(match.start(), match[0], leaves, room, cuts)
    return _pieces(leaves, cuts) if cuts else {}


def _needs_a_look(node: nodes.Node, room: Room) -> bool:
    """Whether a block may hold a word to break or to keep whole; most hold none."""
    text = node.astext()
    words = text.split()
    if not room.surely_holds(max(map(len, words), default=0)):
        return True
    hyphened = [word for word in words if "-" in word] if "-" in text else []
    return bool(hyphened) and (
        any(map(looks_like_code, hyphened)) or next(node.findall(nodes.literal), None) is not None
    )


def line_pieces(line: str, room: Room) -> tuple[Piece, ...]:
    """How a line of code is broken; nothing if it fits."""
    if room.holds(line, "mono"):
        return ()
    leaf = _Leaf(0, line, "mono", 0)
    cuts: _Cuts = {}
    for match in _WORD.finditer(line):
        _part(match.start(), match[0], [leaf], room, cuts)
    return _pieces([leaf], cuts).get(0, ())


def soft(text: str, room: Room) -> str:
    """A Typst expression of a text that may be broken where it has to be."""
    leaf = nodes.Text(text)
    return written(plan(leaf, room).get(id(leaf), (Piece(text),)))


def written(pieces: tuple[Piece, ...], *, exactly: bool = False) -> str:
    """A Typst expression of pieces of a text; white space is kept `exactly` in code."""
    write = string if exactly else prose
    found: list[str] = []
    for piece in pieces:
        if piece.soft:
            found.append("soft")
        if piece.text:
            found.append(f"box({write(piece.text)})" if piece.whole else write(piece.text))
    return found[0] if len(found) == 1 else run(found)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text of a block: the identity of its node, its face, and where it starts."""

    node: int
    text: str
    face: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _leaves(node: nodes.Node, face: str) -> Iterator[_Leaf]:
    start = 0
    stack = [(node, face)]
    while stack:
        one, face = stack.pop()
        if isinstance(one, nodes.Text):
            text = one.astext()
            yield _Leaf(id(one), text, face, start)
            start += len(text)
        elif isinstance(one, nodes.literal):
            # The translator reads code as one text.
            text = one.astext()
            yield _Leaf(id(one), text, "mono", start)
            start += len(text)
        elif type(one).__name__ in _APART:
            yield _Leaf(id(one), " ", face, start)
            start += 1
        elif not isinstance(one, nodes.comment):
            own = _FACES.get(type(one).__name__, face)
            stack += [(child, own) for child in reversed(one.children)]


def _part(start: int, word: str, leaves: list[_Leaf], room: Room, cuts: _Cuts) -> None:
    """Note the cuts of a word: the offset, and whether what follows it stays whole."""
    hyphen = "-" in word
    if room.surely_holds(len(word)) and not hyphen:
        return
    inside = [leaf for leaf in leaves if leaf.start < start + len(word) and leaf.end > start]
    code = any(leaf.face == "mono" for leaf in inside) or looks_like_code(word)
    if not code and hyphen:
        for match in _PROSE_PART.finditer(word):
            if match[0] and not _fits(start + match.start(), match[0], inside, room):
                _cut(start + match.start(), match[0], inside, room, cuts)
    elif not _fits(start, word, inside, room):
        _cut(start, word, inside, room, cuts)
    elif hyphen and (loses_hyphen(word) or _HYPHEN.search(word)):
        cuts[start] = False, True
        cuts.setdefault(start + len(word), _END)


def _cut(start: int, word: str, inside: list[_Leaf], room: Room, cuts: _Cuts) -> None:
    at = start
    for part in parts(word, lambda part: _widest(part, inside, room)):
        cuts[at] = at > start, _HYPHEN.search(part) is not None
        at += len(part)
    cuts.setdefault(at, _END)


def _fits(start: int, word: str, inside: list[_Leaf], room: Room) -> bool:
    width = 0.0
    for leaf in inside:
        text = leaf.text[max(start - leaf.start, 0) : max(start + len(word) - leaf.start, 0)]
        width += room.letters.width(text, leaf.face)
    return width * room.size <= room.width


def _widest(part: str, inside: list[_Leaf], room: Room) -> bool:
    return all(room.letters.width(part, leaf.face) * room.size <= room.width for leaf in inside)


def _pieces(leaves: list[_Leaf], cuts: _Cuts) -> Plan:
    found: Plan = {}
    places = sorted(cuts)
    for leaf in leaves:
        inner = [at for at in places if leaf.start < at < leaf.end]
        if inner or any(cuts.get(leaf.start, _END)):
            marks = [leaf.start, *inner, leaf.end]
            found[leaf.node] = tuple(
                Piece(leaf.text[a - leaf.start : b - leaf.start], *cuts.get(a, _END))
                for a, b in pairwise(marks)
            )
    return found

"""Compares two texts word by word, and writes the result as runs with marks and as hunks.

The shortest difference is not the one that reads best. Of texts with little in common the old one
is shown whole and then the new one; and where a few short words (“of the”) are all that is equal
between two changes, they are one change, as Fraser's semantic cleanup (diff-match-patch) does.
White space goes with the word after it, and what is equal but for typography counts as equal and
keeps both forms, so that either text comes back letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from builder.diff.matching import likeness
from builder.diff.tokens import Token
from builder.model.change import Hunk, Op
from builder.model.guide import RunKind
from builder.model.redline import Mark, RedRun

_RECOGNIZABLE = 0.3
"""Below this likeness the old text is shown whole, then the new one."""
_SHORT = 3
"""Words of up to so many letters do not hold two hunks apart …"""
_FEW = 2
"""… when there are no more than so many of them between."""
_OPS: dict[Mark, Op] = {"same": "equal", "inserted": "insert", "deleted": "delete"}


class Atom(NamedTuple):
    """A word of the comparison: in both texts, or in one."""

    old: Token | None
    new: Token | None

    @property
    def mark(self) -> Mark:
        """What became of it."""
        if self.old is None:
            return "inserted"
        return "deleted" if self.new is None else "same"


def atoms(old: Sequence[Token], new: Sequence[Token]) -> list[Atom]:
    """The words of both texts in order: what was deleted before what was inserted.

    The words in common are a longest common subsequence (bit-parallel after Hyyrö 2004, as in
    RapidFuzz). White space at the end of a text belongs to no word and is left out.
    """
    a = "".join(token.code for token in old)
    b = "".join(token.code for token in new)
    pairs = _joined(_equal(a, b), old, new)
    found: list[Atom] = []
    i = j = 0
    for left, right in [*pairs, (len(a), len(b))]:
        # What was removed comes first, as readers of redlines expect.
        if i < left:
            found += [Atom(token, None) for token in old[i:left]]
        if j < right:
            found += [Atom(None, token) for token in new[j:right]]
        if left < len(a) and right < len(b):
            found.append(Atom(old[left], new[right]))
        i, j = left + 1, right + 1
    return found


def _equal(a: str, b: str) -> list[tuple[int, int]]:
    if a == b:
        return [(place, place) for place in range(len(a))]
    if likeness(a, b) < _RECOGNIZABLE:
        return []
    from rapidfuzz.distance import LCSseq

    return [
        (op.src_start + step, op.dest_start + step)
        for op in LCSseq.opcodes(a, b)
        if op.tag == "equal"
        for step in range(op.src_end - op.src_start)
    ]


def _joined(
    pairs: list[tuple[int, int]], old: Sequence[Token], new: Sequence[Token]
) -> list[tuple[int, int]]:
    """The equal words without the few short ones that would cut a hunk in pieces."""
    groups: list[list[tuple[int, int]]] = []
    for pair in pairs:
        last = groups[-1][-1] if groups else None
        if last and pair == (last[0] + 1, last[1] + 1):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    kept = []
    for place, group in enumerate(groups):
        inner = 0 < place < len(groups) - 1
        short = len(group) <= _FEW and all(len(old[i].text) <= _SHORT for i, _ in group)
        if inner and short:
            before, after = groups[place - 1][-1], groups[place + 1][0]
            # The words removed and added on both sides: only if they are clearly more than those in
            # common is it easier to read them as one change.
            around = after[0] - before[0] + after[1] - before[1] - 2 - 2 * len(group)
            if around > 2 * len(group) + 1:
                continue
        kept += group
    return kept


_Link = tuple[RunKind, str | None]
_TEXT: _Link = ("text", None)


class _Runs:
    """Collects stretches of text; adjacent ones of one mark and kind become one run."""

    def __init__(self) -> None:
        self.found: list[tuple[Mark, str, str, _Link]] = []

    def add(self, mark: Mark, text: str, was: str, link: _Link) -> None:
        if text or was:
            self.found.append((mark, text, was, link))

    def runs(self) -> Iterator[RedRun]:
        for (mark, (kind, target)), group in groupby(self.found, itemgetter(0, 3)):
            _, texts, olds, _ = zip(*group, strict=True)
            text, was = "".join(texts), "".join(olds)
            old = None if was == text or mark != "same" else was
            yield RedRun(text=text, mark=mark, kind=kind, target=target, was=old)


def runs(atoms: Iterable[Atom], tails: tuple[str, str] = ("", "")) -> tuple[RedRun, ...]:
    """Words as runs with marks; `tails` is the white space at the ends of both texts."""
    out = _Runs()
    after: Mark | None = None
    before = _TEXT
    shared: set[int] = set()
    listed = list(atoms)
    for place, (old, new) in enumerate(listed):
        token = new or old
        assert token is not None
        pieces = token.pieces
        link = pieces[0][1:]
        # White space between two words of one link is a part of the link.
        space = link if link == before else _TEXT
        mark: Mark
        if old is not None and new is not None:
            mark = "same"
            _space(out, old.space, new.space, after, space)
            if old.pieces == pieces or old.text == new.text:
                for piece in pieces:
                    out.add("same", piece[0], piece[0], piece[1:])
            else:
                out.add("same", new.text, old.text, link)
        else:
            mark = "inserted" if old is None else "deleted"
            if after in {"same", None}:
                shared = _replacement(listed, place)
                if shared:
                    removed, added = (listed[at] for at in sorted(shared))
                    assert removed.old
                    assert added.new
                    out.add("same", added.new.space, removed.old.space, space)
            out.add(mark, "" if place in shared else token.space, "", space)
            for piece in pieces:
                out.add(mark, piece[0], "", piece[1:])
        after, before = mark, pieces[-1][1:]
    out.add("same", tails[1], tails[0], _TEXT)
    return tuple(out.runs())


def _replacement(atoms: Sequence[Atom], start: int) -> set[int]:
    """The first word that was removed and the first in its place, if both follow a space.

    That space is in both texts.
    """
    first = atoms[start].old
    if first is None or not first.space:
        return set()
    for place in range(start, len(atoms)):
        atom = atoms[place]
        if atom.mark == "same":
            break
        if atom.new is not None:
            return {start, place} if atom.new.space else set()
    return set()


def _space(out: _Runs, old: str, new: str, after: Mark | None, link: _Link) -> None:
    """White space before a word that is in both texts."""
    if after in {"inserted", "deleted"} and bool(old) != bool(new):
        # A word that was removed or added took the space beside it along.
        out.add("deleted" if old else "inserted", old or new, "", link)
    else:
        out.add("same", new, old, link)


def hunks(marked: Iterable[RedRun]) -> tuple[Hunk, ...]:
    """Runs as hunks; none if all is the same, or if all was added or removed."""
    found = []
    for mark, group in groupby(marked, lambda run: run.mark):
        parts = list(group)
        targets = {part.target for part in parts if part.text.strip()}
        target = targets.pop() if len(targets) == 1 and mark != "same" else None
        text = "".join(part.text for part in parts)
        found.append(Hunk(op=_OPS[mark], text=text, target=target))
    if all(hunk.op == "equal" for hunk in found):
        return ()
    return tuple(found)


def split_tail(tokens: list[Token]) -> tuple[list[Token], str]:
    """Words, and the white space after the last one."""
    if tokens and not tokens[-1].code:
        return tokens[:-1], tokens[-1].space
    return tokens, ""

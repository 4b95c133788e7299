"""Compares two texts word by word, and writes the result as runs with marks and as hunks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from builder.diff.matching import likeness
from builder.diff.tokens import Token, kinds
from builder.model.change import Hunk, Mark, Op, RedRun

_RECOGNIZABLE = 0.3
"""Below this likeness the old text is shown whole, then the new one."""
_SHORT = 3
"""Words of up to so many letters do not hold two hunks apart …"""
_FEW = 2
"""… when there are no more than so many of them between."""
_OPS: dict[Mark, Op] = {"same": "equal", "inserted": "insert", "deleted": "delete"}


@dataclass(frozen=True, slots=True)
class Atom:
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

    The words in common are a longest common subsequence (bit-parallel, as in RapidFuzz). White
    space at the end of a text belongs to no word and is left out.
    """
    a = "".join(token.code for token in old)
    b = "".join(token.code for token in new)
    pairs = _joined(_equal(a, b), old, new)
    found: list[Atom] = []
    i = j = 0
    for left, right in [*pairs, (len(a), len(b))]:
        found += [Atom(token, None) for token in old[i:left]]
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
            around = after[0] - before[0] + after[1] - before[1] - 2 - 2 * len(group)
            if around > 2 * len(group) + 1:
                continue
        kept += group
    return kept


def _space_runs(atom: Atom, after: Mark | None, kind: RedRun) -> list[RedRun]:
    """White space before a word that is in both texts."""
    assert atom.old and atom.new
    old, new = atom.old.space, atom.new.space
    if old == new:
        return [replace(kind, text=new)] if new else []
    if after in {"inserted", "deleted"}:
        # A word that went or came took the space beside it along.
        if not new:
            return [replace(kind, text=old, mark="deleted")]
        if not old:
            return [replace(kind, text=new, mark="inserted")]
    return [replace(kind, text=new, was=old)]


def runs(atoms: Iterable[Atom], tails: tuple[str, str] = ("", "")) -> tuple[RedRun, ...]:
    """Words as runs with marks; `tails` is the white space at the ends of both texts."""
    found: list[RedRun] = []
    after: Mark | None = None
    for atom in atoms:
        token = atom.new or atom.old
        assert token is not None
        kind, target = kinds(token.pieces)
        inside = found and (found[-1].kind, found[-1].target) == (kind, target)
        space = RedRun(text="", kind=kind, target=target) if inside else RedRun(text="")
        if atom.mark == "same":
            assert atom.old
            found += _space_runs(atom, after, space)
            if atom.old.text == token.text:
                found += _pieces(token, "same")
            else:
                found.append(
                    RedRun(text=token.text, kind=kind, target=target, was=atom.old.text)
                )
        else:
            if token.space:
                found.append(replace(space, text=token.space, mark=atom.mark))
            found += _pieces(token, atom.mark)
        after = atom.mark
    if tails != ("", ""):
        old, new = tails
        found.append(RedRun(text=new, was=None if old == new else old))
    return tuple(_merged(found))


def _pieces(token: Token, mark: Mark) -> list[RedRun]:
    return [
        RedRun(text=piece.text, mark=mark, kind=piece.kind, target=piece.target)
        for piece in token.pieces
    ]


def _merged(found: Iterable[RedRun]) -> Iterable[RedRun]:
    for _, group in groupby(found, lambda run: (run.mark, run.kind, run.target)):
        parts = list(group)
        was = "".join(part.text if part.was is None else part.was for part in parts)
        text = "".join(part.text for part in parts)
        yield replace(parts[0], text=text, was=None if was == text else was)


def hunks(marked: Iterable[RedRun]) -> tuple[Hunk, ...]:
    """Runs as hunks; none if all is the same, or if all came or went."""
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

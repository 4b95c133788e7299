"""Finds which blocks of two guides are the same.

In a pair of sections: by id, by equal text, as a split or a merge, then by an optimal assignment
on the words. What is left is looked for in the other sections, so that a paragraph that was moved
and edited is found as one. Lists and their items are matched level by level.

The stages go from what is certain to what is likely, and each sees only what the ones before it
left: an equal text cannot be taken away by a similar one. Splits come before likeness, or the
longest part of one would be taken for the whole, edited. Matching top down within matched parents
first, then across, is the way of Chawathe et al. (1996) for documents; here thresholds are higher
across sections, where two formal sentences are alike by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.diff.matching import best_pairs, equal_pairs, likeness
from builder.diff.nodes import BlockNode, GuideNode, free, join, join_pairs
from builder.model.blocks import LISTS

NEAR = 0.42
"""Blocks side by side in a pair of sections are the same from this likeness on."""
_FAR = 0.58
"""Blocks in different sections must be more alike than that."""
_FAR_WORDS = 5
"""… and this long: a short line can be in many places by chance."""
_DEPTH = 4
"""So deep is what is in unmatched blocks looked for elsewhere."""
_WHOLE = 0.86
"""So alike must the parts of a split be, together, to the whole."""
_OPEN = LISTS | {"item"}
"""In these there are blocks that can be found elsewhere."""
_CONTAINED = 0.75
"""A list that has so much of a shorter one is the same list."""


def match_blocks(old: GuideNode, new: GuideNode) -> None:
    """Pair the blocks of two guides whose sections are paired."""
    for section in old.walk():
        for other in section.matches:
            # Sections are matched with sections only.
            match_siblings(section.blocks, other.blocks)  # type: ignore[attr-defined]
    _match_across(old, new)


def match_siblings(olds: Sequence[BlockNode], news: Sequence[BlockNode]) -> None:
    """Pair the blocks of one level, then what is inside the pairs."""
    if _alike(olds, news):
        for a, b in zip(olds, news, strict=True):
            join(a, b)
            _inside(a)
        return
    join_pairs(_by_id(olds, news))
    for key in (_exactly, _loosely):
        join_pairs(equal_pairs(free(olds), free(news), key))
    _splits(olds, news)
    _splits(news, olds)
    _join_alike(free(olds), free(news), NEAR)
    for node in olds:
        _inside(node)


def _alike(olds: Sequence[BlockNode], news: Sequence[BlockNode]) -> bool:
    """Whether nothing is different in a level, so that there is nothing to look for."""
    if len(olds) != len(news):
        return False
    for a, b in zip(olds, news, strict=True):
        if a.code != b.code or a.block.id != b.block.id or a.kind != b.kind:
            return False
        if a.matches or b.matches:
            return False
    return True


def _inside(node: BlockNode) -> None:
    if len(node.matches) == 1:
        other = node.matches[0]
        assert isinstance(other, BlockNode)
        if node.blocks or other.blocks:
            match_siblings(node.blocks, other.blocks)


def _by_id(
    olds: Sequence[BlockNode], news: Sequence[BlockNode]
) -> list[tuple[BlockNode, BlockNode]]:
    left, right = ([node for node in free(side) if node.block.id] for side in (olds, news))
    return equal_pairs(left, right, lambda node: (_family(node), node.block.id))


def _exactly(node: BlockNode) -> tuple[str, str]:
    return _family(node), node.code


def _loosely(node: BlockNode) -> tuple[str, str]:
    return _family(node), node.text


def _family(node: BlockNode) -> str:
    """Bulleted and numbered lists are the same kind of thing."""
    return "list" if node.kind in LISTS else node.kind


def _join_alike(
    olds: Sequence[BlockNode], news: Sequence[BlockNode], least: float
) -> list[tuple[BlockNode, BlockNode]]:
    """Pair the blocks of each kind that are most alike."""
    pairs = []
    for family in dict.fromkeys(map(_family, olds)):
        left = [node for node in olds if _family(node) == family]
        right = [node for node in news if _family(node) == family]
        bonus = _same_list if family == "list" and least == NEAR else None
        pairs += best_pairs(left, right, lambda node: node.text, least, bonus)
    return join_pairs(pairs)


def _same_list(a: BlockNode, b: BlockNode) -> float:
    if a.blocks and b.blocks:
        # A list that has lost or gained most of its items is still that list.
        one, two = {item.code for item in a.blocks}, {item.code for item in b.blocks}
        if len(one & two) >= _CONTAINED * min(len(one), len(two)):
            return NEAR
    return 0.0


def _splits(wholes: Sequence[BlockNode], parts: Sequence[BlockNode]) -> None:
    """Find paragraphs and items that became two or three that stand one after the other."""
    for whole in wholes:
        if not _may(whole):
            continue
        target = whole.text
        for start, first in enumerate(parts):
            found = _run_of_parts(whole, target, parts[start : start + 3]) if _may(first) else 0
            if found:
                for part in parts[start : start + found]:
                    join(whole, part)
                break


def _may(part: BlockNode) -> bool:
    """Whether a block is free, and one text only."""
    if part.matches or not part.text:
        return False
    if part.kind == "item" and not part.block.runs and len(part.blocks) == 1:
        part = part.blocks[0]
    return part.kind in {"paragraph", "item"} and not part.blocks


def _run_of_parts(whole: BlockNode, target: str, parts: Sequence[BlockNode]) -> int:
    """How many of some blocks make up a whole, 0 if they do not.

    Together they must be clearly more like it than the most alike is alone: otherwise that one is
    the whole, and the next a paragraph that was added.
    """
    best, count = 0.0, 0
    joined = ""
    alone = 0.0
    for number, part in enumerate(parts, 1):
        if not _may(part) or part.kind != whole.kind:
            break
        text = part.text
        if not text or len(joined) + len(text) > 2 * len(target):
            break
        joined += text
        alone = max(alone, likeness(target, text))
        together = likeness(target, joined)
        if number > 1 and together >= _WHOLE and together > alone + 0.03 and together > best:
            best, count = together, number
    return count


def _match_across(old: GuideNode, new: GuideNode) -> None:
    """Look in all other sections for what has no partner in its own."""
    ours, theirs = _with_left(old), _with_left(new)
    for depth in range(_DEPTH):
        # What is in a list is looked for only after the list itself was not found.
        olds, news = _left(ours, depth), _left(theirs, depth)
        pairs = join_pairs(_by_id(olds, news))
        left, right = ([node for node in free(side) if _long(node)] for side in (olds, news))
        pairs += join_pairs(equal_pairs(left, right, _exactly))
        pairs += _join_alike(free(left), free(right), _FAR)
        for a, _ in pairs:
            _inside(a)


def _long(node: BlockNode) -> bool:
    return len(node.text) >= _FAR_WORDS


def _with_left(guide: GuideNode) -> list[BlockNode]:
    """The blocks of sections that have no partner, or have something without one in them."""
    return [block for section in guide.walk() for block in section.blocks if _has_left(block)]


def _has_left(node: BlockNode) -> bool:
    if not node.matches:
        return True
    if node.kind not in _OPEN:
        return False
    return any(map(_has_left, node.blocks))


def _left(tops: Sequence[BlockNode], depth: int) -> list[BlockNode]:
    """The blocks without a partner that are in so many others without one."""
    found: list[BlockNode] = []
    _collect(tops, depth, found)
    return found


def _collect(nodes: Sequence[BlockNode], depth: int, found: list[BlockNode]) -> None:
    for node in nodes:
        free = not node.matches
        if free and depth == 0:
            found.append(node)
        elif node.kind in _OPEN:
            _collect(node.blocks, depth - free, found)

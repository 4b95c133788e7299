"""Writes what was split and what was merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from builder.diff.collect import Collector
from builder.diff.drafts import ChangeDraft, block_side, part_of
from builder.diff.nodes import BlockNode, text_of
from builder.diff.tokens import Token
from builder.diff.words import Atom, atoms, hunks, runs, split_tail
from builder.model.redline import RedBlock


def group_draft(olds: Sequence[BlockNode], news: Sequence[BlockNode]) -> ChangeDraft:
    """The draft of a split or merge."""
    split = len(olds) == 1
    return ChangeDraft(
        kind="split" if split else "merged",
        thing=part_of(news[0]),
        old=block_side(olds[0]),
        new=block_side(news[0]),
        others=tuple(map(block_side, news[1:] if split else olds[1:])),
        codes=(
            "".join(text_of(node.code) for node in olds),
            "".join(text_of(node.code) for node in news),
        ),
        olds=tuple(olds),
        news=tuple(news),
    )


def write_group(
    writer: Collector, olds: Sequence[BlockNode], news: Sequence[BlockNode]
) -> list[RedBlock]:
    """One block that became several, or several that became one, with the marks of both."""
    split = len(olds) == 1
    sides = [[_tokens(writer, node) for node in nodes] for nodes in (olds, news)]
    a, b = ([token for part in side for token in part[0]] for side in sides)
    many = sides[1] if split else sides[0]
    ends, end = [], 0
    for tokens, _ in many:
        end += len(tokens)
        ends.append(end)
    parts: list[list[Atom]] = [[] for _ in ends]
    at = part = 0
    found = atoms(a, b)
    for atom in found:
        if (atom.new if split else atom.old) is not None:
            while at >= ends[part] and part < len(ends) - 1:
                part += 1
            at += 1
        parts[part].append(atom)
    draft = group_draft(olds, news)
    draft.hunks = hunks(runs(found))
    writer.add(draft)
    reds = []
    for place, own in enumerate(parts):
        last = place == len(parts) - 1
        one = sides[0 if split else 1][0][1] if last else ""
        tails = (one, many[place][1]) if split else (many[place][1], one)
        marked = runs(own, tails)
        shape = news[place] if split else news[0]
        block = shape.blocks[0].block if shape.blocks else shape.block
        red = RedBlock(kind=block.kind, id=block.id, runs=marked)
        if shape.blocks:
            red = RedBlock(kind=shape.block.kind, blocks=(red,))
        continues: Literal["old", "new"] = "old" if split else "new"
        reds.append(replace(red, change=draft.id, continues=continues if place else None))
    return reds


def _tokens(writer: Collector, node: BlockNode) -> tuple[list[Token], str]:
    source = node.blocks[0].block if node.blocks else node.block
    return split_tail(writer.words.tokens(source.runs))

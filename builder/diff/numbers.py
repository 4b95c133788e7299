"""Lists the sections, tables and figures that have another number."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diff.nodes import BlockNode, GuideNode, SectionNode
from builder.model.change import Renumbering
from builder.model.words import Language


def renumberings(old: GuideNode, before: Language, now: Language) -> Iterator[Renumbering]:
    """The new numbers, in the old guide's order; each label in the words of its guide."""
    for node in old.walk():
        for match in node.matches:
            assert isinstance(match, SectionNode)
            if node.section.number != match.section.number:
                yield Renumbering(
                    id=match.section.id,
                    thing=match.section.noun,
                    title=match.section.title,
                    old=node.section.label,
                    new=match.section.label,
                    follows=_follows(node, match),
                )
    for node in old.walk():
        for block in node.blocks:
            for inner in block.walk():
                # A table that was split or merged has no one number before.
                if inner.kind in ("table", "figure") and len(inner.matches) == 1:
                    yield from _block(inner, before, now)


def _follows(old: SectionNode, new: SectionNode) -> bool:
    """Whether only what is above has another number."""
    above, below = old.parent, new.parent
    if not isinstance(above, SectionNode) or not isinstance(below, SectionNode):
        return False
    if below not in above.matches or above.section.number == below.section.number:
        return False
    return old.section.number.rsplit(".", 1)[-1] == new.section.number.rsplit(".", 1)[-1]


def _block(node: BlockNode, before: Language, now: Language) -> Iterator[Renumbering]:
    match = node.matches[0]
    assert isinstance(match, BlockNode)
    a, b = node.block.number, match.block.number
    if a and b and a != b:
        yield Renumbering(
            id=match.block.id or match.path,
            thing="table" if node.kind == "table" else "figure",
            title="".join(run.text for run in match.block.runs),
            old=before.label(node.kind, a),
            new=now.label(node.kind, b),
        )

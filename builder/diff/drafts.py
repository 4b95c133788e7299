"""Changes while they are still being found out: nodes and texts, no class or cause yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from builder.diff.nodes import BlockNode, CellNode, SectionNode, text_of
from builder.model.blocks import BLOCKS
from builder.model.change import ChangedPart, ChangeKind, Hunk, Side
from builder.model.redline import Mark

N = TypeVar("N", BlockNode, SectionNode)


@dataclass(eq=False, slots=True)
class ChangeDraft:
    """A change with what later steps need to know of it.

    `codes` are the texts of both sides, of which the id is made and by which it is known whether
    only a value that is printed there is different. `olds` and `news` are the blocks that it is
    about.
    """

    kind: ChangeKind
    thing: ChangedPart
    name: str | None = None
    old: Side | None = None
    new: Side | None = None
    others: tuple[Side, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    children: list[ChangeDraft] = field(default_factory=list)
    codes: tuple[str, str] = ("", "")
    olds: tuple[BlockNode, ...] = ()
    news: tuple[BlockNode, ...] = ()
    id: str = ""

    def walk(self) -> Iterator[ChangeDraft]:
        """This draft and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def kind_of(old: object, new: object) -> ChangeKind:
    """What became of something that has not moved, from what it is in both guides."""
    return "changed" if old and new else "added" if new else "removed"


def lone(node: N, mark: Mark) -> tuple[N | None, N | None]:
    """What is in one guide only, as it is in the old and in the new one."""
    return (None, node) if mark == "inserted" else (node, None)


def block_draft(
    old: BlockNode | None,
    new: BlockNode | None,
    name: str | None = None,
    kind: ChangeKind | None = None,
) -> ChangeDraft:
    """The draft of a change of a block, which is named by its id if by nothing else.

    An entry of the glossary is named by its term.
    """
    node = new or old
    assert node is not None
    own = node.block.own_text if node.kind == "entry" else node.block.id
    return ChangeDraft(
        kind=kind or kind_of(old, new),
        thing=part_of(node),
        name=own if name is None else name,
        old=block_side(old) if old else None,
        new=block_side(new) if new else None,
        codes=(text_of(old.code) if old else "", text_of(new.code) if new else ""),
        olds=(old,) if old else (),
        news=(new,) if new else (),
    )


def section_draft(
    old: SectionNode | None,
    new: SectionNode | None,
    name: str | None = None,
    kind: ChangeKind | None = None,
) -> ChangeDraft:
    """The draft of a change of a section; of one that is in one guide only, with all its text."""
    node = new or old
    assert node is not None
    draft = ChangeDraft(
        kind=kind or kind_of(old, new),
        thing=node.section.noun,
        name=name,
    )
    if old and new:
        draft.old, draft.new = section_side(old), section_side(new)
        draft.codes = (old.own, new.own)
        return draft
    side, blocks = section_side(node, whole=True), tuple(left_blocks(node))
    code = node.own + "".join(text_of(section.code) for section in node.walk())
    if new:
        draft.new, draft.news, draft.codes = side, blocks, ("", code)
    else:
        draft.old, draft.olds, draft.codes = side, blocks, (code, "")
    return draft


def block_side(node: BlockNode) -> Side:
    """A block as one side of a change."""
    block = node.block
    own = "".join(run.text for run in block.runs)
    text = own if block.kind == "figure" else block.text
    return Side(
        text=" ".join(text.split()),
        place=block.at,
        section=node.home.ref,
        number=block.number,
        path=node.path,
        caption=own or None if block.kind == "table" else None,
        image=block.image,
        description=block.description,
    )


def cell_side(node: CellNode) -> Side:
    """A cell as one side of a change."""
    at = node.cell.at or next((block.block.at for block in node.blocks if block.block.at), None)
    return Side(
        text=" ".join(node.cell.text.split()), place=at, section=node.home.ref, path=node.path
    )


def section_side(node: SectionNode, *, whole: bool = False) -> Side:
    """A section as one side of a change: its title, or with all text added or removed with it."""
    text = [node.section.title]
    if whole:
        text += _left(node)
    return Side(
        text="\n".join(text),
        place=node.section.at,
        section=node.ref,
        number=node.section.number,
        path=node.path,
    )


def _left(node: SectionNode) -> Iterator[str]:
    """The texts of a section that is in one guide only, without what is in the other, too."""
    for block in node.blocks:
        yield from _texts(block)
    for inner in node.sections:
        if not inner.matches:
            yield inner.section.title
            yield from _left(inner)


def _texts(node: BlockNode) -> Iterator[str]:
    if node.matches:
        return
    if node.blocks and node.kind != "entry":
        for block in node.blocks:
            yield from _texts(block)
    elif text := " ".join(node.block.text.split()):
        yield text


def left_blocks(node: SectionNode) -> Iterator[BlockNode]:
    """The blocks added or removed with a section, those of sections in it included."""
    yield from node.blocks
    for inner in node.sections:
        if not inner.matches:
            yield from left_blocks(inner)


def part_of(node: BlockNode) -> ChangedPart:
    """What a block is called in a report."""
    if node.kind == "paragraph" and isinstance(node.parent, BlockNode):
        parent = node.parent
        if parent.kind == "item" and parent.blocks[0] is node:
            return "item"
        if parent.kind == "entry":
            return "term"
    return BLOCKS[node.kind].part

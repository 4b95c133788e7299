"""Changes while they are still being found out: nodes and texts, no class or cause yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.diff.nodes import BlockNode, CellNode, SectionNode
from builder.model.change import ChangeKind, Hunk, Side, Thing

_THINGS: dict[str, Thing] = {
    "bullet-list": "list",
    "numbered-list": "list",
    "glossary": "list",
    "entry": "term",
}


@dataclass(eq=False, slots=True)
class Draft:
    """A change with what later steps need to know of it.

    `codes` are the texts of both sides, of which the id is made and by which it is known whether
    only a value that is printed there is different. `olds` and `news` are the blocks that it is
    about.
    """

    kind: ChangeKind
    thing: Thing
    name: str | None = None
    old: Side | None = None
    new: Side | None = None
    others: tuple[Side, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    children: list[Draft] = field(default_factory=list)
    codes: tuple[str, str] = ("", "")
    olds: tuple[BlockNode, ...] = ()
    news: tuple[BlockNode, ...] = ()
    id: str = ""

    def walk(self) -> Iterator[Draft]:
        """This draft and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


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
    """A section as one side of a change: its title, or with all text that came or went with it."""
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
    """The blocks that came or went with a section, those of sections in it included."""
    yield from node.blocks
    for inner in node.sections:
        if not inner.matches:
            yield from left_blocks(inner)


def thing(node: BlockNode) -> Thing:
    """What a block is called in a report."""
    if node.kind == "paragraph" and isinstance(node.parent, BlockNode):
        parent = node.parent
        if parent.kind == "item" and parent.blocks[0] is node:
            return "item"
        if parent.kind == "entry":
            return "term"
    return _THINGS.get(node.kind, node.kind)  # type: ignore[arg-type]

"""The kinds of blocks that a section is made of, in one table.

What a stage does with one kind alone stands in that stage. A kind that is added here is read,
compared, searched for duties and told of everywhere, as a frame around the blocks in it; a writer
that draws it otherwise says so itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "paragraph",
    "bullet-list",
    "numbered-list",
    "item",
    "table",
    "figure",
    "glossary",
    "entry",
    "form",
    "code",
    "quote",
]
BlockPart = Literal["paragraph", "list", "item", "table", "figure", "form", "code", "quote", "term"]
"""What a comparison calls a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockType:
    """A kind of block.

    `part` is what a comparison calls one. `node` is the class of the docutils nodes that become
    such blocks with what is in them; kinds that are more than a frame are read in
    `builder.assemble.extract`. `text`: a comparison shows what it says, and does not name it.
    """

    id: BlockKind
    part: BlockPart
    node: str = ""
    text: bool = True


BLOCKS: Mapping[BlockKind, BlockType] = {
    block.id: block
    for block in (
        BlockType(id="bullet-list", part="list", node="bullet_list", text=False),
        BlockType(id="numbered-list", part="list", node="enumerated_list", text=False),
        BlockType(id="item", part="item", node="list_item"),
        BlockType(id="table", part="table", text=False),
        BlockType(id="figure", part="figure", text=False),
        BlockType(id="glossary", part="list", text=False),
        BlockType(id="entry", part="term"),
        BlockType(id="form", part="form", text=False),
        BlockType(id="code", part="code"),
        BlockType(id="quote", part="quote", node="block_quote"),
        BlockType(id="paragraph", part="paragraph"),
    )
}
"""All kinds. A new one goes to the end: the ids of changes depend on the order."""
LISTS: frozenset[BlockKind] = frozenset({"bullet-list", "numbered-list"})
TABLES: frozenset[BlockKind] = frozenset({"table", "form"})
"""What has rows and cells."""
TEXTS: frozenset[BlockPart] = frozenset(block.part for block in BLOCKS.values() if block.text)
"""The parts that say something themselves."""

"""The parts of a guide as nodes: each knows where it stands, what it says and what it became.

Nodes are told apart by identity. A `Guide` can hold one `Block` object in several places, and
both guides of a comparison can hold the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from builder.diff.tokens import WordCodes
from builder.model.blocks import BLOCKS, BlockKind
from builder.model.change import SectionRef
from builder.model.guide import Block, Cell, Guide, Section

N = TypeVar("N", bound="Node")

# Marks between the parts of a code; words have characters above these.
_CELL, _ROW, _FIGURE = "\x02", "\x03", "\x04"
# The same for each kind of block, in the order of their table. Ids of changes are made of them, so
# that they stay what they are; line breaks are left out, which stand between words.
_MARKS = "\x05\x06\x07\x08\x09\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a"


@cache
def _mark(kind: BlockKind) -> str:
    return _MARKS[list(BLOCKS).index(kind)]


class Node:
    """What sections and blocks have in common.

    `matches` are the nodes of the other guide that it is: one, or several where it was split or
    merged. `code` is all its text with its structure, `own` the text that it holds itself.
    """

    __slots__ = ("_text", "_words", "code", "matches", "own", "parent", "path")

    def __init__(self, path: str, parent: Node | None) -> None:
        self.path = path
        self.parent = parent
        self.matches: list[Node] = []
        self.own = ""
        self.code = ""
        self._words: WordCodes | None = None
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The code without structure and addresses: what blocks are known again by."""
        if self._text is None:
            assert self._words is not None
            self._text = self._words.bare(self.code)
        return self._text


class BlockNode(Node):
    """A block, with the blocks and cells in it."""

    __slots__ = ("block", "blocks", "description", "head", "home", "kind", "rows")

    def __init__(self, block: Block, path: str, parent: Node | None, home: SectionNode) -> None:
        super().__init__(path, parent)
        self.block = block
        self.kind: BlockKind = block.kind
        self.home = home
        self.blocks = [
            BlockNode(inner, f"{path}/{place}", self, home)
            for place, inner in enumerate(block.blocks)
        ]
        self.head: list[CellNode] = []
        self.rows: list[list[CellNode]] = []
        if block.head or block.rows:
            width = max(map(len, (block.head, *block.rows)))
            if block.head:
                self.head = _cells(block.head, width, f"{path}/rh", self)
            self.rows = [
                _cells(row, width, f"{path}/r{number}", self)
                for number, row in enumerate(block.rows)
            ]
        self.description = ""

    def walk(self) -> list[BlockNode]:
        """This block and all in it, cells included, in reading order."""
        found: list[BlockNode] = []
        self._walk(found)
        return found

    def _walk(self, found: list[BlockNode]) -> None:
        found.append(self)
        for block in self.blocks:
            block._walk(found)
        if self.head or self.rows:
            for row in (self.head, *self.rows):
                for cell in row:
                    for block in cell.blocks:
                        block._walk(found)

    def read(self, words: WordCodes) -> str:
        """Fill in and return `code`."""
        self._words, self._text = words, None
        self.own = words.runs(self.block.runs)
        parts = [_mark(self.kind), self.own]
        if self.blocks:
            parts += [block.read(words) for block in self.blocks]
        parts.append(_ROW)
        parts += [cell.read(words) for cell in self.head]
        for row in self.rows:
            parts += [_ROW, *[cell.read(words) for cell in row]]
        if self.kind == "figure":
            self.description = words.text(self.block.description or "")
            image = words.code(f"image {self.block.image}") if self.block.image else ""
            parts += [_FIGURE, self.description, _FIGURE, image]
        self.code = "".join(parts)
        return self.code


class CellNode(Node):
    """A cell of a table or form."""

    __slots__ = ("blocks", "cell", "home")

    def __init__(self, cell: Cell, path: str, parent: BlockNode) -> None:
        super().__init__(path, parent)
        self.cell = cell
        self.home = parent.home
        self.blocks = [
            BlockNode(inner, f"{path}/{place}", self, self.home)
            for place, inner in enumerate(cell.blocks)
        ]

    def read(self, words: WordCodes) -> str:
        """Fill in and return `code`."""
        self.code = _CELL + "".join([block.read(words) for block in self.blocks])
        self.own = text_of(self.code)
        return self.code


def _cells(row: tuple[Cell, ...], width: int, path: str, table: BlockNode) -> list[CellNode]:
    filled = (*row, *(Cell(),) * (width - len(row)))
    return [CellNode(cell, f"{path}c{place}", table) for place, cell in enumerate(filled)]


def text_of(code: str) -> str:
    """A code without its structure."""
    return "".join(character for character in code if character > "\xff")


class SectionNode(Node):
    """A section with its blocks; `own` is the code of its title, `code` that of its own blocks."""

    __slots__ = ("blocks", "order", "section", "sections")

    def __init__(self, section: Section, parent: SectionNode | None) -> None:
        super().__init__(section.id, parent)
        self.section, self.order = section, 0
        self.blocks = [
            BlockNode(block, f"{section.id}/{place}", None, self)
            for place, block in enumerate(section.blocks)
        ]
        self.sections = [SectionNode(inner, self) for inner in section.sections]

    @property
    def ref(self) -> SectionRef:
        """How it is cited."""
        section = self.section
        return SectionRef(id=section.id, label=section.label, title=section.title, order=self.order)

    def walk(self) -> list[SectionNode]:
        """This section and all below it, in reading order."""
        found = [self]
        for section in self.sections:
            found += section.walk()
        return found

    def read(self, words: WordCodes) -> None:
        """Fill in the codes of this section and of all below it."""
        for node in self.walk():
            node._words, node._text = words, None
            node.own = words.text(node.section.title)
            node.code = "".join([block.read(words) for block in node.blocks])


class GuideNode:
    """A guide as nodes."""

    __slots__ = ("_all", "guide", "sections")

    def __init__(self, guide: Guide, words: WordCodes) -> None:
        self.guide = guide
        self.sections = [SectionNode(section, None) for section in guide.sections]
        self._all = [node for section in self.sections for node in section.walk()]
        for order, node in enumerate(self._all):
            node.order = order
        self.read(words)

    def read(self, words: WordCodes) -> None:
        """Fill in the codes of all nodes."""
        for section in self.sections:
            section.read(words)

    def walk(self) -> list[SectionNode]:
        """All sections, in reading order."""
        return self._all


def join(old: Node, new: Node) -> None:
    """Remember that two nodes are one thing."""
    old.matches.append(new)
    new.matches.append(old)


def join_pairs(pairs: Iterable[tuple[N, N]]) -> list[tuple[N, N]]:
    """Remember that the nodes of each pair are one thing; the pairs."""
    joined = list(pairs)
    for old, new in joined:
        join(old, new)
    return joined


def free(nodes: Iterable[N]) -> list[N]:
    """The nodes that have no partner yet."""
    return [node for node in nodes if not node.matches]

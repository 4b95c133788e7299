"""Reads the obligations of the blocks that a comparison is about, and of no others.

Reading a sentence takes a hundred times as long as comparing it. What is read is what changed,
with what its sentences depend on: the lead-in of a list, and the block before. The choice must be
closed on both sides: of a block that is read, its partner in the other guide is read too, or its
obligations would seem to come from nowhere; and of that one again what it depends on, until nothing
new is found.

The old guide is read with its references printed as in the new one: `Section 3.4` that is now
`Section 3.5` is no other obligation. What a reviewer sees are the words of its own guide again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.diff.nodes import BlockNode, CellNode, GuideNode, Node, SectionNode
from builder.diff.tokens import WordCodes
from builder.model.blocks import LISTS
from builder.model.guide import Block, Cell, Guide, Place, Run
from builder.model.obligation import Obligation

if TYPE_CHECKING:
    from builder.obligations import Extractor

_MODAL = re.compile(r"\b(?:must|shall|should|may|will)\b")
_POINTER = re.compile(r"(?:It|They|He|She|This|These|That|Those|Such|Both|Each|Either|Neither)\b")
"""Begins a sentence whose subject stands in the one before, which can be in the block before."""


@dataclass(eq=False, slots=True)
class Duty:
    """An obligation with the block it stands in.

    `read` is as it was read, with references as the new guide prints them. `home` is the id that
    its section has in the new guide, `key` the obligation's id there, `code` who is to do what.
    `prints` are the texts of references in its block: as they were read, and as its own guide
    has them.
    """

    read: Obligation
    node: BlockNode
    home: str
    key: str
    code: str
    prints: Sequence[tuple[str, str]] = ()
    partner: Duty | None = None

    @property
    def own(self) -> Obligation:
        """The obligation as its own guide prints it."""
        found = replace(self.read, place=self.node.block.at)
        # An obligation keeps no places of its references: they are found by what they print.
        for text, was in self.prints:
            found = replace(
                found,
                sentence=found.sentence.replace(text, was),
                action=found.action.replace(text, was),
                condition=found.condition and found.condition.replace(text, was),
                exception=found.exception and found.exception.replace(text, was),
            )
        return found


def top_of(node: Node) -> BlockNode:
    """The block of a section that a block or cell is in."""
    found = node
    while found.parent is not None and not isinstance(found.parent, SectionNode):
        found = found.parent
    assert isinstance(found, BlockNode)
    return found


def closure(nodes: Iterable[BlockNode]) -> dict[int, BlockNode]:
    """The blocks of some that can bind anybody, with those that their sentences depend on.

    What is the same block in the other guide is read, too: otherwise it would look as if its
    obligations had been added or removed.
    """
    found: dict[int, BlockNode] = {}
    waiting = [node for node in {id(node): node for node in nodes}.values() if _binds(node)]
    while waiting:
        node = waiting.pop()
        if id(node) in found:
            continue
        found[id(node)] = node
        before = _before(node)
        if before and (node.kind in LISTS or _points_back(node.block.text)):
            waiting.append(before)
        if node.kind not in LISTS:
            for sibling in node.home.blocks[_place(node) + 1 :]:
                if sibling.kind not in LISTS:
                    break
                waiting.append(sibling)
        for inner in node.walk():
            waiting += [top_of(other) for other in inner.matches]
    return found


def _points_back(text: str) -> bool:
    for match in _POINTER.finditer(text):
        start = match.start()
        if not start or (start > 1 and text[start - 1] == " " and text[start - 2] in ".:;!?"):
            return True
    return False


def _binds(node: BlockNode) -> bool:
    """Whether there is a binding word in a block, or in the lead-in of a list."""
    from builder.obligations.modals import modals

    text = node.block.text
    # Nearly all that binds does so with one of these; the other forms take longer to look for.
    if _MODAL.search(text) or modals(text):
        return True
    before = _before(node) if node.kind in LISTS else None
    return before is not None and _binds(before)


def _place(node: BlockNode) -> int:
    return int(node.path.rsplit("/", 1)[1])


def _before(node: BlockNode) -> BlockNode | None:
    place = _place(node)
    return node.home.blocks[place - 1] if place else None


def references(guide: GuideNode) -> dict[str, str]:
    """What the guide prints for references, by target."""
    found: dict[str, str] = {}
    for section in guide.walk():
        for block in section.blocks:
            for inner in block.walk():
                for run in inner.block.runs:
                    if run.generated and run.target:
                        found[run.target] = run.text
    return found


class _Copy:
    """Blocks whose positions are numbers, by which an obligation's block is known again.

    References in the old guide print what they would in the new one, so that a number that
    follows from another change is no difference.
    """

    def __init__(self, shown: dict[str, str] | None) -> None:
        self.shown = shown
        self.nodes: list[BlockNode] = []
        self.back: dict[int, list[tuple[str, str]]] = defaultdict(list)

    def block(self, node: BlockNode) -> Block:
        number = len(self.nodes)
        self.nodes.append(node)
        runs = node.block.runs
        if self.shown is not None and any(run.generated for run in runs):
            runs = tuple(self._run(run, self.shown, number) for run in runs)
        return Block(
            kind=node.block.kind,
            at=Place(file="", line=number, column=1),
            runs=runs,
            blocks=tuple(map(self.block, node.blocks)),
            head=tuple(map(self._cell, node.head)),
            rows=tuple(tuple(map(self._cell, row)) for row in node.rows),
        )

    def _cell(self, node: CellNode) -> Cell:
        return Cell(blocks=tuple(self.block(inner) for inner in node.blocks))

    def _run(self, run: Run, shown: Mapping[str, str], number: int) -> Run:
        if not run.generated or not run.target:
            return run
        text = shown.get(run.target, run.text)
        if text == run.text:
            return run
        self.back[number].append((text, run.text))
        return replace(run, text=text)


def _completed(obligation: Obligation) -> Obligation:
    """An obligation whose action was not understood, with what its sentence says of it."""
    if obligation.action:
        return obligation
    from builder.obligations import details

    text = obligation.sentence
    return replace(obligation, action=text, **details.limits("", text)._asdict())


def duties_of(
    guide: GuideNode,
    top: dict[int, BlockNode],
    extractor: Extractor,
    words: WordCodes,
    shown: dict[str, str] | None,
) -> list[Duty]:
    """The obligations of some blocks of a guide, in reading order.

    `shown` is what references print in the other guide; it is given for the old guide.
    """
    copy = _Copy(shown)
    sections = []
    for section in guide.walk():
        nodes = [node for node in section.blocks if id(node) in top]
        if nodes:
            blocks = tuple(copy.block(node) for node in nodes)
            sections.append(replace(section.section, blocks=blocks, sections=()))
    reduced = Guide(identity=guide.guide.identity, sections=tuple(sections))
    duties = []
    for found in extractor.extract(reduced):
        if found.place is None:
            continue
        obligation = _completed(found)
        number = found.place.line
        node = copy.nodes[number]
        home = node.home.matches[0].path if node.home.matches and shown else obligation.section
        text = f"{obligation.subject} {obligation.action}"
        duties.append(
            Duty(
                read=obligation,
                node=node,
                home=home,
                key=home + obligation.id.removeprefix(obligation.section),
                code=words.text(text),
                prints=copy.back.get(number, ()),
            )
        )
    return duties

"""Writes the blocks of the redline and the drafts of their changes.

The matching is done by then; this walk finds out what a reader has to be told of it. A block and
the blocks in it can both have changed: a part tells only what its own words say, so that nothing is
told twice. What moved is met twice, at its old and its new place; both ask for the same draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from builder.diff.arrange import Step, arrange, unmoved
from builder.diff.collect import Collector
from builder.diff.drafts import ChangeDraft, block_draft, lone
from builder.diff.groups import group_draft, write_group
from builder.diff.nodes import BlockNode, Node, join
from builder.diff.plain import plain_block
from builder.diff.tables import write_table
from builder.diff.tokens import WordCodes
from builder.diff.words import hunks
from builder.model.blocks import LISTS, TABLES
from builder.model.guide import DocumentItem
from builder.model.redline import MOVED, Mark, RedBlock, RedRun

_SAME = RedBlock(kind="paragraph")
"""Stands for a block that is the same, where nobody will look."""


class BlockWriter(Collector):
    """Walks through the blocks of both guides at once.

    `terms` are the changes of glossary entries that are known already, by the entry's anchor.
    Without `marks` no redline is wanted: then blocks that are the same are left out of it.
    """

    def __init__(self, words: WordCodes, *, marks: bool = True) -> None:
        super().__init__(words)
        self.terms: Mapping[str, ChangeDraft] = {}
        self.marks = marks
        self.order: ChangeDraft | None = None
        """The change of the order of precedence, and the documents in both orders."""
        self.documents: tuple[Sequence[DocumentItem], Sequence[DocumentItem]] = ((), ())
        self._moved: dict[int, ChangeDraft] = {}

    def blocks(
        self, olds: Sequence[BlockNode], news: Sequence[BlockNode], change: str | None = None
    ) -> tuple[RedBlock, ...]:
        """The blocks of one level; with `change`, what is in one guide only belongs to that."""
        if not self.marks and unmoved(olds, news) and _equal(olds, news):
            return ()
        found: list[RedBlock] = []
        for step in arrange(olds, news):
            if step.mark in MOVED:
                found.append(self._moved_block(step))
            elif step.mark != "same":
                found.append(self._lone(step.node, step.mark, change))
            elif len(step.olds) == len(step.news) == 1:
                found.append(self.same(*step.sides))
            else:
                found += write_group(self, step.olds, step.news)
        return tuple(found)

    def one_sided(
        self, blocks: Sequence[BlockNode], mark: Mark, change: str | None
    ) -> tuple[RedBlock, ...]:
        """The blocks in a part that is in one guide only."""
        if mark == "inserted":
            return self.blocks((), blocks, change)
        return self.blocks(blocks, (), change)

    def _lone(self, node: BlockNode, mark: Mark, change: str | None) -> RedBlock:
        """A block that is in one guide only."""
        if node.kind == "entry" and (known := self.terms.get(node.block.id or "")):
            change = known.id
        elif change is None:
            change = self.add(block_draft(*lone(node, mark))).id
        red = plain_block(node, mark, change)
        return replace(red, blocks=self.one_sided(node.blocks, mark, change)) if red.blocks else red

    def moved(self, key: Node, make: Callable[[], ChangeDraft]) -> ChangeDraft:
        """The draft of what moved, made and named where it is met first."""
        found = self._moved.get(id(key))
        if found is None:
            found = self._moved[id(key)] = make()
            self.name(found)
        return found

    def _moved_block(self, step: Step[BlockNode]) -> RedBlock:
        old, new = step.sides
        if len(old.matches) > 1 or len(new.matches) > 1:
            return self._scattered(step.mark, old, new)
        if self.order is not None and self._prints_order(old, new):
            # The list only prints the order, which is reported already.
            return plain_block(step.node, step.mark, self.order.id)
        draft = self.moved(old, lambda: block_draft(old, new, kind="moved"))
        if step.mark == "moved-away":
            return plain_block(old, step.mark, draft.id)
        self.drafts.append(draft)
        return replace(self.same(old, new, draft), mark=step.mark, change=draft.id)

    def _prints_order(self, old: BlockNode, new: BlockNode) -> bool:
        """Whether an unedited item is of the lists that print the governing documents in order."""
        if old.code != new.code or new.kind != "item":
            return False
        for node, documents in zip((old, new), self.documents, strict=True):
            items = node.parent.blocks if isinstance(node.parent, BlockNode) else []
            if len(items) != len(documents) or not all(
                item.block.text.startswith(document.name)
                for item, document in zip(items, documents, strict=True)
            ):
                return False
        return True

    def _scattered(self, mark: Mark, old: BlockNode, new: BlockNode) -> RedBlock:
        """A part of a split or merge that has also moved."""
        whole = old if len(old.matches) > 1 else new
        draft = self.moved(whole, lambda: group_draft(_blocks(new.matches), _blocks(old.matches)))
        if mark == "moved-away":
            return plain_block(old, mark, draft.id)
        if draft not in self.drafts:
            self.drafts.append(draft)
        return plain_block(new, mark, draft.id)

    def same(self, old: BlockNode, new: BlockNode, moved: ChangeDraft | None = None) -> RedBlock:
        """A block that is in both guides; `moved` is the draft of its move."""
        equal = old.code == new.code
        if equal:
            _join_inside(old, new)
            if not self.marks:
                return _SAME
        if new.kind in TABLES:
            red = write_table(self, self.blocks, old, new, moved)
        elif equal and not new.blocks:
            red = plain_block(new, "same", None)
            if old.block.runs != new.block.runs:
                red = replace(red, runs=self.texts(old.block.runs, new.block.runs))
        else:
            red = self._edited(old, new, moved)
        a, b = old.block, new.block
        return replace(
            red,
            was_kind=a.kind if a.kind != b.kind else None,
            number=b.number,
            was_number=a.number,
            image=b.image,
            was_image=a.image,
        )

    def _edited(self, old: BlockNode, new: BlockNode, moved: ChangeDraft | None) -> RedBlock:
        marked = self.texts(old.block.runs, new.block.runs)
        red = RedBlock(kind=new.block.kind, id=new.block.id, runs=marked)
        match new.kind:
            case "figure":
                return self._figure(red, old, new, moved)
            case "entry":
                return self._entry(red, old, new)
        change = self._text_change(old, new, marked, moved)
        return replace(red, change=change, blocks=self._inside(old, new, moved))

    def _inside(
        self, old: BlockNode, new: BlockNode, moved: ChangeDraft | None
    ) -> tuple[RedBlock, ...]:
        """The blocks in a block; the words of an item that moved belong to its move."""
        if moved is None or new.kind != "item":
            return self.blocks(old.blocks, new.blocks)
        with self.aside() as drafts:
            blocks = self.blocks(old.blocks, new.blocks)
        first = tuple(new.blocks[:1])
        for draft in [d for d in drafts if d.kind == "changed" and d.news == first]:
            moved.hunks = draft.hunks
            drafts.remove(draft)
            blocks = tuple(
                replace(red, change=moved.id) if red.change == draft.id else red for red in blocks
            )
        self.drafts += drafts
        return blocks

    def _text_change(
        self,
        old: BlockNode,
        new: BlockNode,
        marked: tuple[RedRun, ...],
        moved: ChangeDraft | None,
    ) -> str | None:
        kind = new.kind if old.kind != new.kind and new.kind in LISTS else None
        if old.own == new.own and not kind:
            return None
        draft = moved or block_draft(old, new, kind)
        draft.hunks = hunks(marked)
        if not moved:
            draft.codes = (old.own, new.own)
            self.add(draft)
        return draft.id

    def _figure(
        self, red: RedBlock, old: BlockNode, new: BlockNode, moved: ChangeDraft | None
    ) -> RedBlock:
        red = replace(red, description=self.strings(old.block.description, new.block.description))
        if old.code == new.code:
            return red
        draft = moved or block_draft(old, new)
        draft.hunks = hunks(red.runs)
        if not moved:
            self.add(draft)
        return replace(red, change=draft.id)

    def _entry(self, red: RedBlock, old: BlockNode, new: BlockNode) -> RedBlock:
        known = self.terms.get(new.block.id or "") or self.terms.get(old.block.id or "")
        with self.aside() as drafts:
            red = replace(red, blocks=self.blocks(old.blocks, new.blocks))
        if known is None and (drafts or old.own != new.own):
            name = red.runs[0].text if new.own else new.block.text.split(" ")[0]
            known = block_draft(old, new, name)
            known.hunks = drafts[0].hunks if len(drafts) == 1 else ()
            self.add(known)
        return replace(red, change=known.id if known else None)


def _equal(olds: Sequence[BlockNode], news: Sequence[BlockNode]) -> bool:
    """Whether pairs of blocks say the same; then what is in their cells is paired, too."""
    pairs = list(zip(olds, news, strict=True))
    if any(old.code != new.code for old, new in pairs):
        return False
    for old, new in pairs:
        _join_inside(old, new)
    return True


def _join_inside(old: BlockNode, new: BlockNode) -> None:
    """Pair what is in the cells of two equal blocks: nobody has looked there yet."""
    if not (old.blocks or old.head or old.rows):
        return
    for a, b in zip(old.walk(), new.walk(), strict=True):
        if not (a.matches or b.matches):
            join(a, b)


def _blocks(nodes: Sequence[Node]) -> list[BlockNode]:
    return [node for node in nodes if isinstance(node, BlockNode)]

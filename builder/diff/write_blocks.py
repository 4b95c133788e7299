"""Writes the blocks of the redline and the drafts of their changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.diff.arrange import Step, arrange, unmoved
from builder.diff.collect import Collector
from builder.diff.drafts import Draft, block_side, thing
from builder.diff.groups import group_draft, write_group
from builder.diff.nodes import LISTS, TABLES, BlockNode, Node, join, text_of
from builder.diff.plain import plain_block
from builder.diff.tables import write_table
from builder.diff.tokens import Vocabulary
from builder.diff.words import hunks
from builder.model.guide import DocumentItem
from builder.model.redline import Mark, RedBlock, RedRun

_SAME = RedBlock(kind="paragraph")
"""Stands for a block that is the same, where nobody will look."""


class BlockWriter(Collector):
    """Walks through the blocks of both guides at once.

    `terms` are the changes of glossary entries that are known already, by the entry's anchor.
    Without `marks` no redline is wanted: then blocks that are the same are left out of it.
    """

    def __init__(
        self, words: Vocabulary, terms: Mapping[str, Draft], *, marks: bool = True
    ) -> None:
        super().__init__(words)
        self.terms = terms
        self.marks = marks
        self.order: Draft | None = None
        """The change of the order of precedence, and the documents in both orders."""
        self.documents: tuple[Sequence[DocumentItem], Sequence[DocumentItem]] = ((), ())
        self._moved: dict[int, Draft] = {}

    def blocks(
        self, olds: Sequence[BlockNode], news: Sequence[BlockNode], change: str | None = None
    ) -> tuple[RedBlock, ...]:
        """The blocks of one level; with `change`, what is in one guide only belongs to that."""
        if not self.marks and unmoved(olds, news) and _equal(olds, news):
            return ()
        found: list[RedBlock] = []
        for step in arrange(olds, news):
            if step.what == "pair":
                found += self._pair(step)
            elif step.what in {"away", "here"}:
                found.append(self._moved_block(step))
            else:
                node = (*step.olds, *step.news)[0]
                found.append(self._lone(node, came=step.what == "came", change=change))
        return tuple(found)

    def _lone(self, node: BlockNode, *, came: bool, change: str | None) -> RedBlock:
        """A block that is in one guide only."""
        if node.kind == "entry" and (known := self.terms.get(node.block.id or "")):
            change = known.id
        elif change is None:
            side = block_side(node)
            code = text_of(node.code)
            draft = Draft(
                kind="added" if came else "removed",
                thing=thing(node),
                name=node.block.id,
                old=None if came else side,
                new=side if came else None,
                codes=("", code) if came else (code, ""),
                olds=() if came else (node,),
                news=(node,) if came else (),
            )
            change = self.add(draft).id
        red = plain_block(node, "inserted" if came else "deleted", change)
        if not node.blocks:
            return red
        inner = (
            self.blocks((), node.blocks, change) if came else self.blocks(node.blocks, (), change)
        )
        return replace(red, blocks=inner)

    def _moved_block(self, step: Step[BlockNode]) -> RedBlock:
        old, new = both(step)
        if len(old.matches) > 1 or len(new.matches) > 1:
            return self._scattered(step, old, new)
        if self.order is not None and self._prints_order(old, new):
            # The list only prints the order, which is reported already.
            mark: Mark = "moved-away" if step.what == "away" else "moved-here"
            node = old if step.what == "away" else new
            return replace(plain_block(node, mark, self.order.id), mark=mark)
        if id(old) not in self._moved:
            draft = Draft(
                kind="moved",
                thing=thing(new),
                name=new.block.id,
                old=block_side(old),
                new=block_side(new),
                codes=(text_of(old.code), text_of(new.code)),
                olds=(old,),
                news=(new,),
            )
            self.name(draft)
            self._moved[id(old)] = draft
        draft = self._moved[id(old)]
        if step.what == "away":
            return plain_block(old, "moved-away", draft.id)
        self.drafts.append(draft)
        return replace(self.same(old, new, draft), mark="moved-here", change=draft.id)

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

    def _scattered(self, step: Step[BlockNode], old: BlockNode, new: BlockNode) -> RedBlock:
        """A part of a split or merge that has also moved."""
        key = id(old if len(old.matches) > 1 else new)
        if key not in self._moved:
            draft = group_draft(_blocks(new.matches), _blocks(old.matches))
            self.name(draft)
            self._moved[key] = draft
        draft = self._moved[key]
        if step.what == "away":
            return plain_block(old, "moved-away", draft.id)
        if draft not in self.drafts:
            self.drafts.append(draft)
        return plain_block(new, "moved-here", draft.id)

    def _pair(self, step: Step[BlockNode]) -> list[RedBlock]:
        if len(step.olds) == 1 and len(step.news) == 1:
            return [self.same(step.olds[0], step.news[0])]
        return write_group(self, step.olds, step.news)

    def same(self, old: BlockNode, new: BlockNode, moved: Draft | None = None) -> RedBlock:
        """A block that is in both guides; `moved` is the draft of its move."""
        if old.code == new.code:
            _join_inside(old, new)
            if not self.marks:
                return _SAME
        if old.code == new.code and not new.blocks and new.kind not in TABLES:
            texts = () if old.block.runs == new.block.runs else old.block.runs
            red = plain_block(new, "same", None)
            if texts:
                red = replace(red, runs=self.texts(old.block.runs, new.block.runs))
            return self._numbers(red, old, new)
        if new.kind in TABLES:
            return self._numbers(write_table(self, old, new, moved), old, new)
        marked = self.texts(old.block.runs, new.block.runs)
        red = RedBlock(kind=new.block.kind, id=new.block.id, runs=marked)
        if new.kind == "figure":
            red = self._figure(red, old, new, moved)
        elif new.kind == "entry":
            return self._entry(red, old, new)
        else:
            change = self._text_change(old, new, marked, moved)
            red = replace(red, change=change, blocks=self._inside(old, new, moved))
        return self._numbers(red, old, new)

    def _inside(self, old: BlockNode, new: BlockNode, moved: Draft | None) -> tuple[RedBlock, ...]:
        """The blocks in a block; the words of an item that moved belong to its move."""
        if moved is None or new.kind != "item":
            return self.blocks(old.blocks, new.blocks)
        with self.aside() as drafts:
            blocks = self.blocks(old.blocks, new.blocks)
        first = new.blocks[:1]
        for draft in [d for d in drafts if d.kind == "changed" and d.news == tuple(first)]:
            moved.hunks = draft.hunks
            drafts.remove(draft)
            blocks = tuple(
                replace(red, change=moved.id) if red.change == draft.id else red for red in blocks
            )
        self.drafts += drafts
        return blocks

    def _text_change(
        self, old: BlockNode, new: BlockNode, marked: tuple[RedRun, ...], moved: Draft | None
    ) -> str | None:
        kind = old.kind != new.kind and new.kind in LISTS
        if old.own == new.own and not kind:
            return None
        if moved:
            moved.hunks = hunks(marked)
            return moved.id
        draft = Draft(
            kind="changed",
            thing=thing(new),
            name=new.kind if kind else new.block.id,
            old=block_side(old),
            new=block_side(new),
            hunks=hunks(marked),
            codes=(old.own, new.own),
            olds=(old,),
            news=(new,),
        )
        return self.add(draft).id

    def _figure(
        self, red: RedBlock, old: BlockNode, new: BlockNode, moved: Draft | None
    ) -> RedBlock:
        red = replace(red, description=self.strings(old.block.description, new.block.description))
        if old.code == new.code:
            return red
        draft = moved or Draft(
            kind="changed",
            thing="figure",
            name=new.block.id,
            old=block_side(old),
            new=block_side(new),
            codes=(text_of(old.code), text_of(new.code)),
            olds=(old,),
            news=(new,),
        )
        draft.hunks = hunks(red.runs)
        if not moved:
            self.add(draft)
        return replace(red, change=draft.id)

    def _entry(self, red: RedBlock, old: BlockNode, new: BlockNode) -> RedBlock:
        known = self.terms.get(new.block.id or "") or self.terms.get(old.block.id or "")
        with self.aside() as drafts:
            red = replace(red, blocks=self.blocks(old.blocks, new.blocks))
        if known is None and (drafts or old.own != new.own):
            known = self.add(
                Draft(
                    kind="changed",
                    thing="term",
                    name=new.block.text.split(" ")[0] if not new.own else red.runs[0].text,
                    old=block_side(old),
                    new=block_side(new),
                    hunks=drafts[0].hunks if len(drafts) == 1 else (),
                    codes=(text_of(old.code), text_of(new.code)),
                    olds=(old,),
                    news=(new,),
                )
            )
        return replace(red, change=known.id if known else None)

    def _numbers(self, red: RedBlock, old: BlockNode, new: BlockNode) -> RedBlock:
        a, b = old.block, new.block
        kind = a.kind if a.kind != b.kind else None
        return replace(
            red,
            was_kind=kind,
            number=b.number,
            was_number=a.number,
            image=b.image,
            was_image=a.image,
        )


def both(step: Step) -> tuple:  # type: ignore[type-arg]
    """The two nodes of a step whose thing is in another place in the new guide."""
    if step.olds:
        return step.olds[0], step.olds[0].matches[0]
    return step.news[0].matches[0], step.news[0]


def _equal(olds: Sequence[BlockNode], news: Sequence[BlockNode]) -> bool:
    """Whether pairs of blocks say the same; then what is in their cells is paired, too."""
    pairs = list(zip(olds, news, strict=True))
    for old, new in pairs:
        if old.code != new.code:
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

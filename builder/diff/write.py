"""Walks through both guides at once and writes the redline and the drafts of all changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from builder.diff.arrange import Step, arrange
from builder.diff.drafts import Draft, block_side, left_blocks, section_side, thing
from builder.diff.groups import group_draft, write_group
from builder.diff.ids import Namer
from builder.diff.nodes import LISTS, TABLES, BlockNode, Node, SectionNode, join, text_of
from builder.diff.plain import plain_block, plain_runs, plain_section
from builder.diff.tables import write_table
from builder.diff.tokens import Vocabulary
from builder.diff.words import atoms, hunks, runs, split_tail
from builder.model.change import Mark, RedBlock, RedRun, RedSection
from builder.model.guide import Run

_SAME = RedBlock(kind="paragraph")
"""Stands for a block that is the same, where nobody will look."""


class Writer:
    """Collects drafts in the order of the new guide.

    `terms` are the changes of glossary entries that are known already, by the entry's anchor.
    Without `marks` no redline is wanted: then blocks that are the same are left out of it.
    """

    def __init__(
        self, words: Vocabulary, terms: Mapping[str, Draft], *, marks: bool = True
    ) -> None:
        self.words = words
        self.terms = terms
        self.marks = marks
        self.namer = Namer("c")
        self.drafts: list[Draft] = []
        self._moved: dict[int, Draft] = {}

    # Drafts -------------------------------------------------------------------------------------

    def add(self, draft: Draft, section: str | None = None) -> Draft:
        """Name a draft and keep it."""
        self.name(draft, section)
        self.drafts.append(draft)
        return draft

    def name(self, draft: Draft, section: str | None = None) -> None:
        """Give a draft its id: what it says and where, but for numbers and positions."""
        side = draft.new or draft.old
        where = section or (side.section.id if side and side.section else None)
        old, new = (self.words.words(code) for code in draft.codes)
        draft.id = self.namer.name(draft.kind, draft.thing, where, draft.name, old, new)

    @contextmanager
    def aside(self) -> Iterator[list[Draft]]:
        """Collect drafts in a list of their own for a while."""
        kept, self.drafts = self.drafts, []
        try:
            yield self.drafts
        finally:
            self.drafts = kept

    # Text ---------------------------------------------------------------------------------------

    def texts(self, old: Sequence[Run], new: Sequence[Run]) -> tuple[RedRun, ...]:
        """Two texts as one with marks."""
        if _printed(old) == _printed(new):
            return plain_runs(new)
        a, b = split_tail(self.words.tokens(old)), split_tail(self.words.tokens(new))
        return runs(atoms(a[0], b[0]), (a[1], b[1]))

    def strings(self, old: str | None, new: str | None) -> tuple[RedRun, ...]:
        """The same for plain text."""
        if old == new:
            return (RedRun(text=new),) if new else ()
        return self.texts((Run(text=old or ""),), (Run(text=new or ""),))

    # Sections -----------------------------------------------------------------------------------

    def sections(
        self, olds: Sequence[SectionNode], news: Sequence[SectionNode]
    ) -> tuple[RedSection, ...]:
        """The sections of one level."""
        return tuple(self._section(step) for step in arrange(olds, news))

    def _section(self, step: Step[SectionNode]) -> RedSection:
        if step.what == "pair":
            return self._same_section(step.olds[0], step.news[0])
        if step.what in {"away", "here"}:
            old, new = _both(step)
            draft = self._move_section(old, new)
            if step.what == "away":
                return plain_section(old, "moved-away", draft.id)
            self.drafts.append(draft)
            return self._same_section(old, new, draft)
        return self._lone_section(*step.olds, *step.news, came=step.what == "came")

    def _lone_section(
        self, node: SectionNode, *, came: bool, change: str | None = None
    ) -> RedSection:
        """A section that is in one guide only; sections in it are part of the same change."""
        mark: Mark = "inserted" if came else "deleted"
        if change is None:
            code = node.own + "".join(text_of(section.code) for section in node.walk())
            side = section_side(node, whole=True)
            draft = Draft(
                kind="added" if came else "removed",
                thing="appendix" if node.section.kind == "appendix" else "section",
                name=node.section.id,
                old=None if came else side,
                new=side if came else None,
                codes=("", code) if came else (code, ""),
                olds=() if came else tuple(left_blocks(node)),
                news=tuple(left_blocks(node)) if came else (),
            )
            change = self.add(draft).id
        blocks = (
            self._level((), node.blocks, change) if came else self._level(node.blocks, (), change)
        )
        inner: list[RedSection] = []
        for step in arrange((), node.sections) if came else arrange(node.sections, ()):
            if step.what in {"gone", "came"}:
                inner.append(self._lone_section(*step.olds, *step.news, came=came, change=change))
            else:
                inner.append(self._section(step))
        own = node.section
        return RedSection(
            id=own.id,
            kind=own.kind,
            number=own.number,
            label=own.label,
            title=(RedRun(text=own.title),),
            mark=mark,
            change=change,
            blocks=blocks,
            sections=tuple(inner),
        )

    def _same_section(
        self, old: SectionNode, new: SectionNode, moved: Draft | None = None
    ) -> RedSection:
        title = self.strings(old.section.title, new.section.title)
        status = old.section.status != new.section.status
        draft = moved
        if old.own != new.own or status:
            marks = [f" {node.section.status}" if status else "" for node in (old, new)]
            if draft is None:
                draft = Draft(
                    kind="changed",
                    thing="appendix" if new.section.kind == "appendix" else "section",
                    name="status" if status and old.own == new.own else None,
                    old=section_side(old),
                    new=section_side(new),
                )
            draft.codes = (
                old.own + self.words.text(marks[0]),
                new.own + self.words.text(marks[1]),
            )
            draft.hunks = hunks(title)
            if moved is None:
                self.add(draft)
        a, b = old.section, new.section
        return RedSection(
            id=b.id,
            kind=b.kind,
            number=b.number,
            label=b.label,
            title=title,
            mark="moved-here" if moved else "same",
            change=draft.id if draft else None,
            was_number=a.number,
            was_label=a.label,
            blocks=self._level(old.blocks, new.blocks),
            sections=self.sections(old.sections, new.sections),
        )

    def _move_section(self, old: SectionNode, new: SectionNode) -> Draft:
        """The draft of a move; both of its places ask for it."""
        if id(old) not in self._moved:
            draft = Draft(
                kind="moved",
                thing="appendix" if new.section.kind == "appendix" else "section",
                old=section_side(old),
                new=section_side(new),
                codes=(old.own, new.own),
            )
            self.name(draft)
            self._moved[id(old)] = draft
        return self._moved[id(old)]

    # Blocks -------------------------------------------------------------------------------------

    def _level(
        self, olds: Sequence[BlockNode], news: Sequence[BlockNode], change: str | None = None
    ) -> tuple[RedBlock, ...]:
        """The blocks of one level; with `change`, what is in one guide only belongs to that."""
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

    blocks = _level

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
            self._level((), node.blocks, change) if came else self._level(node.blocks, (), change)
        )
        return replace(red, blocks=inner)

    def _moved_block(self, step: Step[BlockNode]) -> RedBlock:
        old, new = _both(step)
        if len(old.matches) > 1 or len(new.matches) > 1:
            return self._scattered(step, old, new)
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
            red = replace(red, change=change, blocks=self._level(old.blocks, new.blocks))
        return self._numbers(red, old, new)

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
            red = replace(red, blocks=self._level(old.blocks, new.blocks))
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


def _join_inside(old: BlockNode, new: BlockNode) -> None:
    """Pair what is in the cells of two equal blocks: nobody has looked there yet."""
    if not (old.blocks or old.head or old.rows):
        return
    for a, b in zip(old.walk(), new.walk(), strict=True):
        if not (a.matches or b.matches):
            join(a, b)


def _printed(runs: Sequence[Run]) -> tuple[str, list[tuple[str, str | None]]]:
    """What is printed, and what leads where."""
    leading = [(run.text, run.target) for run in runs if run.kind in {"link", "reference"}]
    return "".join(run.text for run in runs), leading


def _both(step: Step) -> tuple:  # type: ignore[type-arg]
    if step.olds:
        return step.olds[0], step.olds[0].matches[0]
    return step.news[0].matches[0], step.news[0]


def _blocks(nodes: Sequence[Node]) -> list[BlockNode]:
    return [node for node in nodes if isinstance(node, BlockNode)]

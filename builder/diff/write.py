"""Walks through both guides at once and writes the redline and the drafts of all changes."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diff.arrange import Step, arrange
from builder.diff.drafts import Draft, left_blocks, section_side
from builder.diff.nodes import SectionNode, text_of
from builder.diff.plain import plain_section
from builder.diff.words import hunks
from builder.diff.write_blocks import BlockWriter, both
from builder.model.redline import Mark, RedRun, RedSection


class Writer(BlockWriter):
    """Collects drafts in the order of the new guide."""

    def sections(
        self, olds: Sequence[SectionNode], news: Sequence[SectionNode]
    ) -> tuple[RedSection, ...]:
        """The sections of one level."""
        return tuple(self._section(step) for step in arrange(olds, news))

    def _section(self, step: Step[SectionNode]) -> RedSection:
        if step.what == "pair":
            return self._same_section(step.olds[0], step.news[0])
        if step.what in {"away", "here"}:
            old, new = both(step)
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
            self.blocks((), node.blocks, change) if came else self.blocks(node.blocks, (), change)
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
            blocks=self.blocks(old.blocks, new.blocks),
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

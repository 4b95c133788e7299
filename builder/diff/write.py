"""Walks through both guides at once and writes the redline and the drafts of all changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.diff.arrange import Step, arrange
from builder.diff.drafts import ChangeDraft, lone, section_draft
from builder.diff.nodes import SectionNode
from builder.diff.plain import bare_section, plain_section
from builder.diff.words import hunks
from builder.diff.write_blocks import BlockWriter
from builder.model.redline import MOVED, Mark, RedSection


class GuideWriter(BlockWriter):
    """Collects drafts in the order of the new guide."""

    def sections(
        self, olds: Sequence[SectionNode], news: Sequence[SectionNode]
    ) -> tuple[RedSection, ...]:
        """The sections of one level."""
        return tuple(self._section(step) for step in arrange(olds, news))

    def _section(self, step: Step[SectionNode], change: str | None = None) -> RedSection:
        if step.mark == "same":
            return self._same(*step.sides)
        if step.mark not in MOVED:
            return self._lone_section(step.node, step.mark, change)
        old, new = step.sides
        draft = self.moved(old, lambda: section_draft(old, new, kind="moved"))
        if step.mark == "moved-away":
            return plain_section(old, "moved-away", draft.id)
        self.drafts.append(draft)
        return self._same(old, new, draft)

    def _lone_section(self, node: SectionNode, mark: Mark, change: str | None) -> RedSection:
        """A section that is in one guide only; sections in it are part of the same `change`."""
        if change is None:
            change = self.add(section_draft(*lone(node, mark), node.section.id)).id
        steps = arrange(*((), node.sections) if mark == "inserted" else (node.sections, ()))
        return replace(
            bare_section(node, mark, change),
            blocks=self.one_sided(node.blocks, mark, change),
            sections=tuple(self._section(step, change) for step in steps),
        )

    def _same(
        self, old: SectionNode, new: SectionNode, moved: ChangeDraft | None = None
    ) -> RedSection:
        title = self.strings(old.section.title, new.section.title)
        draft = moved
        status = old.section.status != new.section.status
        if old.own != new.own or status:
            name = "status" if old.own == new.own else None
            draft = moved or section_draft(old, new, name)
            if status:
                old_code, new_code = (
                    node.own + self.words.text(f" {node.section.status}") for node in (old, new)
                )
                draft.codes = (old_code, new_code)
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

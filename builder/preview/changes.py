"""Which sections of a guide read otherwise than before."""

from __future__ import annotations

from builder.model.guide import Block, Guide, Section


def changed_sections(before: Guide, now: Guide) -> list[dict[str, str]]:
    """The sections whose own text or title changed or that are new, in reading order.

    Numbers and positions in the sources do not count: they follow from other changes.
    """
    known = {section.id: _content(section) for section in before.walk()}
    return [
        {"id": section.id, "label": section.label, "title": section.title, "page": top.id}
        for top in now.sections
        for section in top.walk()
        if known.get(section.id) != _content(section)
    ]


def _content(section: Section) -> tuple[object, ...]:
    return section.title, section.status, tuple(map(_block, section.blocks))


def _block(block: Block) -> tuple[object, ...]:
    return (
        block.kind,
        tuple((run.kind, run.target, "" if run.generated else run.text) for run in block.runs),
        tuple(map(_block, block.blocks)),
        tuple(tuple(map(_block, cell.blocks)) for cell in block.head),
        tuple(tuple(tuple(map(_block, cell.blocks)) for cell in row) for row in block.rows),
        block.description,
        block.image,
    )

"""Parts of one guide as parts of a redline, and the text of either guide back out of a redline.

`check_redline` is the self-test of a comparison: without what was inserted the redline must be
the old guide, without what was deleted the new one, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from builder.diff.nodes import BlockNode, CellNode, SectionNode
from builder.model.guide import Block, Cell, Guide, Run, Section
from builder.model.redline import Mark, RedBlock, RedCell, Redline, RedRow, RedRun, RedSection

Which = Literal["old", "new"]
_NOT: dict[Which, frozenset[Mark]] = {
    "old": frozenset({"inserted", "moved-here"}),
    "new": frozenset({"deleted", "moved-away"}),
}


def plain_runs(runs: Sequence[Run]) -> tuple[RedRun, ...]:
    """Runs without marks."""
    return tuple(RedRun(text=run.text, kind=run.kind, target=run.target) for run in runs)


def plain_cell(node: CellNode) -> RedCell:
    """A cell as it is in one guide."""
    return RedCell(blocks=tuple(plain_block(block, "same", None) for block in node.blocks))


def plain_block(node: BlockNode, mark: Mark, change: str | None) -> RedBlock:
    """A block as it is in one guide, with one mark for all of it."""
    block = node.block
    description = (RedRun(text=block.description),) if block.description else ()
    return RedBlock(
        kind=block.kind,
        mark=mark,
        id=block.id,
        change=change,
        number=block.number,
        was_number=block.number,
        runs=plain_runs(block.runs),
        blocks=tuple(plain_block(inner, "same", None) for inner in node.blocks),
        head=tuple(plain_cell(cell) for cell in node.head),
        rows=tuple(RedRow(cells=tuple(map(plain_cell, row))) for row in node.rows),
        description=description,
        image=block.image,
        was_image=block.image,
    )


def plain_section(node: SectionNode, mark: Mark, change: str | None) -> RedSection:
    """A section as it is in one guide, with all below it."""
    return replace(
        bare_section(node, mark, change),
        blocks=tuple(plain_block(block, "same", None) for block in node.blocks),
        sections=tuple(plain_section(inner, "same", None) for inner in node.sections),
    )


def bare_section(node: SectionNode, mark: Mark, change: str | None) -> RedSection:
    """A section as it is in one guide, with nothing below its heading."""
    own = node.section
    return RedSection(
        id=own.id,
        kind=own.kind,
        number=own.number,
        label=own.label,
        title=(RedRun(text=own.title),),
        mark=mark,
        change=change,
    )


# The text of a guide ---------------------------------------------------------------------------


def guide_text(guide: Guide) -> list[str]:
    """A guide's text, a line for each heading, paragraph, row and so on; glossary last."""
    return [line for section in guide.sections for line in _section_text(section)]


def _section_text(section: Section) -> Iterator[str]:
    yield f"{section.number} {section.title}"
    for block in section.blocks:
        yield from _block_text(block)
    for inner in section.sections:
        yield from _section_text(inner)


def _block_text(block: Block) -> Iterator[str]:
    number = f" {block.number}" if block.number else ""
    yield f"<{block.kind}{number}>" + "".join(run.text for run in block.runs)
    if block.description or block.image:
        yield f"{block.description or ''} {block.image or ''}"
    for inner in block.blocks:
        yield from _block_text(inner)
    width = max((len(row) for row in (block.head, *block.rows)), default=0)
    for row in (block.head, *block.rows) if block.head else block.rows:
        cells: Iterable[Cell] = (*row, *(Cell(),) * (width - len(row)))
        yield " | ".join(
            "\n".join(line for inner in cell.blocks for line in _block_text(inner))
            for cell in cells
        )


def redline_text(redline: Redline, which: Which) -> list[str]:
    """The text of the old or the new guide, taken out of a redline; as `guide_text` gives it."""
    return [line for section in redline.sections for line in _red_section(section, which)]


def _red_section(section: RedSection, which: Which) -> Iterator[str]:
    if section.mark in _NOT[which]:
        return
    was = section.was_number if which == "old" else None
    yield f"{section.number if was is None else was} {_red_runs(section.title, which)}"
    yield from _red_blocks(section.blocks, which)
    for inner in section.sections:
        yield from _red_section(inner, which)


def _red_blocks(blocks: Sequence[RedBlock], which: Which) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        own = list(_red_block(block, which))
        if own and block.continues == which:
            # One paragraph in this guide: the part has no head of its own.
            first = own[-1].split(">", 1)[1]
            lines[-1] += first
        else:
            lines += own
    return lines


def _red_block(block: RedBlock, which: Which) -> Iterator[str]:
    if block.mark in _NOT[which]:
        return
    old = which == "old" and block.mark == "same"
    value = block.was_number if old else block.number
    number = f" {value}" if value else ""
    kind = (block.was_kind if old else None) or block.kind
    yield f"<{kind}{number}>" + _red_runs(block.runs, which)
    description = _red_runs(block.description, which)
    image = (block.was_image if old else block.image) or ""
    if description or image:
        yield f"{description} {image}"
    yield from _red_blocks(block.blocks, which)
    if any(cell.mark not in _NOT[which] for cell in block.head):
        yield _red_row(block.head, which)
    for row in block.rows:
        if row.mark not in _NOT[which]:
            yield _red_row(row.cells, which)


def _red_row(cells: Sequence[RedCell], which: Which) -> str:
    return " | ".join(
        "\n".join(_red_blocks(cell.blocks, which)) for cell in cells if cell.mark not in _NOT[which]
    )


def _red_runs(runs: Sequence[RedRun], which: Which) -> str:
    left = (run for run in runs if run.mark not in _NOT[which])
    return "".join(run.was if which == "old" and run.was is not None else run.text for run in left)


def check_redline(old: Guide, new: Guide, redline: Redline) -> str | None:
    """The first line that does not come back out of a redline, as a sentence; None if all do."""
    for which, guide in (("old", old), ("new", new)):
        wanted = guide_text(guide)
        found = redline_text(redline, "old" if which == "old" else "new")
        for place in range(max(len(wanted), len(found))):
            a = wanted[place] if place < len(wanted) else "(nothing)"
            b = found[place] if place < len(found) else "(nothing)"
            if a != b:
                return f"Line {place + 1} of the {which} guide is “{a}”, the redline has “{b}”."
    return None

"""Tables and forms of the marked guide. Every row has the same cells, whatever came or went."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.redline import Mark, RedBlock, RedCell, RedRow
from builder.report.diff.element import Markup, Part, element, join
from builder.report.diff.inline import words
from builder.report.diff.marked_figures import caption
from builder.report.diff.places import MOVED, Places, classes, deeper, within

WriteBlock = Callable[[Places, RedBlock, Mark], Markup]


def table(page: Places, red: RedBlock, mark: Mark, write: WriteBlock) -> Markup:
    """A table or form; `write` writes the blocks of its cells."""
    label = "Table" if red.kind == "table" else "Form"
    title = caption(page, f"{label} {red.number}" if red.number else "", red, mark)
    cells = (_cell(page, cell, mark, "th", write) for cell in red.head)
    whole = element(
        "table",
        element("caption", title) if title else None,
        element("thead", element("tr", *cells)) if red.head else None,
        element("tbody", *(_row(page, row, mark, write) for row in red.rows)),
        id=page.guide_id(red.id, mark),
        class_=classes(red.kind, f"m-{mark}" if mark != "same" else ""),
    )
    said = "".join(run.text for run in red.runs if run.mark != "deleted")
    name = " ".join(filter(None, (label, red.number, said)))
    return element(
        "div", whole, class_="table-frame", role="region", tabindex="0",
        aria_label=page.label(name),
    )  # fmt: skip


def _row(page: Places, row: RedRow, around: Mark, write: WriteBlock) -> Markup:
    mark = row.mark if row.mark != "same" else around
    own = row.mark != "same"
    change = page.changes.get(row.change or "")
    note: Part = None
    if change and row.mark in MOVED:
        note = element("span", page.move(change, row.mark), class_="cell-note")
    cells = [
        _cell(page, cell, within(mark), "td", write, note if not place else None)
        for place, cell in enumerate(row.cells)
    ]
    names = page.classes(row.change, row.mark) if own else None
    return element("tr", *cells, id=page.place(row.change, row.mark) if own else None, class_=names)


def _cell(  # noqa: PLR0913, PLR0917 (where it stands, and how)
    page: Places, cell: RedCell, around: Mark, tag: str, write: WriteBlock, note: Part = None
) -> Markup:
    mark = cell.mark if cell.mark != "same" else around
    touched = cell.mark != "same" or any(block.changed for block in cell.blocks)
    plain = len(cell.blocks) == 1 and cell.blocks[0].kind == "paragraph"
    if plain:
        content = words(page, cell.blocks[0].runs, deeper(within(mark), cell.blocks[0].mark))
    else:
        content = join(write(page, block, within(mark)) for block in cell.blocks)
    return element(
        tag if content.strip() or tag == "td" else "td",
        note,
        content,
        id=page.place(cell.change, cell.mark) if touched else None,
        class_=page.classes(cell.change, cell.mark) if touched else None,
        scope="col" if tag == "th" and content.strip() else None,
    )

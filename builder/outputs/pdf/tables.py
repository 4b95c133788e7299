"""Tables of data, pairs of names and values, and forms to fill in."""

from __future__ import annotations

from docutils import nodes

from builder.outputs.pdf.blocks import flow
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import array, run
from builder.outputs.pdf.figures import numbering
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import PdfContext, handles
from builder.outputs.pdf.room import CAPTION, CELL_INSET, FORM_GUTTER, FORM_NAME, HANG, TEXT
from builder.outputs.pdf.widths import lines, shares

# Rows up to this many lines of a cell are kept on one page; longer ones may be broken.
WHOLE_ROW_LINES = 14
# Headings of more lines than this are not repeated on every page: nothing else would fit there.
REPEATED_LINES = 20
# Tables with more columns, or with so many and much text, use the margin as well.
SOME_COLUMNS = 4
LONG_TABLE = 800
# Room to write in, in points; a table of few empty rows gives more of it.
FORM_HEIGHT = 15
BLANK_HEIGHT = 34
FEW_ROWS = 3
# A form of up to so many rows is kept on one page.
WHOLE_FORM_ROWS = 14
PAIR = 2


@handles("table")
def table(node: nodes.table, context: PdfContext) -> str:
    """A table, in the manner that its classes and its heading row ask for."""
    caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
    group = next((child for child in node.children if isinstance(child, nodes.tgroup)), None)
    if group is None:
        raise PdfTranslationError("a table has no columns", node)
    ids = context.ids(node, group)
    head = _rows(group, nodes.thead)
    rows = _rows(group, nodes.tbody)
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    classes = node["classes"]
    if caption is None and not head and len(columns) == PAIR:
        if "form" in classes:
            return f"form({ids}, {array([_form_row(row, context) for row in rows])})"
        halves = shares(columns, rows, context.room.width, context.room.letters)
        pairs = [_pair(row, context, halves) for row in rows]
        return f"pairs({ids}, {_widths(halves)}, {array(pairs)})"
    number, label = numbering(node, captioned=caption is not None)
    with context.within(context.room.of(CAPTION).semibold()):
        title = inline(caption, context) if caption is not None else "none"
    # Within a list or a note there is no margin to use.
    wide = context.room.width >= TEXT and _wide(columns, rows)
    line = context.room.width + (HANG if wide else 0)
    # The heading row counts, too: a long word may stand there only.
    cells = [*head, *rows]
    parts = shares(columns, cells, line, context.room.letters)
    blank = _blank(classes, rows)
    stubs = sum(1 for column in columns if column.get("stub"))
    heading = array([_row(row, context, parts, line, len(row)) for row in head])
    content = array([_row(row, context, parts, line, stubs, blank=blank) for row in rows])
    special = {
        f"stubs: {stubs}": stubs > 0,
        "blank: true": blank is not None,
        "wide: true": wide,
        "repeated: false": sum(lines(row, parts, line) for row in head) > REPEATED_LINES,
        "whole: true": "form" in classes and len(rows) <= WHOLE_FORM_ROWS,
    }
    named = [ids, number, label, title, _widths(parts), heading, content]
    return f"data-table({', '.join([*named, *(name for name, holds in special.items() if holds)])})"


def _blank(classes: list[str], rows: list[list[nodes.entry]]) -> int | None:
    """How high an empty cell is to be, in points, if the table is one to write in."""
    if "form" in classes:
        return FORM_HEIGHT
    if "blank" in classes:
        return FORM_HEIGHT if len(rows) > FEW_ROWS else BLANK_HEIGHT
    return None


def _wide(columns: list[nodes.colspec], rows: list[list[nodes.entry]]) -> bool:
    """Whether a table needs the margin as well."""
    characters = sum(len(entry.astext()) for row in rows for entry in row)
    full = len(columns) == SOME_COLUMNS and characters > LONG_TABLE
    return full or len(columns) > SOME_COLUMNS


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[list[nodes.entry]]:
    found = [child for child in group.children if isinstance(child, part)]
    return [
        [entry for entry in row.children if isinstance(entry, nodes.entry)]
        for section in found
        for row in section.children
        if isinstance(row, nodes.row)
    ]


def _widths(parts: list[float]) -> str:
    return array([f"{part:.4f}" for part in parts])


def _row(  # noqa: PLR0913 (a row, and how its table is drawn)
    row: list[nodes.entry],
    context: PdfContext,
    parts: list[float],
    line: float,
    bold: int,
    *,
    blank: int | None = None,
) -> str:
    """A row of a table that is `line` points wide; its first `bold` cells are semibold."""
    ending = "" if lines(row, parts, line) <= WHOLE_ROW_LINES else ", whole: false"
    # Which columns a cell goes over is not known in a row of fewer cells.
    widths = parts if len(row) == len(parts) else [min(parts)] * len(row)
    found = []
    for place, (entry, part) in enumerate(zip(row, widths, strict=True)):
        room = context.room.cell(part * line * (entry.get("morecols", 0) + 1))
        with context.within(room.semibold() if place < bold else room):
            found.append(_cell(entry, context, ending, blank=blank))
    return array(found)


def _cell(entry: nodes.entry, context: PdfContext, ending: str, *, blank: int | None) -> str:
    columns, rows = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
    spans = (f", columns: {columns}" if columns > 1 else "") + (
        f", rows: {rows}" if rows > 1 else ""
    )
    if blank is not None and not entry.astext().strip():
        return f"blank-cell(height: {blank}pt{spans})"
    return f"cell({_content(entry, context)}{spans}{ending})"


def _content(entry: nodes.entry, context: PdfContext) -> str:
    return run([context.anchors(entry), flow(entry, context)])


def _pair(row: list[nodes.entry], context: PdfContext, halves: list[float]) -> str:
    name, *values = row
    room = context.room
    with context.within(room.cell(halves[0] * room.width).semibold()):
        found = [f"pair-name({_content(name, context)})"]
    with context.within(room.cell(halves[-1] * room.width)):
        return array([*found, *(_content(value, context) for value in values)])


def _form_row(row: list[nodes.entry], context: PdfContext) -> str:
    name, value = row[0], row[-1]
    room = context.room
    with context.within(room.cell((1 - FORM_NAME) * room.width - FORM_GUTTER)):
        filled = _content(value, context) if value.astext().strip() else "none"
    with context.within(room.cell(FORM_NAME * room.width + CELL_INSET).semibold()):
        return array([_content(name, context), filled])

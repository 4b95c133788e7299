"""Tables of data, pairs of names and values, and forms to fill in."""

from __future__ import annotations

from docutils import nodes

from builder.outputs.pdf.blocks import flow
from builder.outputs.pdf.errors import PdfTranslationError
from builder.outputs.pdf.escape import array, run
from builder.outputs.pdf.figures import numbering
from builder.outputs.pdf.inline import inline
from builder.outputs.pdf.registry import Context, handles

# Rows up to this many lines of a cell are kept on one page; longer ones may be broken.
WHOLE_ROW_LINES = 14
# Characters to a line, at the size of table text, over the full width of the text.
LINE_CHARACTERS = 98
# Room, in characters, that a cell's padding takes.
PADDING_CHARACTERS = 3
PAIR = 2


@handles("table")
def table(node: nodes.table, context: Context) -> str:
    """A table, in the manner that its classes and its heading row ask for."""
    caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
    group = next((child for child in node.children if isinstance(child, nodes.tgroup)), None)
    if group is None:
        raise PdfTranslationError("a table has no columns", node)
    ids = array([*context.ids(node), *context.ids(group)])
    head = _rows(group, nodes.thead)
    rows = _rows(group, nodes.tbody)
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    classes = node["classes"]
    if caption is None and not head and len(columns) == PAIR:
        if "form" in classes:
            return f"form({ids}, {array([_form_row(row, context) for row in rows])})"
        pairs = [_pair(row, context) for row in rows]
        return f"pairs({ids}, {_widths(columns, rows)}, {array(pairs)})"
    number, label = numbering(node, captioned=caption is not None)
    title = inline(caption, context) if caption is not None else "none"
    widths = _widths(columns, [*head, *rows])
    blank = "blank" in classes or "form" in classes
    heading = array([_row(row, context, columns, blank=False) for row in head])
    content = array([_row(row, context, columns, blank=blank) for row in rows])
    stubs = sum(1 for column in columns if column.get("stub"))
    ending = (f", stubs: {stubs}" if stubs else "") + (", blank: true" if blank else "")
    return f"data-table({ids}, {number}, {label}, {title}, {widths}, {heading}, {content}{ending})"


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[list[nodes.entry]]:
    found = [child for child in group.children if isinstance(child, part)]
    return [
        [entry for entry in row.children if isinstance(entry, nodes.entry)]
        for section in found
        for row in section.children
        if isinstance(row, nodes.row)
    ]


def _weights(columns: list[nodes.colspec], rows: list[list[nodes.entry]]) -> list[float]:
    """Shares of the width: as declared, but no column narrower than its longest word."""
    weights = [float(column.get("colwidth", 1)) or 1.0 for column in columns]
    shares = [weight / sum(weights) for weight in weights]
    least = [0.0] * len(columns)
    for row in rows:
        if len(row) != len(columns):
            continue
        for place, entry in enumerate(row):
            longest = max((len(word) for word in entry.astext().split()), default=0)
            room = (min(longest, LINE_CHARACTERS // 4) + PADDING_CHARACTERS) / LINE_CHARACTERS
            least[place] = max(least[place], room)
    if sum(least) >= 1:
        return shares
    short = [share < need for share, need in zip(shares, least, strict=True)]
    fixed = sum(need for need, is_short in zip(least, short, strict=True) if is_short)
    free = sum(share for share, is_short in zip(shares, short, strict=True) if not is_short)
    scale = (1 - fixed) / free if free else 1.0
    return [
        need if is_short else share * scale
        for share, need, is_short in zip(shares, least, short, strict=True)
    ]


def _widths(columns: list[nodes.colspec], rows: list[list[nodes.entry]]) -> str:
    return array([f"{weight:.4f}" for weight in _weights(columns, rows)])


def _row(
    row: list[nodes.entry], context: Context, columns: list[nodes.colspec], *, blank: bool
) -> str:
    weights = _weights(columns, [])
    share = min(weights, default=1.0)
    lines = max(
        (len(entry.astext()) / (LINE_CHARACTERS * max(share, 0.1)) for entry in row), default=0
    )
    ending = "" if lines <= WHOLE_ROW_LINES else ", whole: false"
    return array([_cell(entry, context, ending, blank=blank) for entry in row])


def _cell(entry: nodes.entry, context: Context, ending: str, *, blank: bool) -> str:
    columns, rows = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
    spans = (f", columns: {columns}" if columns > 1 else "") + (
        f", rows: {rows}" if rows > 1 else ""
    )
    if blank and not entry.astext().strip():
        return f"blank-cell({spans.removeprefix(', ')})"
    return f"cell({_content(entry, context)}{spans}{ending})"


def _content(entry: nodes.entry, context: Context) -> str:
    ids = context.ids(entry)
    content = flow(entry, context)
    return run([f"anchors({array(ids)})", content]) if ids else content


def _pair(row: list[nodes.entry], context: Context) -> str:
    name, *values = row
    return array(
        [f"pair-name({_content(name, context)})", *(_content(value, context) for value in values)]
    )


def _form_row(row: list[nodes.entry], context: Context) -> str:
    name, value = row[0], row[-1]
    filled = _content(value, context) if value.astext().strip() else "none"
    return array([_content(name, context), filled])

"""Compares tables and forms: columns first, then rows, then what is in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.diff.arrange import Step, arrange
from builder.diff.blocks import match_siblings
from builder.diff.drafts import Draft, block_side, cell_side
from builder.diff.matching import best_pairs, equal_pairs
from builder.diff.nodes import BlockNode, CellNode, Node, SectionNode, join, text_of
from builder.diff.plain import plain_cell
from builder.diff.tokens import Token
from builder.diff.words import atoms, hunks, runs, split_tail
from builder.model.change import ChangeKind, Side
from builder.model.redline import Mark, RedBlock, RedCell, RedRow, RedRun

if TYPE_CHECKING:
    from builder.diff.write_blocks import BlockWriter

_COLUMN = 0.55
_ROW = 0.4
_SAME_KEY = 0.35
"""What an equal first cell adds to the likeness of two rows."""
_MARKS: dict[str, Mark] = {
    "pair": "same",
    "gone": "deleted",
    "came": "inserted",
    "away": "moved-away",
    "here": "moved-here",
}


class Line(Node):
    """A row or a column of one of two tables."""

    __slots__ = ("cells", "head", "home", "number")

    def __init__(self, number: int, cells: Sequence[CellNode], head: CellNode | None) -> None:
        super().__init__("", None)
        self.number = number
        self.cells = list(cells)
        self.head = head
        self.home: SectionNode | None = cells[0].home if cells else None
        self.own = head.own if head else ""
        self.code = "".join(cell.code for cell in cells)

    @property
    def side(self) -> Side:
        """The line as one side of a change."""
        cells = [self.head, *self.cells] if self.head else self.cells
        first = next((side.place for side in map(cell_side, cells) if side.place), None)
        path = cells[0].path if cells else None
        text = " | ".join(cell_side(cell).text for cell in cells)
        home = self.home or (self.head.home if self.head else None)
        return Side(text=text, place=first, section=home.ref if home else None, path=path)


def write_table(
    writer: BlockWriter, old: BlockNode, new: BlockNode, moved: Draft | None
) -> RedBlock:
    """The table with its marks; its changes become children of one draft."""
    caption = writer.texts(old.block.runs, new.block.runs)
    children: list[Draft] = []
    if old.own != new.own:
        children.append(
            Draft(
                kind="changed",
                thing="caption",
                name=new.block.id,
                old=replace(block_side(old), text="".join(run.text for run in old.block.runs)),
                new=replace(block_side(new), text="".join(run.text for run in new.block.runs)),
                hunks=hunks(caption),
                codes=(old.own, new.own),
            )
        )
        writer.name(children[0])
    columns = list(arrange(*_columns(old, new)))
    rows = list(arrange(*_rows(old, new, columns)))
    grid = _Grid(writer, columns, children)
    head = grid.head(old.head, new.head)
    red_rows = [*grid.lone_head(old.head, new.head), *map(grid.row, rows)]
    red = RedBlock(kind=new.block.kind, id=new.block.id, runs=caption, head=head)
    if not children:
        return replace(red, rows=tuple(red_rows))
    draft = moved or Draft(
        kind="changed",
        thing="form" if new.kind == "form" else "table",
        name=new.block.id,
        old=block_side(old),
        new=block_side(new),
        codes=(text_of(old.code), text_of(new.code)),
        olds=(old,),
        news=(new,),
    )
    draft.children = children
    if not moved:
        writer.add(draft)
    return replace(red, rows=tuple(red_rows), change=draft.id)


def _columns(old: BlockNode, new: BlockNode) -> tuple[list[Line], list[Line]]:
    lines = []
    for table in (old, new):
        body = list(zip(*table.rows, strict=True)) if table.rows else []
        width = max(len(body), len(table.head))
        lines.append(
            [
                Line(
                    number,
                    body[number] if body else (),
                    table.head[number] if table.head else None,
                )
                for number in range(width)
            ]
        )
    olds, news = lines
    # Columns are what their headings say; without a heading, what is in them.
    for a, b in equal_pairs(
        [line for line in olds if line.own], [line for line in news if line.own], lambda n: n.own
    ):
        join(a, b)
    left, right = ([line for line in side if not line.matches] for side in lines)
    for a, b in equal_pairs(left, right, lambda line: line.own + line.code):
        join(a, b)
    left, right = ([line for line in side if not line.matches] for side in lines)
    for a, b in best_pairs(left, right, lambda line: line.own + text_of(line.code), _COLUMN):
        join(a, b)
    left, right = ([line for line in side if not line.matches] for side in lines)
    if len(olds) == len(news) and len(left) == len(right):
        # As many columns as before: what has no partner is in the same place.
        for a, b in zip(left, right, strict=True):
            if a.number == b.number:
                join(a, b)
    return olds, news


def _rows(
    old: BlockNode, new: BlockNode, columns: Sequence[Step[Line]]
) -> tuple[list[Line], list[Line]]:
    pairs = [(step.olds[0].number, step.news[0].number) for step in columns if step.what == "pair"]
    pairs += [
        (step.olds[0].number, _line(step.olds[0].matches[0]).number)
        for step in columns
        if step.what == "away"
    ]
    pairs.sort(key=lambda pair: pair[1])
    news = [Line(number, row, None) for number, row in enumerate(new.rows)]
    olds = [Line(number, row, None) for number, row in enumerate(old.rows)]
    # Rows are compared by the columns that are in both tables.
    for line in olds:
        line.code = "".join(line.cells[a].code for a, _ in pairs)
        line.own = line.cells[pairs[0][0]].own if pairs else ""
    for line in news:
        line.code = "".join(line.cells[b].code for _, b in pairs)
        line.own = line.cells[pairs[0][1]].own if pairs else ""
    if not pairs:
        return olds, news
    for a, b in equal_pairs(olds, news, lambda line: line.code):
        join(a, b)
    left = [line for line in olds if not line.matches]
    right = [line for line in news if not line.matches]

    def bonus(a: Line, b: Line) -> float:
        return _SAME_KEY if a.own and a.own == b.own else 0.0

    for a, b in best_pairs(left, right, lambda line: text_of(line.code), _ROW, bonus):
        join(a, b)
    left = [line for line in olds if not line.matches]
    right = [line for line in news if not line.matches]
    if len(left) == len(right) == 1 and len(olds) == len(news) == 1:
        join(left[0], right[0])
    return olds, news


def _line(node: Node) -> Line:
    assert isinstance(node, Line)
    return node


class _Grid:
    """Writes rows over the columns of both tables, so that all rows are equally long."""

    def __init__(
        self, writer: BlockWriter, columns: Sequence[Step[Line]], children: list[Draft]
    ) -> None:
        self.writer = writer
        self.columns = columns
        self.children = children
        self.changes: list[str | None] = [self._column(step) for step in columns]
        self._rows: dict[int, str] = {}

    def _child(self, draft: Draft) -> str:
        self.writer.name(draft)
        self.children.append(draft)
        return draft.id

    def _column(self, step: Step[Line]) -> str | None:
        """The id of the change of a column that came, went or moved."""
        if step.what == "pair":
            return None
        if step.what in {"away", "here"}:
            old, new = _both(step)
            for child in self.children:
                if child.thing == "column" and child.old and child.old.path == old.side.path:
                    return child.id
            return self._child(_draft("moved", "column", old, new))
        line = (*step.olds, *step.news)[0]
        came = step.what == "came"
        return self._child(
            _draft("added", "column", None, line)
            if came
            else _draft("removed", "column", line, None)
        )

    def head(self, old: Sequence[CellNode], new: Sequence[CellNode]) -> tuple[RedCell, ...]:
        """The headings."""
        return self._cells(old, new, None) if old and new else ()

    def lone_head(self, old: Sequence[CellNode], new: Sequence[CellNode]) -> list[RedRow]:
        """Headings that only one of the guides has, as a row that came or went."""
        if bool(old) == bool(new):
            return []
        code = "".join(cell.own for cell in (*old, *new))
        change = self._child(
            Draft(
                kind="added" if new else "removed",
                thing="row",
                old=_head_side(old) if old else None,
                new=_head_side(new) if new else None,
                codes=("", code) if new else (code, ""),
            )
        )
        mark: Mark = "inserted" if new else "deleted"
        return [RedRow(cells=self._cells(old, new, None), mark=mark, change=change)]

    def row(self, step: Step[Line]) -> RedRow:
        """A row with its mark."""
        mark = _MARKS[step.what]
        if step.what == "pair":
            old, new = step.olds[0], step.news[0]
            return RedRow(cells=self._cells(old.cells, new.cells, new))
        if step.what in {"away", "here"}:
            old, new = _both(step)
            if id(old) not in self._rows:
                self._rows[id(old)] = self._child(_draft("moved", "row", old, new))
            change = self._rows[id(old)]
            if step.what == "away":
                return RedRow(cells=self._cells(old.cells, (), None), mark=mark, change=change)
            cells = self._cells(old.cells, new.cells, new)
            return RedRow(cells=cells, mark=mark, change=change)
        line = (*step.olds, *step.news)[0]
        if step.what == "came":
            change = self._child(_draft("added", "row", None, line))
            return RedRow(cells=self._cells((), line.cells, None), mark=mark, change=change)
        change = self._child(_draft("removed", "row", line, None))
        return RedRow(cells=self._cells(line.cells, (), None), mark=mark, change=change)

    def _cells(
        self, old: Sequence[CellNode], new: Sequence[CellNode], row: Line | None
    ) -> tuple[RedCell, ...]:
        return tuple(
            self._cell(step, change, old, new, row)
            for step, change in zip(self.columns, self.changes, strict=True)
        )

    def _cell(
        self,
        step: Step[Line],
        change: str | None,
        old: Sequence[CellNode],
        new: Sequence[CellNode],
        row: Line | None,
    ) -> RedCell:
        mark = _MARKS[step.what]
        if step.what in {"gone", "away"}:
            found = old[step.olds[0].number] if old else None
            return plain_cell(found, mark, change) if found else RedCell(mark=mark, change=change)
        if step.what == "came":
            found = new[step.news[0].number] if new else None
            return plain_cell(found, mark, change) if found else RedCell(mark=mark, change=change)
        a, b = _both(step)
        one = old[a.number] if old else None
        two = new[b.number] if new else None
        if one is None or two is None:
            only = one or two
            if only is None or (step.what == "here" and two is None):
                return RedCell(mark=mark, change=change)
            return plain_cell(only, mark, change)
        return replace(self._same(one, two, row, b), mark=mark, change=change)

    def _same(self, old: CellNode, new: CellNode, row: Line | None, column: Line) -> RedCell:
        if len(old.blocks) == len(new.blocks) and all(
            a.kind == b.kind for a, b in zip(old.blocks, new.blocks, strict=True)
        ):
            for a, b in zip(old.blocks, new.blocks, strict=True):
                if not (a.matches or b.matches):
                    join(a, b)
                    match_siblings(a.blocks, b.blocks)
        else:
            match_siblings(old.blocks, new.blocks)
        with self.writer.aside():
            blocks = self.writer.blocks(old.blocks, new.blocks)
        if old.code == new.code:
            return RedCell(blocks=blocks)
        heading = column.head.cell.text.strip() if column.head else ""
        first = row.cells[0].cell.text.strip() if row and row.cells else ""
        change = self._child(
            Draft(
                kind="changed",
                thing="cell",
                name=" / ".join(part for part in (first, heading) if part) or None,
                old=cell_side(old),
                new=cell_side(new),
                hunks=hunks(self._text(old, new)),
                codes=(old.own, new.own),
            )
        )
        return RedCell(blocks=tuple(_owned(block, change) for block in blocks))

    def _text(self, old: CellNode, new: CellNode) -> tuple[RedRun, ...]:
        sides: list[list[Token]] = []
        for cell in (old, new):
            words: list[Token] = []
            for block in cell.blocks:
                for inner in block.walk():
                    own = split_tail(self.writer.words.tokens(inner.block.runs))[0]
                    if own and words and not own[0].space:
                        own[0] = own[0]._replace(space=" ")
                    words += own
            sides.append(words)
        return runs(atoms(*sides))


def _head_side(cells: Sequence[CellNode]) -> Side:
    first = cell_side(cells[0])
    return replace(first, text=" | ".join(cell_side(cell).text for cell in cells))


def _owned(block: RedBlock, change: str) -> RedBlock:
    """Blocks of a changed cell belong to the cell's change."""
    if not block.changed:
        return replace(block, change=None)
    inner = tuple(_owned(part, change) for part in block.blocks)
    return replace(block, change=change, blocks=inner)


def _draft(kind: ChangeKind, what: str, old: Line | None, new: Line | None) -> Draft:
    line = new or old
    assert line is not None
    name = line.head.cell.text if line.head else None
    if what == "row":
        name = " ".join(line.cells[0].cell.text.split()) if line.cells else None
    return Draft(
        kind=kind,
        thing="column" if what == "column" else "row",
        name=name,
        old=old.side if old else None,
        new=new.side if new else None,
        codes=(_text(old), _text(new)),
    )


def _text(line: Line | None) -> str:
    if line is None:
        return ""
    head = line.head.own if line.head else ""
    return head + "".join(cell.own for cell in line.cells)


def _both(step: Step[Line]) -> tuple[Line, Line]:
    if step.olds:
        return step.olds[0], _line(step.news[0] if step.news else step.olds[0].matches[0])
    return _line(step.news[0].matches[0]), step.news[0]

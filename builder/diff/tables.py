"""Compares tables and forms: columns first, then rows, then what is in the cells.

A column is what its heading says, so columns are paired by equal headings, then by equal contents,
then by likeness. Rows are compared by the columns that both tables have, or a column that was added
would make every row another one; an equal first cell, which is mostly a row's name, counts more
than its length. A changed cell is a change of its own unless its row or column is one already. In
the redline every row has a cell for each column of either table, so that none is ragged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from builder.diff.arrange import Step, arrange
from builder.diff.blocks import match_siblings
from builder.diff.collect import Collector
from builder.diff.drafts import ChangeDraft, block_draft, block_side, cell_side
from builder.diff.matching import best_pairs, equal_pairs
from builder.diff.nodes import BlockNode, CellNode, Node, free, join, join_pairs, text_of
from builder.diff.plain import plain_cell
from builder.diff.tokens import Token
from builder.diff.words import atoms, hunks, runs, split_tail
from builder.model.change import ChangeKind, Side
from builder.model.redline import Mark, RedBlock, RedCell, RedRow, RedRun

_COLUMN = 0.55
_ROW = 0.4
_SAME_KEY = 0.35
"""What an equal first cell adds to the likeness of two rows."""

WriteBlocks = Callable[[Sequence[BlockNode], Sequence[BlockNode]], tuple[RedBlock, ...]]


class Line(Node):
    """A row or a column of one of two tables; columns have a `head` if their table has."""

    __slots__ = ("cells", "head", "number")

    def __init__(self, number: int, cells: Sequence[CellNode], head: CellNode | None) -> None:
        super().__init__("", None)
        self.number = number
        self.cells = list(cells)
        self.head = head
        self.own = head.own if head else ""
        self.code = "".join(cell.code for cell in cells)

    @property
    def side(self) -> Side:
        """The line as one side of a change."""
        return _side_of([self.head, *self.cells] if self.head else self.cells)

    @property
    def words(self) -> str:
        """The code of all its text."""
        return (self.head.own if self.head else "") + "".join(cell.own for cell in self.cells)


def _side_of(cells: Sequence[CellNode]) -> Side:
    """Some cells in a line as one side of a change, at the first place that is known."""
    sides = [cell_side(cell) for cell in cells]
    place = next((side.place for side in sides if side.place), None)
    return replace(sides[0], text=" | ".join(side.text for side in sides), place=place)


def write_table(
    writer: Collector,
    blocks: WriteBlocks,
    old: BlockNode,
    new: BlockNode,
    moved: ChangeDraft | None,
) -> RedBlock:
    """The table with its marks; its changes become children of one draft.

    `blocks` writes what is in a cell.
    """
    caption = writer.texts(old.block.runs, new.block.runs)
    columns = list(arrange(*_columns(old, new)))
    rows = list(arrange(*_rows(old, new, columns)))
    grid = _Grid(writer, blocks)
    if old.own != new.own:
        draft = block_draft(old, new)
        draft.thing, draft.codes, draft.hunks = "caption", (old.own, new.own), hunks(caption)
        draft.old, draft.new = _caption_side(old), _caption_side(new)
        draft.olds = draft.news = ()
        grid.child(draft)
    grid.start(columns)
    head = grid.cells(old.head, new.head) if old.head and new.head else ()
    red_rows = [*grid.lone_head(old.head, new.head), *map(grid.row, rows)]
    red = RedBlock(
        kind=new.block.kind, id=new.block.id, runs=caption, head=head, rows=tuple(red_rows)
    )
    if not grid.children:
        return red
    draft = moved or block_draft(old, new)
    draft.children = grid.children
    if not moved:
        writer.add(draft)
    return replace(red, change=draft.id)


def _caption_side(table: BlockNode) -> Side:
    return replace(block_side(table), text="".join(run.text for run in table.block.runs))


# Which columns and rows are the same -----------------------------------------------------------


def _columns(old: BlockNode, new: BlockNode) -> tuple[list[Line], list[Line]]:
    olds, news = _columns_of(old), _columns_of(new)
    left, right = ([line for line in side if line.own] for side in (olds, news))
    join_pairs(equal_pairs(left, right, lambda line: line.own))
    join_pairs(equal_pairs(free(olds), free(news), lambda line: line.own + line.code))
    join_pairs(
        best_pairs(free(olds), free(news), lambda line: line.own + text_of(line.code), _COLUMN)
    )
    left, right = free(olds), free(news)
    if len(olds) == len(news) and len(left) == len(right):
        # As many columns as before: what has no partner is in the same place.
        join_pairs((a, b) for a, b in zip(left, right, strict=True) if a.number == b.number)
    return olds, news


def _columns_of(table: BlockNode) -> list[Line]:
    body = list(zip(*table.rows, strict=True)) or [()] * len(table.head)
    heads: Sequence[CellNode | None] = table.head or [None] * len(body)
    return [
        Line(number, cells, head)
        for number, (cells, head) in enumerate(zip(body, heads, strict=True))
    ]


def _rows(
    old: BlockNode, new: BlockNode, columns: Sequence[Step[Line]]
) -> tuple[list[Line], list[Line]]:
    olds, news = ([Line(n, row, None) for n, row in enumerate(t.rows)] for t in (old, new))
    # A column that moved is met at both its places; one is enough.
    pairs = [step.sides for step in columns if step.mark in {"same", "moved-away"}]
    pairs.sort(key=lambda pair: pair[1].number)
    if not pairs:
        return olds, news
    for lines, side in ((olds, 0), (news, 1)):
        shared = [pair[side].number for pair in pairs]
        for line in lines:
            line.code = "".join(line.cells[number].code for number in shared)
            line.own = line.cells[shared[0]].own
    join_pairs(equal_pairs(olds, news, lambda line: line.code))

    def bonus(a: Line, b: Line) -> float:
        return _SAME_KEY if a.own and a.own == b.own else 0.0

    join_pairs(best_pairs(free(olds), free(news), lambda line: text_of(line.code), _ROW, bonus))
    # The only row of a table is the same row, whatever it says now.
    if len(olds) == len(news) == 1 and not olds[0].matches:
        join(olds[0], news[0])
    return olds, news


# What is different -----------------------------------------------------------------------------


class _Grid:
    """Writes rows over the columns of both tables, so that all rows are equally long."""

    def __init__(self, writer: Collector, blocks: WriteBlocks) -> None:
        self.writer = writer
        self.blocks = blocks
        self.columns: list[tuple[Step[Line], str | None]] = []
        self.children: list[ChangeDraft] = []
        self._lines: dict[int, str] = {}

    def start(self, columns: Sequence[Step[Line]]) -> None:
        """Give the columns of both tables; what became of them is the first of the changes."""
        self.columns = [(step, self._line(step, "column")) for step in columns]

    def child(self, draft: ChangeDraft) -> str:
        """Keep a change of the table; its id."""
        self.writer.name(draft)
        self.children.append(draft)
        return draft.id

    def _line(self, step: Step[Line], part: Literal["column", "row"]) -> str | None:
        """The id of the change of a line, if there is one; one that moved is met twice."""
        if step.mark == "same":
            return None
        key = id(step.old or step.new)
        if key not in self._lines:
            self._lines[key] = self.child(_line_draft(step, part))
        return self._lines[key]

    def lone_head(self, old: Sequence[CellNode], new: Sequence[CellNode]) -> list[RedRow]:
        """Headings that only one of the guides has, as a row that was added or removed."""
        if bool(old) == bool(new):
            return []
        code = "".join(cell.own for cell in (*old, *new))
        draft = ChangeDraft(
            kind="added" if new else "removed",
            thing="row",
            old=_side_of(old) if old else None,
            new=_side_of(new) if new else None,
            codes=("", code) if new else (code, ""),
        )
        mark: Mark = "inserted" if new else "deleted"
        return [RedRow(cells=self.cells(old, new), mark=mark, change=self.child(draft))]

    def row(self, step: Step[Line]) -> RedRow:
        """A row with its mark; what it says at its new place is not at its old one, too."""
        change = self._line(step, "row")
        new = step.new if step.mark != "moved-away" else None
        name = new.cells[0].cell.text.strip() if new else ""
        cells = self.cells(step.old.cells if step.old else (), new.cells if new else (), name)
        return RedRow(cells=cells, mark=step.mark, change=change)

    def cells(
        self, old: Sequence[CellNode], new: Sequence[CellNode], row: str = ""
    ) -> tuple[RedCell, ...]:
        """A cell for each column, in a row of this name; `old` is empty where there is no row."""
        return tuple(
            replace(self._cell(step, old, new, row), mark=step.mark, change=change)
            if change
            else self._cell(step, old, new, row)
            for step, change in self.columns
        )

    def _cell(
        self, step: Step[Line], old: Sequence[CellNode], new: Sequence[CellNode], row: str
    ) -> RedCell:
        a, b = step.old, step.new if step.mark != "moved-away" else None
        one = old[a.number] if a and old else None
        two = new[b.number] if b and new else None
        if one and two and b:
            return self._same(one, two, row, b)
        only = two or (one if step.mark != "moved-here" else None)
        return plain_cell(only) if only else RedCell()

    def _same(self, old: CellNode, new: CellNode, row: str, column: Line) -> RedCell:
        if len(old.blocks) == len(new.blocks) and all(
            a.kind == b.kind for a, b in zip(old.blocks, new.blocks, strict=True)
        ):
            for a, b in zip(old.blocks, new.blocks, strict=True):
                if not (a.matches or b.matches):
                    join(a, b)
                    match_siblings(a.blocks, b.blocks)
        else:
            match_siblings(old.blocks, new.blocks)
        # Changes in a cell are told as one, that of the cell.
        with self.writer.aside():
            blocks = self.blocks(old.blocks, new.blocks)
        if old.code == new.code:
            return RedCell(blocks=blocks)
        heading = column.head.cell.text.strip() if column.head else ""
        change = self.child(
            ChangeDraft(
                kind="changed",
                thing="cell",
                name=" / ".join(part for part in (row, heading) if part) or None,
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


def _owned(block: RedBlock, change: str) -> RedBlock:
    """Blocks of a changed cell belong to the cell's change."""
    if not block.changed:
        return replace(block, change=None)
    inner = tuple(_owned(part, change) for part in block.blocks)
    return replace(block, change=change, blocks=inner)


def _line_draft(step: Step[Line], part: Literal["column", "row"]) -> ChangeDraft:
    kinds: dict[Mark, ChangeKind] = {"inserted": "added", "deleted": "removed"}
    old, new = step.old, step.new
    head = step.node.head
    name = head.cell.text if head else None
    if part == "row":
        name = " ".join(step.node.cells[0].cell.text.split())
    return ChangeDraft(
        kind=kinds.get(step.mark, "moved"),
        thing=part,
        name=name,
        old=old.side if old else None,
        new=new.side if new else None,
        codes=(old.words if old else "", new.words if new else ""),
    )

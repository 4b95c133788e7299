"""Tables and forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.diff.document import Json, Spot, cell, cell_text, text
from tests.diff.edits.editor import WORDS, Editor, Expected, edit, spelled
from tests.diff.edits.paragraphs import leads
from tests.diff.edits.words import longest


def _tables(ed: Editor, *kinds: str, least: int = 3) -> list[Spot]:
    return [
        spot
        for spot in ed.doc.spots(*kinds)
        if len(spot.block.get("rows", [])) >= least and ed.doc.free(spot.block)
    ]


def _row_text(row: list[Json]) -> str:
    return " | ".join(cell_text(part) for part in row)


def _column_text(block: Json, number: int) -> str:
    return " | ".join(cell_text(row[number]) for row in [block["head"], *block["rows"]])


@edit
def cell_edited(ed: Editor) -> Sequence[Expected] | None:
    cells = [
        (spot, part)
        for spot in ed.doc.spots("table")
        for row in spot.block.get("rows", [])
        for part in row
        if len(cell_text(part).split()) > 4
        and ed.doc.free(part)
        and ed.doc.free(row)
        and ed.doc.free(spot.block)
        and not re.search(r"\b(must|shall|should|may|will)\b", cell_text(part))
    ]
    chosen = ed.doc.choose(cells)
    if chosen is None:
        return None
    spot, part = chosen
    before, run = cell_text(part), longest(part["blocks"][0])
    run["text"] += f" {ed.rng.choice(WORDS)}"
    ed.doc.touch(part)
    ed.doc.keep.append(spot)
    return [Expected(kind="changed", things=("cell",), old=before, new=cell_text(part))]


@edit
def row_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=1))
    if spot is None:
        return None
    row = [cell(ed.fresh(3)) for _ in spot.block["head"]]
    ed.doc.touch(row, *row)
    spot.block["rows"].insert(ed.rng.randrange(len(spot.block["rows"]) + 1), row)
    return [Expected(kind="added", things=("row",), new=_row_text(row))]


@edit
def row_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=4))
    rows = [row for row in spot.block["rows"] if _clean(ed, row)] if spot else []
    row = ed.doc.choose(rows)
    if spot is None or row is None:
        return None
    spot.block["rows"].remove(row)
    ed.doc.touch(row, spot.block["head"])  # its columns have other texts now
    return [Expected(kind="removed", things=("row",), old=_row_text(row))]


def _clean(ed: Editor, row: list[Json]) -> bool:
    return ed.doc.free(row) and all(ed.doc.free(part) for part in row)


@edit
def row_moved(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "table", least=4))
    if spot is None or not all(_clean(ed, row) for row in spot.block["rows"]):
        return None
    rows = spot.block["rows"]
    row = min(rows[:2], key=lambda row: len(_row_text(row)))
    rows.remove(row)
    rows.append(row)
    ed.doc.touch(spot.block)
    return [Expected(kind="moved", things=("row",), new=_row_text(row))]


def _with_columns(ed: Editor) -> Json | None:
    """A table no row of which has been edited."""
    spot = ed.doc.choose(_tables(ed, "table", least=2))
    whole = spot is not None and all(_clean(ed, row) for row in spot.block["rows"])
    return spot.block if spot is not None and whole else None


@edit
def column_added(ed: Editor) -> Sequence[Expected] | None:
    block = _with_columns(ed)
    if block is None:
        return None
    at = ed.rng.randrange(len(block["head"]) + 1)
    block["head"].insert(at, cell(f"{ed.rng.choice(WORDS).title()} {ed.rng.choice(WORDS)}"))
    for row in block["rows"]:
        row.insert(at, cell(ed.fresh(3)))
    ed.doc.touch(block)
    return [Expected(kind="added", things=("column",), new=_column_text(block, at))]


@edit
def column_removed(ed: Editor) -> Sequence[Expected] | None:
    block = _with_columns(ed)
    if block is None or len(block["head"]) < 3 or not ed.doc.free(block["head"]):
        return None
    at = ed.rng.randrange(1, len(block["head"]))
    before = _column_text(block, at)
    for row in [block["head"], *block["rows"]]:
        del row[at]
    ed.doc.touch(block)
    return [Expected(kind="removed", things=("column",), old=before)]


@edit
def column_moved(ed: Editor) -> Sequence[Expected] | None:
    block = _with_columns(ed)
    if block is None or len(block["head"]) < 3 or not ed.doc.free(block["head"]):
        return None
    sizes = [len(_column_text(block, number)) for number in range(len(block["head"]))]
    at = 0 if sizes[0] < sum(sizes[1:]) else 1
    before = _column_text(block, at)
    for row in [block["head"], *block["rows"]]:
        row.append(row.pop(at))
    ed.doc.touch(block)
    return [Expected(kind="moved", things=("column",), new=before)]


@edit
def caption_edited(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in _tables(ed, "table", least=1) if spot.block["runs"]])
    if spot is None or not ed.doc.free(spot.block["runs"]):
        return None
    run = longest(spot.block)
    before = "".join(run["text"] for run in spot.block["runs"])
    run["text"] += f" and {ed.rng.choice(WORDS).title()}"
    ed.doc.touch(spot.block["runs"])
    return [Expected(kind="changed", things=("caption",), old=before)]


@edit
def form_row_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(_tables(ed, "form", least=2))
    if spot is None:
        return None
    row = [cell(ed.fresh(3)), *(cell("\u00a0") for _ in spot.block["rows"][0][1:])]
    spot.block["rows"].append(row)
    ed.doc.touch(row, *row)
    return [Expected(kind="added", things=("row",), new=_row_text(row))]


@edit
def table_removed(ed: Editor) -> Sequence[Expected] | None:
    targets = {run.get("target") for block in ed.doc.everything() for run in block.get("runs", [])}
    found = [spot for spot in _tables(ed, "form") if spot.block.get("id") not in targets]
    spot = ed.doc.choose([spot for spot in found if all(_clean(ed, r) for r in spot.block["rows"])])
    if spot is None:
        return None
    spot.siblings.remove(spot.block)
    ed.doc.touch(spot.block)
    return [Expected(kind="removed", things=("form", "table"), old=text(spot.block))]


@edit
def table_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not leads(spot)])
    if spot is None:
        return None
    ed.count += 1
    table = {
        "kind": "table",
        "id": f"table-{spelled(ed.count)}",
        "runs": [{"text": ed.fresh(4), "kind": "text"}],
        "head": [cell("Amber name"), cell("Basin name")],
        "rows": [[cell(ed.fresh(3)), cell(ed.fresh(3))] for _ in range(3)],
    }
    spot.siblings.insert(spot.index + 1, table)
    ed.doc.touch(table, spot.block)
    return [Expected(kind="added", things=("table",), new=text(table))]

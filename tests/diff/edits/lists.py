"""Lists and their items."""

from __future__ import annotations

from collections.abc import Sequence

from tests.diff.document import item, text
from tests.diff.edits.editor import Editor, Expected, edit
from tests.diff.edits.paragraphs import leads


@edit
def item_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(ed.doc.items())
    if spot is None:
        return None
    words = ed.fresh(7).rstrip(".")
    new = item(words)
    spot.siblings.insert(spot.index, new)
    ed.doc.touch(new)
    return [Expected(kind="added", things=("item",), new=words)]


@edit
def item_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.items() if len(spot.siblings) > 3])
    if spot is None:
        return None
    spot.siblings.remove(spot.block)
    ed.doc.touch(spot.block, spot.parent)
    return [Expected(kind="removed", things=("item",), old=text(spot.block))]


@edit
def item_moved_in_its_list(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.items()
        if len(spot.siblings) > 3 and len({text(block) for block in spot.siblings}) > 3
    ]
    spot = ed.doc.choose(found)
    if spot is None or any(not ed.doc.free(block) for block in spot.siblings):
        return None
    block = min(spot.siblings[:2], key=lambda block: len(text(block)))
    spot.siblings.remove(block)
    spot.siblings.append(block)
    ed.doc.touch(spot.parent, *spot.siblings)
    return [Expected(kind="moved", things=("item",), new=text(block))]


@edit
def item_moved_to_another_list(ed: Editor) -> Sequence[Expected] | None:
    bound = {id(spot.block) for spot, _ in ed.duties}
    found = [
        spot
        for spot in ed.doc.items()
        if len(spot.siblings) > 3
        and len(text(spot.block).split()) > 6
        and id(spot.block["blocks"][0]) not in bound
    ]
    spot, other = ed.doc.choose(found), ed.doc.choose(ed.doc.items())
    if spot is None or other is None or spot.parent is other.parent:
        return None
    spot.siblings.remove(spot.block)
    other.siblings.insert(1, spot.block)
    ed.doc.touch(spot.block, spot.parent, other.parent)
    return [Expected(kind="moved", things=("item",), new=text(spot.block))]


@edit
def list_added(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not leads(spot)])
    if spot is None:
        return None
    new = {"kind": "bullet-list", "blocks": [item(ed.fresh(6)) for _ in range(3)]}
    spot.siblings.insert(spot.index + 1, new)
    ed.doc.touch(new, *new["blocks"], spot.block)
    return [Expected(kind="added", things=("list",), new=text(new))]


@edit
def list_removed(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.spots("bullet-list", "numbered-list")
        if spot.parent is None
        and ed.doc.free(spot.block)
        and ed.doc.free(spot.section)
        and all(ed.doc.free(part) for part in spot.block["blocks"])
        and all(ed.doc.free(spot.siblings[n]) for n in {spot.index - 1} if n >= 0)
        and len(text(spot.block).split()) > 12
    ]
    spot = ed.doc.choose(found)
    if spot is None:
        return None
    before = spot.siblings[spot.index - 1] if spot.index else None
    spot.siblings.remove(spot.block)
    ed.doc.touch(spot.block, *spot.block["blocks"], before)
    return [Expected(kind="removed", things=("list",), old=text(spot.block))]


@edit
def list_numbered(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.spots("bullet-list")
        if spot.parent is None and ed.doc.free(spot.block) and ed.doc.free(spot.section)
    ]
    spot = ed.doc.choose(found)
    if spot is None or any(not ed.doc.free(block) for block in spot.block["blocks"]):
        return None
    spot.block["kind"] = "numbered-list"
    ed.doc.touch(spot.block, *spot.block["blocks"])
    return [Expected(kind="changed", things=("list",), new=text(spot.block))]

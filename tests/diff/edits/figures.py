"""Figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.diff.document import Json, Spot
from tests.diff.edits.editor import WORDS, Editor, Expected, edit
from tests.diff.edits.words import longest


def _figure(ed: Editor) -> Spot | None:
    return ed.doc.choose([spot for spot in ed.doc.spots("figure") if ed.doc.free(spot.block)])


def _figure_edit(ed: Editor, change: Callable[[Json], None]) -> Sequence[Expected] | None:
    spot = _figure(ed)
    if spot is None:
        return None
    change(spot.block)
    ed.doc.touch(spot.block)
    return [Expected(kind="changed", things=("figure",), id=spot.block["id"])]


@edit
def figure_redrawn(ed: Editor) -> Sequence[Expected] | None:
    return _figure_edit(ed, lambda block: block.update(image=f"{ed.rng.getrandbits(256):064x}"))


@edit
def figure_described_differently(ed: Editor) -> Sequence[Expected] | None:
    return _figure_edit(
        ed, lambda block: block.update(description=f"{block['description']} {ed.fresh(5)}")
    )


@edit
def figure_caption_edited(ed: Editor) -> Sequence[Expected] | None:
    def change(block: Json) -> None:
        longest(block)["text"] += f" of the {ed.rng.choice(WORDS)}"

    return _figure_edit(ed, change)

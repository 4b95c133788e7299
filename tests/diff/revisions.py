"""Makes revisions of a guide with a list of what was done: the ground truth of the accuracy test.

Every kind of edit is a function of `EDITS`; it changes the document and returns what a reviewer
must be shown, or None if the guide has no place for it. `SILENT` are changes of typography,
layout and sources that must not be shown at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.model.guide import Guide
from builder.model.obligation import Party
from builder.obligations import extract
from tests.diff.document import Document, Spot
from tests.diff.edits import (
    data,
    duties,
    figures,
    lists,
    paragraphs,
    sections,
    silent,
    tables,
    words,
)
from tests.diff.edits.editor import EDITS, SILENT, Editor, Expected

__all__ = ["EDITS", "SILENT", "Expected", "Revision", "editor", "revise"]

ROOMS = (words, duties, paragraphs, lists, sections, tables, figures, data, silent)
"""Each enters its edits in `EDITS` or `SILENT`."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A guide before and after, and what is different."""

    old: Guide
    new: Guide
    expected: tuple[Expected, ...]


def editor(guide: Guide, parties: Sequence[Party], seed: int) -> Editor:
    """Ready to edit a guide."""
    doc = Document.of(guide, seed)
    by_place: dict[tuple[str, int, int], list[Spot]] = {}
    for spot in doc.spots("paragraph"):
        if at := spot.block.get("at"):
            by_place.setdefault((at["file"], at["line"], at["column"]), []).append(spot)
    duties = []
    for duty in extract(guide, parties):
        place = duty.place
        spots = by_place.get((place.file, place.line, place.column), []) if place else []
        if len(spots) == 1:
            duties.append((spots[0], duty))
    return Editor(doc, duties)


def revise(
    guide: Guide, parties: Sequence[Party], seed: int, edits: int = 60, noise: bool = True
) -> Revision:
    """A revision of a guide with so many edits, each at another place."""
    ed = editor(guide, parties, seed)
    base = ed.doc.guide()
    expected: list[Expected] = []
    kinds: list[str] = []
    done = tries = 0
    while done < edits and tries < 40 * edits:
        if not kinds:
            kinds = sorted(EDITS)
            ed.rng.shuffle(kinds)
        kind = kinds.pop()
        made = EDITS[kind](ed)
        tries += 1
        if made:
            done += 1
            expected += [replace(one, edit=kind) for one in made]
    ed.doc.number()
    if noise:
        for name in sorted(SILENT):
            SILENT[name](ed)
    return Revision(old=base, new=ed.doc.guide(), expected=tuple(expected))

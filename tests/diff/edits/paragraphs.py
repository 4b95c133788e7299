"""Whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.diff.document import Spot, merged, paragraph, text
from tests.diff.edits.editor import WORDS, Editor, Expected, edit
from tests.diff.edits.words import dull, inner, longest


def add_paragraph(ed: Editor, words: str, *, normative: bool = False) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not leads(spot)])
    if spot is None:
        return None
    new = paragraph(words)
    spot.siblings.insert(spot.index + 1, new)
    ed.doc.touch(new)
    return [Expected(kind="added", things=("paragraph",), new=words, normative=normative)]


def leads(spot: Spot) -> bool:
    """Whether the block stands beside a list, so that moving it could be read in two ways."""
    after = spot.siblings[spot.index + 1 : spot.index + 2]
    return text(spot.block).endswith(":") or any("list" in block["kind"] for block in after)


@edit
def paragraph_added(ed: Editor) -> Sequence[Expected] | None:
    return add_paragraph(ed, f"{ed.fresh(12)} {ed.fresh(8)}")


@edit
def paragraph_removed(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose([spot for spot in ed.doc.paragraphs() if not leads(spot)])
    if spot is None:
        return None
    del spot.siblings[spot.index]
    ed.doc.touch(spot.block)
    normative = any(known.block is spot.block for known, _ in ed.duties)
    old = text(spot.block)
    return [Expected(kind="removed", things=("paragraph",), old=old, normative=normative)]


@edit
def paragraph_replaced(ed: Editor) -> Sequence[Expected] | None:
    spot = ed.doc.choose(dull(ed))
    if spot is None:
        return None
    old, words = text(spot.block), f"{ed.fresh(14)} {ed.fresh(10)}"
    new = paragraph(words)
    spot.siblings[spot.index] = new
    ed.doc.touch(new)
    return [
        Expected(kind="removed", things=("paragraph",), old=old),
        Expected(kind="added", things=("paragraph",), new=words),
    ]


@edit
def paragraph_moved_in_its_section(ed: Editor) -> Sequence[Expected] | None:
    found = [
        spot
        for spot in ed.doc.paragraphs(12)
        if not leads(spot)
        and len(spot.siblings) - spot.index > 3
        and len(text(spot.block)) < sum(len(text(b)) for b in spot.siblings[spot.index + 1 :]) / 2
    ]
    spot = ed.doc.choose(found)
    if spot is None or any(not ed.doc.free(block) for block in spot.siblings):
        return None
    spot.siblings.remove(spot.block)
    spot.siblings.append(spot.block)
    ed.doc.touch(spot.block, spot.section, *spot.siblings)
    return [Expected(kind="moved", things=("paragraph",), new=text(spot.block))]


def _move(ed: Editor) -> Spot | None:
    spot = ed.doc.choose([spot for spot in dull(ed) if not leads(spot)])
    other = ed.doc.choose([one for one in ed.doc.paragraphs() if not leads(one)])
    if spot is None or other is None or spot.section is other.section:
        return None
    spot.siblings.remove(spot.block)
    other.siblings.insert(other.index + 1, spot.block)
    ed.doc.touch(spot.block)
    return Spot(spot.block, other.siblings, other.section)


@edit
def paragraph_moved_to_another_section(ed: Editor) -> Sequence[Expected] | None:
    spot = _move(ed)
    if spot is None:
        return None
    return [Expected(kind="moved", things=("paragraph",), new=text(spot.block))]


@edit
def paragraph_moved_and_edited(ed: Editor) -> Sequence[Expected] | None:
    spot = _move(ed)
    if spot is None:
        return None
    before, run = text(spot.block), longest(spot.block)
    words = run["text"].split(" ")
    words[inner(ed, words)] = ed.rng.choice(WORDS)
    words[inner(ed, words)] += " fjord"
    run["text"] = " ".join(words)
    return [Expected(kind="moved", things=("paragraph",), old=before, new=text(spot.block))]


@edit
def paragraph_split(ed: Editor) -> Sequence[Expected] | None:
    found = []
    for spot in ed.doc.paragraphs(20):
        for number, run in enumerate(spot.block["runs"]):
            if run["kind"] == "text" and not leads(spot):
                found += [
                    (spot, number, match.start())
                    for match in re.finditer(r"(?<=[a-z]\.) (?=[A-Z])", run["text"])
                ]
    chosen = ed.doc.choose(found)
    if chosen is None:
        return None
    spot, number, at = chosen
    runs, before = spot.block["runs"], text(spot.block)
    first, second = dict(runs[number]), dict(runs[number])
    first["text"], second["text"] = first["text"][:at], second["text"][at + 1 :]
    other = {"kind": "paragraph", "runs": [second, *runs[number + 1 :]]}
    if min(len(text(other)), len(before) - len(text(other))) < 30:
        return None
    spot.block["runs"] = [*runs[:number], first]
    spot.siblings.insert(spot.index + 1, other)
    ed.doc.touch(spot.block, other)
    return [Expected(kind="split", things=("paragraph",), old=before, new=text(spot.block))]


@edit
def paragraphs_merged(ed: Editor) -> Sequence[Expected] | None:
    found = []
    for spot in ed.doc.paragraphs(6):
        after = spot.siblings[spot.index + 1 : spot.index + 2]
        if after and after[0]["kind"] == "paragraph" and ed.doc.free(after[0]):
            other = Spot(after[0], spot.siblings, spot.section)
            if not leads(other) and not leads(spot) and len(text(after[0]).split()) > 6:
                found.append((spot, after[0]))
    chosen = ed.doc.choose(found)
    if chosen is None:
        return None
    spot, other = chosen
    before = text(spot.block)
    spot.siblings.remove(other)
    runs = [*spot.block["runs"], {"text": " ", "kind": "text"}, *other["runs"]]
    spot.block["runs"] = merged(runs)
    ed.doc.touch(spot.block, other)
    return [Expected(kind="merged", things=("paragraph",), old=before, new=text(spot.block))]

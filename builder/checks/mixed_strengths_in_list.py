"""Finds lists in which “must” and “should” are mixed.

What it finds:
    * A list in whose items some first sentences bind with “must” or “shall” and others with
      “should”.
    * An item whose first sentence has another of these strengths than the lead-in of its list.
Why it matters:
    A reader takes a list as one thing: all of it is required, or all of it is recommended. An
    exception in the midst of it is overlooked.
Failing example:
    The Partner must:
    - Sign the agreement
    - The Partner should also name a contact
Passing example:
    The Partner must sign the agreement. The Partner should name a contact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.blocks import LISTS
from builder.model.guide import Block, Place
from builder.model.obligation import Obligation
from builder.reading.duties import Force, force, position
from builder.reading.passages import containers
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_COMPARED: tuple[Force, ...] = ("required", "recommended")
_VOTE = 1000


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the strength of each item with that of the whole list."""
    by_place: dict[Place, list[Obligation]] = {}
    for obligation in subject.obligations:
        if obligation.place is not None and obligation.group is not None:
            by_place.setdefault(obligation.place, []).append(obligation)
    if not by_place:
        return
    for section, blocks, _ in containers(subject):
        for block in blocks:
            if block.kind in LISTS:
                for one, other in _mixed(block, by_place):
                    yield Finding(
                        at=position(subject, other),
                        message=f"This item has “{other.modal}”, but its list has “{one.modal}”.",
                        hint="Make two lists, one for each strength, each with its lead-in.",
                        related=(position(subject, one),),
                        about=section.id,
                        words=(other.modal, one.modal),
                    )


def _mixed(
    block: Block, by_place: dict[Place, list[Obligation]]
) -> Iterator[tuple[Obligation, Obligation]]:
    """The items that differ from the rest of their list, each with the first that does not.

    Most items decide; of as many on either side, those that take it from the lead-in, and
    then the first.
    """
    items: list[Obligation] = []
    votes: Counter[Force] = Counter()
    for block_item in block.blocks:
        paragraph = block_item.blocks[0] if block_item.blocks else block_item
        found = _first(paragraph, by_place)
        if found is not None and force(found) in _COMPARED:
            inherited = re.search(rf"\b{found.strength}\b", paragraph.text, re.I) is None
            items.append(found)
            votes[force(found)] += _VOTE + inherited
    norm = votes.most_common(1)[0][0] if votes else None
    usual = next((item for item in items if force(item) == norm), None)
    for item in items:
        if usual is not None and force(item) != norm:
            yield usual, item


def _first(paragraph: Block, by_place: dict[Place, list[Obligation]]) -> Obligation | None:
    """What the first sentence of an item binds to."""
    from builder.obligations import sentences

    obligations = by_place.get(paragraph.at, []) if paragraph.at else []
    own = sentences(paragraph)
    if not own or not obligations:
        return None
    found = obligations[0]
    return found if found.sentence.endswith(own[0].text) else None

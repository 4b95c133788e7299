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

from collections.abc import Iterator

from builder.checks.duties import Force, force, position
from builder.checks.passages import containers
from builder.checks.subject import Subject
from builder.diagnostics import Diagnostic, Severity
from builder.model.guide import Block, Place
from builder.model.obligation import Obligation

CODE = "mixed-strengths-in-list"
SEVERITY = Severity.WARNING

_LISTS = frozenset({"bullet-list", "numbered-list"})
_COMPARED: tuple[Force, ...] = ("required", "recommended")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Compare the strength of each item with that of its lead-in, or of the item before."""
    by_place: dict[Place, list[Obligation]] = {}
    for obligation in subject.obligations:
        if obligation.place is not None and obligation.group is not None:
            by_place.setdefault(obligation.place, []).append(obligation)
    if not by_place:
        return
    for section, blocks, _ in containers(subject):
        for block in blocks:
            if block.kind in _LISTS:
                for one, other in _mixed(block, by_place):
                    related = position(subject, one)
                    yield Diagnostic(
                        code=CODE,
                        severity=SEVERITY,
                        at=position(subject, other),
                        message=f"This item has “{other.modal}”, but its list has “{one.modal}”.",
                        hint="Make two lists, one for each strength, each with its lead-in.",
                        related=(related,) if related else (),
                        about=section.id,
                    )


def _mixed(
    block: Block, by_place: dict[Place, list[Obligation]]
) -> Iterator[tuple[Obligation, Obligation]]:
    """The items that differ from the first that binds, each with it."""
    first: Obligation | None = None
    for item in block.blocks:
        paragraph = item.blocks[0] if item.blocks else item
        if paragraph.at is None:
            continue
        found = _first(paragraph, by_place.get(paragraph.at, []))
        if found is None or force(found) not in _COMPARED:
            continue
        if first is None:
            first = found
        elif force(found) != force(first):
            yield first, found


def _first(paragraph: Block, obligations: list[Obligation]) -> Obligation | None:
    """What the first sentence of an item binds to."""
    from builder.obligations import sentences

    own = sentences(paragraph)
    if not own or not obligations:
        return None
    found = obligations[0]
    return found if found.sentence.endswith(own[0].text) else None

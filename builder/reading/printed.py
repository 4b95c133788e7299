"""Everything that an author wrote for readers, as the guide prints it, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.cover import COVER
from builder.model.guide import Block, Place, Section
from builder.reading.passages import passage
from builder.reading.positions import locate, locate_part
from builder.reading.subject import Subject, span
from builder.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text that is printed, and the id of what it belongs to. A `title` leads in to others.

    `section` is where readers meet it, None on the pages before the sections. `inside` is the
    numbered table or figure, the form, or the glossary entry that it is a part of; `entry` is the
    id of the entry that it explains.
    """

    text: str
    about: str
    place: Place | None
    title: bool = False
    section: Section | None = None
    inside: Block | None = None
    entry: str | None = None


def printed(
    subject: Subject, hide: frozenset[str] | None = frozenset({"code"})
) -> Iterator[Printed]:
    """What the guide prints in its sections, in order; of the glossary, the explanations only.

    Runs of the kinds to `hide`, and what is computed, are masked; with None nothing is.
    """
    for section in subject.guide.walk():
        yield Printed(
            text=section.title, about=section.id, place=section.at, title=True, section=section
        )
        for block in section.blocks:
            yield from _of_block(section, block, hide, None, None)


def _of_block(
    section: Section,
    block: Block,
    hide: frozenset[str] | None,
    inside: Block | None,
    entry: str | None,
) -> Iterator[Printed]:
    title = block.kind in {"table", "figure"}
    if block.kind in {"form", "entry"} or (title and block.number):
        inside = block
    if block.kind == "entry":
        entry = block.id or ""

    def found(text: str, about: str, *, title: bool = False) -> Printed:
        return Printed(
            text=text,
            about=about,
            place=block.at,
            title=title,
            section=section,
            inside=inside,
            entry=entry,
        )

    if block.runs and block.kind not in {"code", "entry"}:
        about = block.id if title and block.id else section.id
        yield found(passage(block, hide=hide), about, title=title)
    if block.description:
        yield found(block.description, block.id or section.id)
    cells = [cell for row in (block.head, *block.rows) for cell in row]
    for part in (*block.blocks, *(part for cell in cells for part in cell.blocks)):
        yield from _of_block(section, part, hide, inside, entry)


def front(subject: Subject) -> Iterator[Printed]:
    """What is printed before the sections: the cover and the revision history."""
    guide = subject.guide
    for field in COVER:
        text = getattr(guide.identity, field.name)
        if field.acronyms and text:
            place = guide.cover_at.get(field.name)
            yield Printed(text=text, about=subject.id, place=place, title=True)
    for item in guide.revision_history:
        yield Printed(text=item.summary, about="revision-history", place=item.at)


def place_of(subject: Subject, text: Printed, needle: str, start: int) -> Span | None:
    """The authored position of a word at an offset of a printed text."""
    if text.title and text.place is not None and text.text.find(needle) == start:
        at = span(text.place, len(needle))
        found = locate(subject, text.place, needle)
        return found if found is not None else at
    return locate_part(subject, text.place, text.text, start, start + len(needle))

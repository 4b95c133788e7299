"""Reads a guide the way its tests do: as text to look words up in, and as single statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from builder.model.guide import Block, Guide, Section

ROOT = Path(__file__).parents[2]
PROGRAMS = ("kms", "sra")
MODALS = ("must", "shall", "should", "may", "will")

_PLAIN = str.maketrans("“”‘’\u2011\u00a0", "\"\"''- ")
_MODAL = re.compile(r"\b(" + "|".join(MODALS) + r")\b")
_SENTENCE = re.compile(r"(?<=[.?!])[”)]?\s+(?=[A-Z“(])")
_WORD = re.compile(r"[\w’'./-]*\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence, list item or table cell, with the sentences that lead in to it, outermost first.

    A list item is read together with its lead-ins: that is where its actor and modal stand. A
    sentence that only follows in an item stands for itself (`opens` is false).
    """

    text: str
    lead_in: tuple[str, ...] = ()
    opens: bool = False

    @property
    def modals(self) -> frozenset[str]:
        """The modals that govern it: its own or, if it has none, the nearest lead-in's."""
        for part in (self.text, *(reversed(self.lead_in) if self.opens else ())):
            if found := frozenset(_MODAL.findall(part)):
                return found
        return frozenset()

    @property
    def whole(self) -> str:
        """The statement after its lead-ins."""
        return " ".join((*self.lead_in, self.text))

    def has(self, key: str) -> bool:
        """Whether all words of `key` stand in the statement itself."""
        return set(words(key)) <= set(words(self.text))


def normal(text: str) -> str:
    """Lower case, straight quotes, single spaces."""
    return " ".join(text.translate(_PLAIN).split()).lower()


def words(text: str) -> list[str]:
    """The words of a text, normalised."""
    return _WORD.findall(normal(text))


def sentences(text: str) -> list[str]:
    """A paragraph's sentences."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def section_of(guide: Guide, id: str) -> Section:
    """The section or appendix with this id."""
    return next(section for section in guide.walk() if section.id == id)


def blocks(section: Section) -> Iterator[Block]:
    """All blocks of a section without its sub-sections, in reading order."""
    for block in section.blocks:
        yield from block.walk()


def section_text(section: Section) -> str:
    """All a reader finds in a section without its sub-sections, normalised.

    Captions with their numbers, cells, addresses, and what is written in and about a drawing.
    """
    parts = [section.label, section.title]
    for block in section.blocks:
        parts.append(block.text)
    for block in blocks(section):
        if block.number:
            parts.append(f"{block.kind} {block.number}: {block.text}")
        parts += [run.target for run in block.runs if run.kind == "link" and run.target]
        if block.kind == "figure":
            parts += [block.description or "", drawing_text(block.id or "")]
    return normal(" ".join(parts))


def drawing_text(id: str) -> str:
    """What is lettered in a figure's drawing, line by line joined."""
    drawing = ElementTree.parse(ROOT / "content" / "figures" / f"{id}.svg")
    texts = drawing.getroot().iter("{http://www.w3.org/2000/svg}text")
    return " ".join(" ".join(" ".join(text.itertext()).split()) for text in texts)


def statements(section: Section) -> Iterator[Statement]:
    """All statements of a section without its sub-sections, in reading order."""
    yield from _statements(section.blocks, ())


def _statements(siblings: Sequence[Block], lead_in: tuple[str, ...]) -> Iterator[Statement]:
    opening = ""
    for place, block in enumerate(siblings):
        if block.kind in ("paragraph", "quote", "code"):
            own = sentences(block.text)
            opening = own[-1] if own else ""
            for row, text in enumerate(own):
                opens = bool(lead_in) and (place, row) == (0, 0)
                yield Statement(text=text, lead_in=lead_in, opens=opens)
        elif block.kind in ("bullet-list", "numbered-list"):
            more = (*lead_in, opening) if opening else lead_in
            for item in block.blocks:
                yield from _statements(item.blocks, more)
        elif block.kind in ("table", "form"):
            for cells in block.rows:
                for title, cell in zip(block.head, cells, strict=True):
                    more = (*lead_in, title.text, cells[0].text)
                    for text in sentences(cell.text):
                        yield Statement(text=text, lead_in=more)

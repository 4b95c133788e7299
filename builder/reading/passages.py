"""The text of a block as checks of wording read it, and a guide's titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.guide import Block, Guide, Place, Section
from builder.reading.authored import HIDDEN
from builder.reading.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title of a section, or the caption of a table or figure: `word` says of which."""

    id: str
    word: str
    text: str
    at: Place | None


def passage(block: Block, *, hide: frozenset[str] | None = frozenset({"code"})) -> str:
    """The block's own text, in which what is computed, and runs of kinds to `hide`, is masked.

    A masked character is `HIDDEN`; all others keep their offsets. With None nothing is masked.
    """
    if hide is None:
        return block.own_text
    return "".join(
        HIDDEN * len(run.text) if run.generated or run.kind in hide else run.text
        for run in block.runs
    )


def titles(guide: Guide) -> Iterator[Title]:
    """Every title of a guide, in reading order."""
    for section in guide.walk():
        yield Title(id=section.id, word=section.noun, text=section.title, at=section.at)
        for block in _numbered(section):
            text = block.own_text
            yield Title(id=block.id or "", word=block.kind, text=text, at=block.at)


def _numbered(section: Section) -> Iterator[Block]:
    for block in section.walk_blocks():
        if block.kind in {"table", "figure"} and block.number is not None:
            yield block


def containers(subject: Subject) -> Iterator[tuple[Section, tuple[Block, ...], bool]]:
    """Blocks that follow one another in one place: of a section, an item or a quote.

    The last value tells whether that place is no item. Paragraphs of white space are left out.
    """
    for section in subject.guide.walk():
        yield section, _said(section.blocks), True
    for section, block in subject.blocks():
        if block.kind in {"item", "quote"}:
            yield section, _said(block.blocks), block.kind == "quote"


def _said(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if b.kind != "paragraph" or b.own_text.strip())

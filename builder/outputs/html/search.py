"""The search index of a guide's HTML: every section, appendix, table, figure and glossary entry.

A hit leads to the section, not only to the page, and is found by its number (`3.4.2.1`,
`Section 3.4.2.1`, `Appendix F`, `Table 1`), its title, what a term stands for, or its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.model.guide import Block, Guide, Section
from builder.model.words import Language
from builder.outputs.html.site import Hit


def search_hits(guide: Guide) -> Iterator[Hit]:
    """Everything that can be found, in reading order; a term's meaning stands for its title."""
    for top in guide.sections:
        for part in top.walk():
            yield from _section(top, part, guide.identity.words)


def _section(top: Section, section: Section, words: Language) -> Iterator[Hit]:
    page = f"{top.id}.html"
    address = page if section is top else f"{page}#{section.id}"
    own = [block for block in section.blocks if not _stands_alone(block)]
    yield Hit(
        kind=section.kind,
        label=section.label if section.kind == "appendix" else section.number,
        title=section.title,
        address=address,
        text=_text(own),
        spellings=words.spellings(section.kind, section.number),
    )
    for block in section.blocks:
        for inner in block.walk():
            if not _stands_alone(inner):
                continue
            if inner.kind == "glossary":
                yield from (_term(page, entry) for entry in inner.blocks)
            elif inner.id:
                title, label = inner.own_text, words.label(inner.kind, inner.number)
                text = inner.description or _text([replace(inner, runs=())])
                yield Hit(inner.kind, label, title, f"{page}#{inner.id}", text, (label,))


def _term(page: str, entry: Block) -> Hit:
    term = entry.own_text
    return Hit("term", term, _text(entry.blocks), f"{page}#{entry.id}", "", (term,))


def _stands_alone(block: Block) -> bool:
    """Whether a block is found by itself and so is no part of its section's text."""
    return block.kind == "glossary" or bool(block.number)


def _text(blocks: Iterable[Block]) -> str:
    return " ".join(" ".join(block.text for block in blocks).split())

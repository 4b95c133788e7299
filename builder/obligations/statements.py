"""Walks a section and hands out its sentences, each list item with what leads in to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.model.blocks import LISTS, TABLES
from builder.model.guide import Block, Place, Section
from builder.obligations.sentences import Sentence, sentences

_EXAMPLES = re.compile(r"(?:for example|for instance|e\.g\.|such as|as an example),?:$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence where it stands.

    `leads` are the sentences that lead in to it, outermost first; it takes their modal only if
    it has none itself. `opens_list` tells that it leads in to a list itself and so states
    nothing alone. `heading` is that of a table or form around it; `fresh` is true where no
    sentence before it can be meant by `it`. `group` numbers the outermost list of the section.
    """

    sentence: Sentence
    place: Place | None
    leads: tuple[Sentence, ...] = ()
    opens_list: bool = False
    heading: str = ""
    fresh: bool = False
    group: int | None = None
    example: bool = False


def statements(
    section: Section, split: Callable[[Block], Sequence[Sentence]] = sentences
) -> Iterator[Statement]:
    """The sentences of a section without its sub-sections, in reading order.

    `split` takes a block apart.
    """
    start = Statement(sentence=Sentence(text=""), place=None)
    yield from _Walk(split).blocks(section.blocks, start)


class _Walk:
    """Counts lists as it goes."""

    def __init__(self, split: Callable[[Block], Sequence[Sentence]]) -> None:
        self.split = split
        self.lists = 0

    def blocks(self, siblings: Sequence[Block], around: Statement) -> Iterator[Statement]:
        """`around` holds what the statements of these blocks have in common."""
        leads = around.leads
        opening = bool(leads)
        for place, block in enumerate(siblings):
            if block.kind == "paragraph" and block.runs:
                follows = place + 1 < len(siblings) and siblings[place + 1].kind in LISTS
                own = self.split(block)
                for row, sentence in enumerate(own):
                    first = opening and row == 0
                    last = row == len(own) - 1
                    yield Statement(
                        sentence=sentence,
                        place=block.at,
                        leads=around.leads if first else (),
                        opens_list=follows and last and sentence.text.endswith(":"),
                        heading=around.heading,
                        fresh=around.fresh,
                        group=around.group,
                        example=around.example,
                    )
                    if last:
                        leads = self._leads(around, sentence, first)
                opening = False
            elif block.kind in LISTS:
                yield from self._list(block, replace(around, leads=leads))
            elif block.kind in TABLES:
                yield from self._table(block, around)
            elif block.kind != "figure":
                yield from self.blocks(block.blocks, replace(around, leads=()))

    @staticmethod
    def _leads(around: Statement, sentence: Sentence, first: bool) -> tuple[Sentence, ...]:
        if first:
            return (*around.leads, sentence)
        return (sentence,) if sentence.text.endswith(":") else ()

    def _list(self, block: Block, around: Statement) -> Iterator[Statement]:
        if around.group is None:
            self.lists += 1
            around = replace(around, group=self.lists)
        if not around.example and any(_EXAMPLES.search(lead.text) for lead in around.leads):
            around = replace(around, example=True)
        for item in block.blocks:
            # An item has blocks, or it holds its text itself and is read as a paragraph.
            inside = item.blocks or (replace(item, kind="paragraph"),)
            yield from self.blocks(inside, around)

    def _table(self, block: Block, around: Statement) -> Iterator[Statement]:
        heading = " ".join(cell.text for cell in block.head[:1]) if block.kind == "form" else ""
        own = replace(around, leads=(), heading=heading, fresh=True, group=None)
        for row in block.rows:
            for cell in row:
                yield from self.blocks(cell.blocks, own)

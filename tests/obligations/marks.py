"""The sentences marked by hand, small guides made of them, and how well they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.model.cover import Identity
from builder.model.guide import Block, Cell, Guide, Place, Run, Section
from builder.model.obligation import Obligation, Party
from builder.obligations import extract

ROOT = Path(__file__).parents[2]
PROGRAMS = ("kms", "sra")
OWNER = Party(name="Owner", also=("Desk", "Owner Help Services"))
TENANT = Party(name="Tenant")
PARTIES = (OWNER, TENANT)

Binding = tuple[str | None, str, bool]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A sentence, where it stands, and what a reader found that it binds."""

    text: str
    section: str
    programs: tuple[str, ...]
    lead: tuple[str, ...]
    after: tuple[str, ...]
    head: str
    binds: tuple[Binding, ...]

    @property
    def whole(self) -> str:
        return " ".join((*self.lead, self.text))

    def guide(self) -> Guide:
        """A guide in which nothing else stands but what is needed to understand it."""
        before = " ".join((*self.after, self.lead[0] if self.lead else self.text))
        if self.head:
            row = (cell("Role"), cell(before))
            return guide_of(Block(kind="form", head=(cell(self.head),), rows=(row,)))
        if not self.lead:
            return guide_of(paragraph(before))
        inside: tuple[Block, ...] = (paragraph(self.text),)
        for lead in reversed(self.lead[1:]):
            inside = (paragraph(lead), bullets(inside))
        return guide_of(paragraph(before), bullets(inside))


@cache
def marks() -> tuple[Mark, ...]:
    path = Path(__file__).with_name("marked.yaml")
    entries: list[dict[str, Any]] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return tuple(
        Mark(
            text=entry["text"],
            section=entry["section"],
            programs=tuple(entry["programs"]),
            lead=tuple(entry.get("lead", ())),
            after=tuple(entry.get("after", ())),
            head=entry.get("head", ""),
            binds=tuple((b["party"], b["strength"], b["negated"]) for b in entry["binds"]),
        )
        for entry in entries
    )


def paragraph(text: str, line: int = 1) -> Block:
    at = Place(file="content/a.md", line=line, column=1)
    return Block(kind="paragraph", at=at, runs=(Run(text=text),))


def bullets(*items: Sequence[Block]) -> Block:
    return Block(
        kind="bullet-list", blocks=tuple(Block(kind="item", blocks=tuple(item)) for item in items)
    )


def cell(text: str) -> Cell:
    return Cell(blocks=(paragraph(text),))


def guide_of(*blocks: Block, section: str = "rent", number: str = "1") -> Guide:
    return Guide(
        identity=Identity(program="house", title="House", short_name="House", version="1"),
        sections=(
            Section(
                id=section, kind="chapter", number=number, label="", title="Rent", blocks=blocks
            ),
        ),
    )


def read(*texts: str, parties: Sequence[Party] = PARTIES) -> tuple[Obligation, ...]:
    """The obligations of some paragraphs."""
    return extract(guide_of(*(paragraph(text) for text in texts)), parties)


def told(obligations: Iterable[Obligation]) -> list[str]:
    """Obligations as `Tenant must not`; without an actor, as `nobody must`."""
    return [f"{one.party or 'nobody'} {one.modal}" for one in obligations]


@dataclass(kw_only=True)
class Score:
    """Hits, and what was found and expected, of one measure."""

    name: str
    hits: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: Counter[Any], expected: Counter[Any]) -> None:
        self.hits += (found & expected).total()
        self.found += found.total()
        self.expected += expected.total()

    @property
    def precision(self) -> float:
        return self.hits / self.found

    @property
    def recall(self) -> float:
        return self.hits / self.expected

    def __str__(self) -> str:
        return f"{self.name}: precision {self.precision:.3f}, recall {self.recall:.3f}"


def scores(pairs: Iterable[tuple[Sequence[Obligation], Sequence[Binding]]]) -> list[Score]:
    """How well sentence, party and strength were found; one pair a sentence."""
    sentence, party, strength = (Score(name=name) for name in ("sentence", "party", "strength"))
    for found, binds in pairs:
        sentence.add(Counter([True] if found else []), Counter([True] if binds else []))
        party.add(Counter(o.party for o in found), Counter(b[0] for b in binds))
        strength.add(
            Counter((o.strength, o.negated) for o in found), Counter((b[1], b[2]) for b in binds)
        )
    return [sentence, party, strength]

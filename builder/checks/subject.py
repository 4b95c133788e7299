"""What checks read: programs as declared and guides as published, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from builder.model.guide import Block, Guide, Place, Section
from builder.model.policy import Policy
from builder.model.program import Program
from builder.source import Span


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One program with its guide. A guide that could not be assembled has no subject."""

    program: Program
    guide: Guide

    @property
    def id(self) -> str:
        """The program's id."""
        return self.program.id

    @property
    def policy(self) -> Policy:
        """What the owners decided for the checks."""
        return self.program.policy

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block of the guide with its section, in reading order, inner blocks too."""
        for section in self.guide.walk():
            for top in section.blocks:
                for block in top.walk():
                    yield section, block

    def texts(self) -> Iterator[tuple[Section, Block]]:
        """The blocks that hold text themselves: paragraphs and captions, and code left out."""
        for section, block in self.blocks():
            if block.runs and block.kind not in {"code", "entry"}:
                yield section, block


@dataclass(frozen=True, kw_only=True)
class Collection:
    """All subjects of a run, for checks that compare programs.

    `published` maps a program's id to the guide it last published, where one is known; `today`
    is the day that waivers are judged by.
    """

    subjects: Mapping[str, Subject]
    published: Mapping[str, Guide] = field(default_factory=dict)
    today: date = field(default_factory=date.today)


def span(place: Place | None, length: int = 0) -> Span | None:
    """A place of the published guide as the position for a diagnostic."""
    if place is None:
        return None
    return Span(file=place.file, line=place.line, column=place.column, length=length)

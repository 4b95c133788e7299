"""What checks read: programs as declared, what their pages used, and guides as published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from builder.clauses.values import fill
from builder.model.guide import Block, Guide, ParameterItem, Place, Section
from builder.model.obligation import Obligation
from builder.model.policy import Policy, StatedValue
from builder.model.program import Program
from builder.reading.authored import AuthoredText, printed_texts
from builder.reading.links import LinkPolicy
from builder.render import RenderedSource
from builder.source import Span, Text

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One program with its guide, and its rendered `source`, which knows what is used where.

    A guide that could not be assembled has no subject.
    """

    program: Program
    source: RenderedSource
    guide: Guide

    @property
    def id(self) -> str:
        """The program's id."""
        return self.program.id

    @property
    def policy(self) -> Policy:
        """What the owners decided for the checks."""
        return self.program.policy

    @cached_property
    def stated_values(self) -> tuple[StatedValue, ...]:
        """What documents and sections state, with the values of parameters filled in."""
        return tuple(
            replace(stated, value=Text(fill(stated.value, self.program), stated.value.at))
            for stated in self.policy.stated_values
        )

    @cached_property
    def authored(self) -> tuple[AuthoredText, ...]:
        """Every text of the program that is printed, as its author wrote it."""
        return tuple(printed_texts(self.program))

    @cached_property
    def _by_file(self) -> Mapping[str, list[tuple[tuple[int, int], AuthoredText]]]:
        files: dict[str, list[tuple[tuple[int, int], AuthoredText]]] = {}
        for authored in self.authored:
            at = authored.text.at
            files.setdefault(at.file, []).append(((at.line, at.column), authored))
        for texts in files.values():
            texts.sort(key=lambda pair: pair[0])
        return files

    @cached_property
    def _parameters(self) -> Mapping[Place, ParameterItem]:
        return {item.at: item for item in self.guide.parameters if item.at is not None}

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Everything that the guide binds anyone to; nothing where the family names no parties."""
        from builder.obligations import extract

        return extract(self.guide, self.program.parties) if self.program.parties else ()

    @cached_property
    def same_duties(self) -> tuple[tuple[Obligation, Obligation], ...]:
        """The pairs of obligations that are about the same thing to do."""
        from builder.obligations import alike

        return tuple((one, other) for one, other, _ in alike(self.obligations))

    def authored_at(self, place: Place) -> AuthoredText | None:
        """The authored text that a place is in: a clause file, or a text of a YAML file."""
        texts = self._by_file.get(place.file, [])
        index = bisect_right(texts, (place.line, place.column), key=lambda pair: pair[0])
        return texts[index - 1][1] if index else None

    def parameter_at(self, place: Place) -> ParameterItem | None:
        """The parameter whose value begins at a place."""
        return self._parameters.get(place)

    def once(self, make: Callable[[Subject], T]) -> T:
        """What a function makes of this subject, made once for all checks that ask for it."""
        made: dict[object, T] = self.__dict__.setdefault("_made", {})
        if make not in made:
            made[make] = make(self)
        return made[make]

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block of the guide with its section, in reading order, inner blocks too."""
        yield from self._blocks

    @cached_property
    def _blocks(self) -> tuple[tuple[Section, Block], ...]:
        return tuple(
            (section, block) for section in self.guide.walk() for block in section.walk_blocks()
        )

    def texts(self) -> Iterator[tuple[Section, Block]]:
        """The blocks that hold text themselves: paragraphs and captions, and code left out."""
        for section, block in self.blocks():
            if block.runs and block.kind not in {"code", "entry"}:
                yield section, block


@dataclass(frozen=True, kw_only=True)
class Collection:
    """All subjects of a run, for checks that compare programs.

    `published` maps a program's id to the guide it last published, where one is known; `today`
    is the day that waivers are judged by; `whole` tells that every program of the project is
    here, so that what none of them uses is used by nobody. `links` says how links are tried
    over the network; by default they are not.
    """

    subjects: Mapping[str, Subject]
    published: Mapping[str, Guide] = field(default_factory=dict)
    today: date = field(default_factory=date.today)
    whole: bool = True
    links: LinkPolicy | None = None


def span(place: Place | None, length: int = 0) -> Span | None:
    """A place of the published guide as the position for a diagnostic."""
    if place is None:
        return None
    return Span(file=place.file, line=place.line, column=place.column, length=length)

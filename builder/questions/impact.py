"""Tells what a thing, a file or changed lines reach in a guide: sections, obligations, blocks.

A thing is followed from its uses to the sentences that print it. Of a file or of lines, it is
the parts of the guide that were written there, and the uses of what is declared there. The guide
itself tells where each of its parts was written: a part reaches from its first line to the line
before the next part of the same file; in YAML it ends where the indentation does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from builder.history.changes import LineRange, says, whole
from builder.index.rules import PRECEDENCE
from builder.model.guide import Block, Guide, Place, Section
from builder.model.kinds import KINDS
from builder.model.obligation import Obligation
from builder.model.usage import NOTHING, NamedPart
from builder.model.words import Language
from builder.obligations import sentences
from builder.reading.terms import TermFinder
from builder.reading.word_forms import spaced
from builder.source import Span

_EVERYTHING = "templates/guide/"
_SHOWN = {kind.id for kind in KINDS.values() if kind.placed and kind.addressed}
Names = Callable[[str], object]
"""Tells of a text whether it prints the thing that is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What is reached in one guide, whose language has the `words`.

    `front` are parts of the cover and the history. `everything` tells that a template of the
    text is among the sources: it can reach any part.
    """

    program: str
    words: Language
    sections: tuple[Section, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    blocks: tuple[Block, ...] = ()
    front: tuple[str, ...] = ()
    everything: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the guide stays as it is."""
        return not (self.sections or self.front or self.everything)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What one thing reaches. `kind` says what it is: a kind of `builder.model.kinds`, or `file`.

    `guides` are those that are reached, in the order of their ids.
    """

    name: str
    kind: str
    guides: tuple[Reach, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """A part with a place: a section's heading (without `block`), a block, or a cell's text."""

    at: Place
    section: Section
    block: Block | None = None
    shown_in: Block | None = None


@dataclass(slots=True)
class _Found:
    """What was reached so far.

    `said` are the sentences, by their sections, with the places of their blocks; `front` are lines
    of what stands in no section.
    """

    items: set[_Item] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    said: dict[str, set[tuple[Place | None, str]]] = field(default_factory=dict)
    front: list[LineRange] = field(default_factory=list)

    def add(self, items: Iterable[_Item], names: Names | None = None) -> None:
        """Add parts, with those of their sentences that `names` finds in, or with all."""
        for item in items:
            self.items.add(item)
            self.sections.add(item.section.id)
            if item.block is not None:
                own = [one.text for one in sentences(item.block)]
                naming = list(filter(names, own)) if names is not None else []
                said = self.said.setdefault(item.section.id, set())
                said |= {(item.block.at, text) for text in naming or own}

    def binds(self, duty: Obligation) -> bool:
        """Whether the sentence of an obligation, or what leads in to it, was reached."""
        return any(
            (duty.place == at and duty.sentence.endswith(text))
            or duty.sentence.startswith(f"{text} ")
            or f": {text} " in duty.sentence
            for at, text in self.said.get(duty.section, ())
        )


class ImpactIndex:
    """One guide with its obligations and everything that has an id, ready to be asked.

    `lines_of` gives the lines of a source file.
    """

    def __init__(
        self,
        guide: Guide,
        obligations: Sequence[Obligation],
        things: Sequence[NamedPart],
        lines_of: Callable[[str], Sequence[str]],
    ) -> None:
        self.guide = guide
        self.program = guide.identity.program
        self.obligations = obligations
        self.things = things
        self.lines_of = lines_of

    def reach(self, things: Iterable[NamedPart], lines: Sequence[LineRange] = ()) -> Reach:
        """Everything that things and lines reach."""
        lines = [self._widened(line) for line in lines]
        found = _Found(front=list(lines))
        files = {line.file for line in lines}
        found.add(self._hit(lines))
        # A clause can hold placeholders only, which were written elsewhere.
        found.sections |= {part.id for part in self.guide.walk() if part.clause in files}
        for thing in (*things, *self._declared_on(lines)):
            self._follow(found, thing)
        # Whoever refers to a section prints its title.
        self._refer(found, {item.section.id for item in found.items if item.block is None})
        return Reach(
            program=self.program,
            words=self.guide.identity.words,
            sections=tuple(part for part in self.guide.walk() if part.id in found.sections),
            obligations=tuple(filter(found.binds, self.obligations)),
            blocks=self._shown(found.items),
            front=tuple(dict.fromkeys(self._front(found.front))),
            everything=any(file.startswith(_EVERYTHING) for file in files),
        )

    def _widened(self, line: LineRange) -> LineRange:
        """Lines where some were taken out, up to those beside them that say something."""
        if not line.went:
            return line
        texts = self.lines_of(line.file)
        first, last = line.first, min(line.last, len(texts))
        while 1 < first <= len(texts) and not says(line.file, texts[first - 1]):
            first -= 1
        while 0 < last < len(texts) and not says(line.file, texts[last - 1]):
            last += 1
        return replace(line, first=first, last=last)

    def _declared_on(self, lines: Sequence[LineRange]) -> Iterator[NamedPart]:
        """The things declared on lines whose texts stand where they are used, and not there."""
        for thing in self.things if lines else ():
            kind = KINDS[thing.kind]
            region = self._region(thing) if kind.printed else None
            if region is None or not any(map(region.overlaps, lines)):
                continue
            if not (kind.placed and self._hit([region])):
                yield thing

    def _follow(self, found: _Found, thing: NamedPart) -> None:
        """Add what a thing is and where it is used."""
        value = next((m.value for m in thing.meanings if m.program == self.program), None)
        if value is None or (thing.kind, value) == ("slot", NOTHING):
            return
        targets = {thing.id} if KINDS[thing.kind].referable else set()
        match thing.kind:
            case "section":
                inside = (part.walk() for part in self.guide.walk() if part.id == thing.id)
                targets = {part.id for parts in inside for part in parts}
                found.add(item for item in self._items if item.section.id in targets)
            case "clause" | "slot":
                found.add(self._hit([whole(value)]))
            case _:
                region = self._region(thing)
                found.add(self._hit([region]) if region is not None else ())
        if thing.kind == "link":
            targets = {thing.id, value}
        names = self._names(thing, value)
        self._refer(found, targets)
        for usage in thing.usages:
            if usage.program == self.program and usage.section is not None:
                found.sections.add(usage.section)
                if usage.role in ("printed", "named"):
                    self._say(found, usage.section, usage.at, names)
            elif usage.program == self.program and usage.role != "rule":
                found.front.append(_line(usage.at))

    def _names(self, thing: NamedPart, value: str) -> Names:
        """Whether a text prints a thing: its name or value, of a term as its uses are found."""
        if thing.kind == "term":
            return lambda text: any(id == thing.id for id, _, _ in self._terms.find(text))
        words = (value,) if thing.kind == "parameter" else thing.names
        patterns = [_whole_word(word) for word in words]
        return lambda text: any(pattern.search(text) for pattern in patterns)

    @cached_property
    def _terms(self) -> TermFinder:
        return TermFinder(
            {
                thing.names[0]: thing.id
                for thing in self.things
                if thing.kind == "term" and any(m.program == self.program for m in thing.meanings)
            }
        )

    def _say(self, found: _Found, section: str, at: Span, names: Names) -> None:
        """Add the sentences of a section that print what is used at a place.

        The value of a parameter can print another: then the place is none of the section.
        """
        items = [item for item in self._items if item.section.id == section]
        here = [item for item in items if _line(at).overlaps(self._own_lines(item.at))]
        found.add(
            here or (one for one in items if one.block is not None and names(one.block.text)),
            names,
        )

    def _refer(self, found: _Found, targets: set[str]) -> None:
        """Add the sentences that refer to one of the ids, or lead to one of the addresses."""
        for item in self._items:
            for run in item.block.runs if item.block is not None else ():
                if run.target in targets and run.kind != "term":
                    found.add([item], _whole_word(run.text).search)

    @cached_property
    def _items(self) -> tuple[_Item, ...]:
        found = []
        for section in self.guide.walk():
            if section.at is not None:
                found.append(_Item(section.at, section))
            for top in section.blocks:
                for block in top.walk():
                    shown_in = top if top.kind in _SHOWN else None
                    if block.kind in _SHOWN:
                        shown_in = block
                    if block.at is not None:
                        found.append(_Item(block.at, section, block, shown_in))
                    for row in (block.head, *block.rows):
                        cells = (cell.at for cell in row if cell.at is not None)
                        found += [_Item(at, section, block, shown_in) for at in cells]
        return tuple(found)

    @cached_property
    def _starts(self) -> Mapping[str, list[int]]:
        """The lines on which parts begin, by file, in order."""
        lines: dict[str, set[int]] = {}
        for item in self._items:
            lines.setdefault(item.at.file, set()).add(item.at.line)
        return {file: sorted(found) for file, found in lines.items()}

    def _region(self, thing: NamedPart) -> LineRange | None:
        """The lines on which a thing is what it is in this guide."""
        at = next((m.at for m in thing.meanings if m.program == self.program), None)
        return LineRange(file=at.file, first=at.line, last=self._indented(at)) if at else None

    def _own_lines(self, at: Place) -> LineRange:
        """The lines of the part that begins at a place."""
        following = (line for line in self._starts.get(at.file, ()) if line > at.line)
        last = next(following, self._end(at.file, at.line) + 1) - 1
        if at.file.endswith(".yaml"):
            last = min(last, self._indented(at))
        return LineRange(file=at.file, first=at.line, last=last)

    def _indented(self, at: Place | Span) -> int:
        """The last line below a line of a YAML file that is indented deeper than that."""
        lines = self.lines_of(at.file)
        if at.line > len(lines):
            return at.line
        own, last = _indent(lines[at.line - 1]), at.line
        while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) > own):
            last += 1
        return last

    def _end(self, file: str, line: int) -> int:
        return max(len(self.lines_of(file)), line)

    def _hit(self, lines: Sequence[LineRange]) -> list[_Item]:
        """The parts that were written on some of the lines."""
        files = {line.file for line in lines}
        return [
            item
            for item in self._items
            if item.at.file in files and any(map(self._own_lines(item.at).overlaps, lines))
        ]

    def _shown(self, items: set[_Item]) -> tuple[Block, ...]:
        """The tables, forms and figures among the parts, in reading order."""
        wanted = {id(item.shown_in) for item in items if item.shown_in is not None}
        blocks = (block for part in self.guide.walk() for block in part.walk_blocks())
        return tuple(block for block in blocks if id(block) in wanted)

    def _front(self, lines: Sequence[LineRange]) -> Iterator[str]:
        """What of the cover and of the history stands on the lines."""
        ranks = (
            usage.at
            for thing in self.things
            for usage in thing.usages
            if usage.program == self.program and usage.inside == PRECEDENCE
        )
        rows = ((row.at, f"the revision “{row.version}”") for row in self.guide.revision_history)
        for at, name in (
            *((at, "the cover") for at in self.guide.cover_at.values()),
            *rows,
            *((at, "the order of precedence") for at in ranks),
        ):
            if at is not None and any(map(_line(at).overlaps, lines)):
                yield name


def _line(at: Place | Span) -> LineRange:
    return LineRange(file=at.file, first=at.line, last=at.line)


def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){spaced(word)}(?!\w)")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

"""What a place in the sources reaches in a guide: sections, obligations, tables, figures.

The guide itself tells where each of its parts was written. A part reaches from its first line to
the line before the next part of the same file; in YAML it ends where the indentation does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from builder.history.git import LineRange
from builder.model.guide import Block, Guide, ParameterItem, Place, Section
from builder.model.obligation import Obligation
from builder.model.program import Program
from builder.source import Span

LinesOf = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is looked for: lines of files, and ids of parts that the guide shows or refers to.

    `printed` are lines of which only the parts that they print are meant, and not what else is
    declared there. `addresses` are those that links lead to, `parameters` ids of parameters.
    """

    stretches: tuple[LineRange, ...] = ()
    printed: tuple[LineRange, ...] = ()
    ids: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What is reached in one guide. `front` are parts of the cover and the history.

    `everything` tells that a template of the text is among the sources: it can reach any part.
    """

    program: str
    sections: tuple[Section, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    blocks: tuple[Block, ...] = ()
    front: tuple[str, ...] = ()
    everything: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the guide stays as it is."""
        return not (self.sections or self.front or self.everything)


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """A part with a place: a section's heading (without `block`), a block, or a cell's text."""

    at: Place
    section: Section
    block: Block | None = None
    shown_in: Block | None = None


@dataclass(frozen=True, kw_only=True)
class ImpactIndex:
    """One guide with its obligations, ready to be asked. `lines_of` are the sources' lines."""

    program: Program
    guide: Guide
    obligations: Sequence[Obligation] = ()
    lines_of: LinesOf = field(default_factory=dict)

    def reach(self, target: Target) -> Reach:
        """Everything that a target reaches."""
        names = self._parameters(target)
        used = [
            LineRange(file=p.file, first=p.line, last=p.line) for item in names for p in item.used
        ]
        written = self._hit(target.stretches)
        # Whoever refers to a section prints its title, and whoever names a link its address.
        titles = frozenset(item.section.id for item in written if item.block is None)
        links = frozenset(
            str(link.url)
            for link in self.program.links.values()
            if any(self._on(stretch, link.at) for stretch in target.stretches)
        )
        direct = written | self._hit(target.printed) | self._named(target.ids)
        direct |= self._leading(target.ids | titles, target.addresses | links)
        through = self._hit(used) - direct
        values = [" ".join(item.value.split()) for item in names]
        obligations = [
            obligation
            for obligation in self.obligations
            if self._bound(obligation, direct)
            or (
                self._bound(obligation, through)
                and any(value in obligation.sentence for value in values)
            )
        ]
        items = direct | through
        everything = any(s.file.startswith("templates/guide/") for s in target.stretches)
        sections = {item.section.id for item in items} | self._opened(target.stretches)
        front = [*self._front((*target.stretches, *used))]
        return Reach(
            program=self.program.id,
            sections=tuple(s for s in self.guide.walk() if s.id in sections),
            obligations=tuple(obligations),
            blocks=self._shown(items),
            front=tuple(dict.fromkeys(front)),
            everything=everything,
        )

    def _parameters(self, target: Target) -> list[ParameterItem]:
        """The parameters that are looked for, or declared on lines that are."""
        return [
            item
            for item in self.guide.parameters
            if item.id in target.parameters
            or (item.at and any(self._touches(s, item.at) for s in target.stretches))
        ]

    @cached_property
    def _items(self) -> tuple[_Item, ...]:
        found = []
        for section in self.guide.walk():
            if section.at is not None:
                found.append(_Item(section.at, section))
            for top in section.blocks:
                for block in top.walk():
                    shown_in = top if top.kind in {"table", "form", "figure"} else None
                    if block.kind in {"table", "form", "figure"}:
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

    def _last(self, at: Place) -> int:
        """The last line of the part that begins at a place."""
        following = [line for line in self._starts.get(at.file, ()) if line > at.line]
        lines = self.lines_of.get(at.file, ())
        end = following[0] - 1 if following else max(len(lines), at.line)
        if not at.file.endswith(".yaml") or at.line > len(lines):
            return end
        own = _indent(lines[at.line - 1])
        last = at.line
        while last < min(end, len(lines)) and (
            not lines[last].strip() or _indent(lines[last]) > own
        ):
            last += 1
        return last

    @staticmethod
    def _on(stretch: LineRange, at: Span) -> bool:
        return stretch.file == at.file and stretch.first <= at.line <= stretch.last

    def _touches(self, stretch: LineRange, at: Place) -> bool:
        return (
            stretch.file == at.file and stretch.first <= self._last(at) and at.line <= stretch.last
        )

    def _hit(self, stretches: Iterable[LineRange]) -> set[_Item]:
        by_file: dict[str, list[LineRange]] = {}
        for stretch in stretches:
            by_file.setdefault(stretch.file, []).append(stretch)
        return {
            item
            for item in self._items
            if any(self._touches(s, item.at) for s in by_file.get(item.at.file, ()))
        }

    def _named(self, ids: frozenset[str]) -> set[_Item]:
        """The parts that have one of the ids, or stand in a part that has."""
        return {
            item
            for item in self._items
            if item.section.id in ids
            or (item.block is not None and item.block.id in ids)
            or (item.shown_in is not None and item.shown_in.id in ids)
        }

    def _leading(self, ids: frozenset[str], addresses: frozenset[str]) -> set[_Item]:
        """The parts that refer to one of the ids or lead to one of the addresses."""
        return {
            item
            for item in self._items
            for run in (item.block.runs if item.block is not None else ())
            if run.target in (addresses if run.kind == "link" else ids)
        }

    def _opened(self, stretches: Iterable[LineRange]) -> set[str]:
        """The sections whose clause is one of the files, even if it has only placeholders."""
        files = {stretch.file for stretch in stretches}
        return {section.id for section in self.guide.walk() if section.clause in files}

    def _bound(self, obligation: Obligation, items: set[_Item]) -> bool:
        at = obligation.place
        return at is not None and any(
            item.section.id == obligation.section
            and item.block is not None
            and item.at.file == at.file
            and item.at.line <= at.line <= self._last(item.at)
            for item in items
        )

    def _shown(self, items: set[_Item]) -> tuple[Block, ...]:
        """The tables, forms and figures among the parts, in reading order."""
        wanted = {id(item.shown_in) for item in items if item.shown_in is not None}
        blocks = (b for s in self.guide.walk() for top in s.blocks for b in top.walk())
        return tuple(block for block in blocks if id(block) in wanted)

    def _front(self, stretches: Sequence[LineRange]) -> Iterable[str]:
        program = self.program
        places = [(text.at, "the cover") for text in program.cover.values()]
        places += [(row.at, f"the revision “{row.version}”") for row in program.revisions]
        places += [(id.at, "the order of precedence") for id in program.precedence]
        for span, name in places:
            if any(self._on(stretch, span) for stretch in stretches):
                yield name


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

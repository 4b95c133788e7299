"""The outline of a program: the family's sections with the program's changes applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from builder.diagnostics import Code
from builder.load import parts
from builder.load.clause_files import ClauseFiles
from builder.load.findings import Findings
from builder.load.schema_program import AddSection, OmitSection, ReplaceSection
from builder.model.program import ClauseFile, FamilySection, Origin, SectionDef, Status
from builder.source import Span, Text

MAX_LEVELS = {"outline": 4, "appendices": 3}
_STATUSES = {status.value: status for status in Status}


@dataclass(slots=True, kw_only=True)
class _OutlineNode:
    """A section while the outline is being changed."""

    id: Text
    title: Text
    clause: Text | None
    status: Status
    origin: Origin
    folder: str
    at: Span
    sections: list[_OutlineNode] = field(default_factory=list)

    def walk(self) -> Iterator[_OutlineNode]:
        yield self
        for section in self.sections:
            yield from section.walk()


def _node(section: parts.SectionEntry, origin: Origin, folder: str) -> _OutlineNode:
    return _OutlineNode(
        id=section.id,
        title=section.title,
        clause=section.clause,
        status=_status(section.status) or Status.PRESENT,
        origin=origin,
        folder=folder,
        at=section.id.at,
        sections=[_node(child, origin, folder) for child in section.sections],
    )


def _inherited(section: parts.SectionEntry, known: Collection[str]) -> FamilySection:
    """A section as the family has it; a text that each program has to write is none yet."""
    clause = str(section.clause or f"shared/{section.id}")
    return FamilySection(
        id=str(section.id),
        title=section.title,
        at=section.id.at,
        clause=clause if clause in known else "none",
        status=_status(section.status) or Status.PRESENT,
        sections=tuple(_inherited(child, known) for child in section.sections),
    )


def _status(word: Text | None) -> Status | None:
    """The status that a word names; None also for a wrong word, which is reported already."""
    return _STATUSES.get(str(word))


class OutlineBuilder:
    """One of the two outlines (`outline` or `appendices`) of one program."""

    def __init__(
        self, key: str, sections: Sequence[parts.SectionEntry], program: str, findings: Findings
    ) -> None:
        self.key = key
        self.program = program
        self.findings = findings
        self._declared = sections
        self.omitted: dict[str, Span] = {}
        self.tops = [_node(section, Origin.SHARED, "shared") for section in sections]

    def nodes(self) -> Iterator[_OutlineNode]:
        """All sections, in reading order."""
        for top in self.tops:
            yield from top.walk()

    def ids(self) -> list[str]:
        """The ids of all sections, in reading order."""
        return [str(node.id) for node in self.nodes()]

    def apply(
        self, changes: Sequence[AddSection | OmitSection | ReplaceSection], other: OutlineBuilder
    ) -> None:
        """Apply the program's changes, one after the other.

        `other` is the other outline, for the hint to someone who has changed the wrong one.
        """
        for change in changes:
            if isinstance(change, AddSection):
                self._add(change, other)
            elif isinstance(change, OmitSection):
                found = self._find(change.omit, other)
                if found:
                    siblings, index = found
                    for node in siblings.pop(index).walk():
                        self.omitted[str(node.id)] = change.omit.at
            else:
                found = self._find(change.replace, other)
                if found:
                    self._replace(found[0][found[1]], change)

    def _find(self, name: Text, other: OutlineBuilder) -> tuple[list[_OutlineNode], int] | None:
        stack = [self.tops]
        while stack:
            siblings = stack.pop()
            for index, node in enumerate(siblings):
                if node.id == name:
                    return siblings, index
                stack.append(node.sections)
        what = "section" if self.key == "outline" else "appendix"
        if name in other.ids():
            self.findings.report(
                Code.unknown(what),
                f"“{name}” is not below “{self.key}:”.",
                name.at,
                f"Write this change below “{other.key}:”.",
            )
        else:
            self.findings.unknown(what, name, self.ids())
        return None

    def _add(self, change: AddSection, other: OutlineBuilder) -> None:
        known = {str(node.id): node for node in (*self.nodes(), *other.nodes())}
        first = known.get(change.add.id)
        if first is not None:
            self.findings.report(
                Code.ALREADY_THERE,
                f"There is a section “{change.add.id}” already.",
                change.add.id.at,
                "Use “replace” to change it, or give the new section another id.",
                first.at,
            )
            return
        node = _node(change.add, Origin.PROGRAM, self.program)
        place = change.after or change.before or change.under
        found = self._find(place, other) if place is not None else (self.tops, -1)
        if found is None:
            # Keep it, so that references to it do not look wrong, too.
            self.tops.append(node)
            return
        siblings, index = found
        if change.under is not None:
            siblings[index].sections.append(node)
        elif change.before is not None:
            siblings.insert(index, node)
        elif change.after is not None:
            siblings.insert(index + 1, node)
        else:
            siblings.append(node)

    def _replace(self, node: _OutlineNode, change: ReplaceSection) -> None:
        if change.title is not None and change.title == node.title:
            self.findings.nothing("title", change.title, change.title.at, node.title.at)
        if change.clause is not None and change.clause == (node.clause or _default_clause(node)):
            self.findings.nothing("clause", change.clause, change.clause.at, node.at)
        status = _status(change.status)
        if change.status is not None and status is node.status:
            self.findings.nothing("status", change.status, change.status.at, node.at)
        node.title = change.title or node.title
        if status is not None:
            node.status = status
            if node.status is Status.NOT_APPLICABLE:
                # The family's text is for the programs to which the section applies.
                node.clause = None
        node.clause = change.clause or node.clause
        node.origin = Origin.PROGRAM
        node.at = change.replace.at

    def shared(self, files: ClauseFiles) -> tuple[FamilySection, ...]:
        """The sections as the family has them, before any change."""
        known = frozenset(files.ids())
        return tuple(_inherited(section, known) for section in self._declared)

    def sections(self, files: ClauseFiles) -> tuple[SectionDef, ...]:
        """The finished sections, each with its clause."""
        return tuple(self._finish(node, files, 1) for node in self.tops)

    def _finish(self, node: _OutlineNode, files: ClauseFiles, level: int) -> SectionDef:
        # Said of the first level that is too deep, and not of all below it again.
        if level == MAX_LEVELS[self.key] + 1:
            self.findings.report(
                Code.OUTLINE_TOO_DEEP,
                f"The section “{node.id}” is nested {level} levels deep, where "
                f"{MAX_LEVELS[self.key]} is the most.",
                node.id.at,
                "Move it one level up.",
            )
        return SectionDef(
            id=node.id,
            title=node.title,
            at=node.at,
            clause=self._clause(node, files),
            origin=node.origin,
            status=node.status,
            sections=tuple(self._finish(child, files, level + 1) for child in node.sections),
        )

    def _clause(self, node: _OutlineNode, files: ClauseFiles) -> ClauseFile | None:
        """The section's clause; reports one that is missing."""
        if node.clause is None and node.status is Status.NOT_APPLICABLE:
            return None
        if node.clause == "none":
            if not node.sections and node.status is Status.PRESENT:
                self.findings.report(
                    Code.EMPTY_SECTION,
                    f"The section “{node.id}” has neither a text nor sections below it.",
                    node.clause.at,
                    "Name a clause file, or add “status: not-applicable”.",
                )
            return None
        clause = node.clause or _default_clause(node)
        at = node.clause.at if node.clause is not None else node.at
        found, fault = files.get(
            clause,
            owner=f"The section “{node.id}”",
            at=at,
            otherwise=", or write “clause: none” for a heading with only sections below it"
            if node.sections
            else ", or name another one with “clause: …”",
            about=str(node.id),
        )
        if fault:
            self.findings.found.append(fault)
        return found


def _default_clause(node: _OutlineNode) -> str:
    """The clause of a section that names none."""
    return f"{node.folder}/{node.id}"

"""What a program leaves out and still uses: told once, at the line that leaves it out.

An author who omits what the family's texts refer to would else be told of each of these texts, and
advised to change them, though the omission is what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from builder.clauses import scan
from builder.diagnostics import Code, Diagnostic, Severity
from builder.load.clause_files import ClauseFiles
from builder.model.kinds import KINDS
from builder.model.program import Program
from builder.model.wording import counted
from builder.source import SourceFile, Span

NAMES = frozenset(
    {
        Code.REFERENCE_NOT_PLACED,
        Code.UNKNOWN_PART_OF_THE_GUIDE,
        Code.UNKNOWN_REFERENCE,
        Code.UNKNOWN_TERM,
        Code.unknown("parameter"),
        *(Code.unknown(kind.called) for kind in KINDS.values() if kind.overridable),
        *(Code.unknown(kind.id) for kind in KINDS.values() if kind.placed),
    }
)
"""Findings that something is named which the guide does not have."""
_UNDEFINED = Code["UNDEFINED_ACRONYM"]


class Omissions:
    """The omissions of one program, and the findings that follow from them.

    `absent` tells whether a finding is about what is not there, or of no use.
    """

    def __init__(self, root: Path, program: Program, absent: Callable[[Diagnostic], bool]) -> None:
        self._root, self._absent, self._own = root, absent, program.at.file
        inherited = program.inherited
        self._sections = inherited.sections
        self._omitted = {key: at for (_, key), at in inherited.left_out.items()}
        back = {str(section.id) for section in program.sections()}  # put back elsewhere
        self._omitted |= {id: at for id, at in inherited.omitted.items() if id not in back}
        self._terms = {key for kind, key in inherited.left_out if kind == "term"}
        self._program = program.id

    def fold(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings about the program, those that follow from an omission folded into one."""
        found = list(found)
        if not self._omitted:
            return found
        told: dict[Span, Diagnostic] = {}
        uses: dict[Span, list[Diagnostic]] = {}
        rest: list[Diagnostic] = []
        for finding in found:
            at = self._names(finding)
            if at is None:
                rest.append(finding)
            elif self._is_there(finding, at):
                # The first of those about what the line names, and not about what stands below it.
                if at not in told or self._named(at) == finding.about:
                    told[at] = finding
            else:
                uses.setdefault(at, []).append(finding)
        for at, findings in list(uses.items()):
            # An entry of the program itself about what it leaves out is a fault of its own.
            if at not in told and all(one.at and one.at.file == self._own for one in findings):
                rest += uses.pop(at)
        causes = [
            self._cause(at, told.get(at), uses.get(at, [])) for at in dict.fromkeys((*told, *uses))
        ]
        lost = {at for at in (*told, *uses) if self._severity(told.get(at), uses.get(at, []))}
        return [*(one for one in rest if not self._went_along(one, lost)), *causes]

    def _names(self, finding: Diagnostic) -> Span | None:
        """Where the thing is left out that a finding misses."""
        if finding.code in NAMES or (self._absent(finding) and finding.at is not None):
            at = self._omitted.get(finding.about or "")
            if at is not None and (finding.code in NAMES or self._is_there(finding, at)):
                return at
        if finding.code is Code.REFERENCE_NOT_PLACED:
            return next((at for at, text in self._texts.items() if text.has(finding.about)), None)
        if finding.code is _UNDEFINED:
            term = next((word for word in finding.words if word in self._terms), None)
            return self._omitted.get(term or "")
        return None

    def _is_there(self, finding: Diagnostic, at: Span) -> bool:
        here = finding.at
        return here is not None and (here.file, here.line, here.column) == (
            at.file,
            at.line,
            at.column,
        )

    def _named(self, at: Span) -> str:
        """The id that stands in the line that leaves something out, with others below it or not."""
        return next(id for id, place in self._omitted.items() if place == at)

    @staticmethod
    def _severity(told: Diagnostic | None, uses: list[Diagnostic]) -> bool:
        return any(one.severity is Severity.ERROR for one in (*uses, *([told] if told else [])))

    def _cause(self, at: Span, told: Diagnostic | None, uses: list[Diagnostic]) -> Diagnostic:
        places = tuple(dict.fromkeys(one.at for one in uses if one.at is not None))
        if told is not None:
            return replace(told, related=(*told.related, *places), programs=(self._program,))
        name = self._named(at)
        is_error = self._severity(None, uses)
        return Diagnostic(
            code=Code.OMITTED_BUT_USED,
            severity=Severity.ERROR if is_error else Severity.WARNING,
            at=replace(at, length=len(name)),
            message=f"The program leaves out “{name}”, which its texts use in "
            f"{counted(len(places), 'place')}.",
            hint="Take it out of “omit”, so that the guide keeps it, or write these texts without "
            "it, in a slot if other programs need it there.",
            related=places,
            programs=(self._program,),
            about=name,
            words=(name,),
        )

    def _went_along(self, finding: Diagnostic, lost: set[Span]) -> bool:
        """Whether what a finding misses stood in a text that is left out, which is told."""
        return (
            bool(lost)
            and self._absent(finding)
            and any(text.explains(finding) for at, text in self._texts.items() if at in lost)
        )

    @cached_property
    def _texts(self) -> dict[Span, _Text]:
        """The texts of sections that are left out, by the places that leave them out."""
        files = ClauseFiles(self._root)
        texts: dict[Span, list[SourceFile]] = {}
        for section in self._sections():
            at = self._omitted.get(section.id)
            if at is not None and section.clause != "none":
                clause, _ = files.get(section.clause, owner="", at=section.at)
                texts.setdefault(at, []).extend([clause.source] if clause else [])
        return {at: _Text(sources) for at, sources in texts.items()}


class _Text:
    """What the texts of a section and those below it say, place, print and refer to."""

    def __init__(self, sources: Iterable[SourceFile]) -> None:
        self._sources = list(sources)

    def has(self, name: str | None) -> bool:
        return name in self._names

    def explains(self, finding: Diagnostic) -> bool:
        kinds = finding.code.removeprefix("missing-")
        return (
            self.has(finding.about)
            or any(self.has(word) for word in finding.words)
            or any(kinds == name or kinds.startswith(f"{name}-") for name in self._names)
            or any(word in one.text for word in finding.words for one in self._sources)
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for source in self._sources for name in _names_in(source.text))


def _names_in(text: str) -> Iterator[str]:
    found = scan(text)
    yield from (place.id or place.name for place in found.placeholders)
    yield from (reference.target for reference in found.references)

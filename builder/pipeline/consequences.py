"""Cause before consequence: of all findings of a run, those that an author has to act on.

Stages go on past what is at fault, so that one fault hides no other. What they find there that
only follows from a fault told already is taken out here, or folded into it. To that end findings
say what they are about; nothing reads their messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from builder.clauses import blocks_at_fault, scan
from builder.diagnostics import Code, Diagnostic, Severity, errors
from builder.load.clause_files import ClauseFiles
from builder.model.kinds import KINDS
from builder.model.program import ClauseFile, Program
from builder.model.wording import counted
from builder.pipeline.project import Project
from builder.source import Span, Text

_TEXT_GONE = frozenset(
    {
        Code.BAD_CLAUSE_PATH,
        Code.CLAUSE_EMPTY,
        Code.EMPTY_SLOT,
        Code.MISSING_CLAUSE,
        Code.NOT_UTF_8,
        Code.OUTSIDE_THE_PROJECT,
        Code.UNREADABLE_FILE,
    }
)
"""Errors after which a whole text is missing, with all that stands in it."""

_AS_WORDS = frozenset(
    {
        Code.CLAUSE_ADDRESS,
        Code.CLAUSE_MARKDOWN,
        Code.CLAUSE_NESTING,
        Code.FORBIDDEN_CHARACTER,
    }
)
"""Errors of a clause because of which the block around them is taken for its words alone."""

_NOT_PLACED = frozenset(
    {
        Code.MARKER_NOT_ALONE,
        Code.PLACEHOLDER_SYNTAX,
        Code.SLOT_CIRCULAR,
        Code.UNKNOWN_BLOCK,
        *(Code.unknown(kind.id) for kind in KINDS.values() if kind.placed),
    }
)
"""Errors of which one may be why a block, or what stands in it, is nowhere."""

_NAMES = frozenset(
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


def without_consequences(project: Project, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings of a run without those that follow from others of it.

    A thing that a program leaves out and still uses is told once, where it is left out.
    """
    found = tuple(found)
    if not errors(found):
        return found
    early = {fault.identity for fault in project.diagnostics}
    causes = {id: _Causes(project, program) for id, program in project.programs.items()}
    kept: list[Diagnostic] = []
    for finding in found:
        mine = [id for id in finding.programs if id in causes]
        left = [id for id in finding.programs if id not in mine]
        for id in mine:
            late = finding.identity not in early
            if not causes[id].explain(finding, late=late):
                left.append(id)
        if left or not finding.programs:
            kept.append(replace(finding, programs=tuple(left)))
    return _with_omissions(kept, causes)


class _Causes:
    """What is at fault in one program, and what follows from it."""

    def __init__(self, project: Project, program: Program) -> None:
        self.program = program
        self._project = project
        self.errors = [
            fault
            for fault in errors(project.diagnostics)
            if not fault.programs or program.id in fault.programs
        ]
        codes = {fault.code for fault in self.errors}
        self._text_gone = bool(codes & _TEXT_GONE)
        self._not_placed = bool(codes & _NOT_PLACED)
        inherited = program.inherited
        self.omitted: dict[str, Span] = {
            **{key: at for (_, key), at in inherited.left_out.items()},
            **inherited.omitted,
        }
        for section in program.sections():
            self.omitted.pop(str(section.id), None)  # put back elsewhere
        self.uses: dict[str, list[Span]] = {}

    def explain(self, finding: Diagnostic, *, late: bool) -> bool:
        """Whether a finding about the program follows from a fault of it."""
        if finding.code in _NAMES and finding.about in self.omitted:
            if finding.at is not None and finding.at.file != self.program.at.file:
                self.uses.setdefault(finding.about, []).append(finding.at)
                return True
            return False
        cause = self._omitted_with(finding)
        if cause is not None and finding.code is Code.REFERENCE_NOT_PLACED and finding.at:
            self.uses.setdefault(cause, []).append(finding.at)
            return True
        if not self.errors:
            return False
        if finding.code is Code.WAIVER_UNUSED or (late and self._at_fault(finding.at)):
            return True
        left_out = finding.about in self.omitted
        absent = finding.code is Code.REFERENCE_NOT_PLACED or finding.code in _of_absence()
        return absent and not left_out and (self._text_gone or self._not_placed)

    def _at_fault(self, at: Span | None) -> bool:
        """Whether a place lies in a text that was taken for its words alone."""
        return at is not None and (at.file, at.line) in self._lines

    @cached_property
    def _lines(self) -> frozenset[tuple[str, int]]:
        clauses = {clause.source.name: clause for clause in self.program.clauses()}
        found = {(fault.at.file, fault.at.line) for fault in self.errors if fault.at is not None}
        for name, clause in clauses.items():
            here = [
                fault
                for fault in self.errors
                if fault.code in _AS_WORDS and fault.at and fault.at.file == name
            ]
            if here:
                found |= {(name, line) for line in _lines_at_fault(clause, here)}
        return frozenset(found)

    def _omitted_with(self, finding: Diagnostic) -> str | None:
        """The section that is left out with the text that places what a finding is about."""
        if finding.about is None or not self.program.inherited.omitted:
            return None
        for section, names in self._omitted_texts.items():
            if finding.about in names and section in self.omitted:
                return section
        return None

    @cached_property
    def _omitted_texts(self) -> Mapping[str, frozenset[str]]:
        """What the texts of sections that are left out place, print and refer to."""
        inherited = self.program.inherited
        files = ClauseFiles(self._project.root)
        texts = {}
        for section in inherited.sections():
            if section.id in inherited.omitted and section.clause != "none":
                clause, _ = files.get(section.clause, owner="", at=section.at)
                texts[section.id] = frozenset(_named(clause)) if clause else frozenset()
        return texts


def _named(clause: ClauseFile) -> Iterator[str]:
    found = scan(clause.source.text)
    yield from (place.id or place.name for place in found.placeholders)
    yield from (reference.target for reference in found.references)


def _lines_at_fault(clause: ClauseFile, faults: list[Diagnostic]) -> Iterator[int]:
    source = clause.source
    text = Text(source.text, source.line_starts[0], source.line_starts)
    for start, end in blocks_at_fault(text, faults):
        first, last = text.where(start).line, text.where(max(start, end - 1)).line
        yield from range(first, last + 1)


def _of_absence() -> frozenset[Code]:
    from builder.checks.engine.registry import all_checks

    return frozenset(check.code for check in all_checks() if check.absence)


def _with_omissions(
    found: Iterable[Diagnostic], causes: Mapping[str, _Causes]
) -> tuple[Diagnostic, ...]:
    """The findings, and where a program leaves out what it uses: one for each such thing."""
    result = list(found)
    for id, cause in causes.items():
        for name, places in cause.uses.items():
            at = cause.omitted[name]
            told = next(
                (
                    number
                    for number, one in enumerate(result)
                    if one.about == name and one.severity is Severity.ERROR and _same(one.at, at)
                ),
                None,
            )
            if told is not None:
                one = result[told]
                result[told] = replace(one, related=(*one.related, *places))
                continue
            result.append(
                Diagnostic(
                    code=Code.OMITTED_BUT_USED,
                    at=replace(at, length=len(name)),
                    message=f"The program leaves out “{name}”, which its texts use in "
                    f"{counted(len(places), 'place')}.",
                    hint="Delete this line to keep it, or take it out of these texts; what only "
                    "some programs say stands in a slot.",
                    related=tuple(places),
                    programs=(id,),
                    about=name,
                    words=(name,),
                )
            )
    return tuple(sorted(result, key=_place))


def _same(one: Span | None, other: Span) -> bool:
    return one is not None and (one.file, one.line) == (other.file, other.line)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    at = diagnostic.at
    return (at.file, at.line, at.column, diagnostic.code) if at else ("", 0, 0, diagnostic.code)

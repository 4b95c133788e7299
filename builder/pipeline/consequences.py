"""Cause before consequence: of all findings of a run, those that an author has to act on.

Stages go on past what is at fault, so that one fault hides no other. What they find there that
only follows from a fault told already is taken out here, or folded into it. To that end findings
say what they are about; nothing reads their messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from builder.clauses import blocks_at_fault
from builder.diagnostics import Code, Diagnostic, errors, merge_programs, nearest
from builder.load.clause_files import ClauseFiles
from builder.model.kinds import KINDS
from builder.model.program import ClauseFile, Program
from builder.pipeline.omissions import NAMES, Omissions
from builder.pipeline.project import Project
from builder.source import Span, Text

_TEXT_GONE = frozenset(
    {
        Code.BAD_CLAUSE_PATH,
        Code.CLAUSE_EMPTY,
        Code.EMPTY_SLOT,
        Code.MERGE_CONFLICT,
        Code.MISSING_CLAUSE,
        Code.MISSING_FIGURE,
        Code.NOT_UTF_8,
        Code.OUTSIDE_THE_PROJECT,
        Code.UNREADABLE_FILE,
        Code.YAML_SYNTAX,
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

_OF_A_NAME = frozenset(
    {
        Code.EMPTY_SLOT,
        Code.MISSING_PARAMETER,
        *(code for code in Code if code.endswith("-not-referenced")),
    }
)
"""Findings about a thing that may only be called by another name elsewhere."""

_OUTLINE = frozenset({Code.UNKNOWN_SECTION, Code.UNKNOWN_APPENDIX})
_UNUSED = frozenset(
    {
        Code.UNUSED_CLAUSE,
        Code.UNUSED_FIGURE,
        Code.WAIVER_UNUSED,
        *(Code.unused(kind.id) for kind in KINDS.values() if kind.printed),
    }
)


def without_consequences(project: Project, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings of a run without those that follow from others of it.

    A thing that a program leaves out and still uses is told once, where it is left out.
    """
    found = tuple(found)
    if not errors(found) and not any(p.inherited.left_out for p in project.programs.values()):
        return found
    early = {fault.identity for fault in project.diagnostics}
    kept: dict[str, list[Diagnostic]] = {
        "": [one for one in found if not set(one.programs) & set(project.programs)]
    }
    for id, program in project.programs.items():
        causes = _Causes(project, program)
        mine = [
            replace(one, programs=())
            for one in found
            if id in one.programs and not causes.explain(one, late=one.identity not in early)
        ]
        mine = [causes.completed(one) for one in mine]
        kept[id] = _required(Omissions(project.root, program, _is_absent).fold(mine))
    return merge_programs(kept)


def _required(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, those that name what is required and missing folded into that finding."""
    missing = {one.about for one in errors(found) if one.about and one.code in _of_absence()}
    naming = [one for one in found if one.code in NAMES and one.about in missing]
    result = []
    for one in found:
        if one in naming:
            continue
        is_cause = one.code in _of_absence() and one.about in missing
        uses = [use.at for use in naming if is_cause and use.about == one.about]
        more = tuple(at for at in uses if at is not None)
        result.append(replace(one, related=(*one.related, *more)))
    return result


def _is_absent(finding: Diagnostic) -> bool:
    return finding.code in _of_absence() or finding.code in _UNUSED


class _Causes:
    """What is at fault in one program, and what follows from it."""

    def __init__(self, project: Project, program: Program) -> None:
        self.program = program
        self.errors = [
            fault
            for fault in errors(project.diagnostics)
            if not fault.programs or program.id in fault.programs
        ]
        codes = {fault.code for fault in self.errors}
        self._text_gone = bool(codes & _TEXT_GONE)
        self._not_placed = bool(codes & _NOT_PLACED)
        self._mistyped = [fault.about for fault in self.errors if fault.code in _OUTLINE]
        self._renamed = dict(self._other_names(project)) if Code.MISSING_CLAUSE in codes else {}
        self._meaningless = {
            fault.about for fault in self.errors if fault.code in NAMES and fault.about
        }
        inherited = program.inherited
        self._omitted = {*inherited.omitted, *(key for _, key in inherited.left_out)}

    def explain(self, finding: Diagnostic, *, late: bool) -> bool:
        """Whether a finding about the program follows from a fault of it."""
        if not self.errors:
            return False
        if (
            finding.code is Code.WAIVER_UNUSED
            or (late and finding.code is Code.PDF_UNKNOWN_MARKUP)
            or (late and self._at_fault(finding.at))
            or (finding.code is Code.FIGURE_STALE and self._other_fault_in(finding.at))
        ):
            return True
        if finding.code is Code.MISSING_CLAUSE and finding.about:
            # A change that names a section wrongly leaves it as the family has it.
            return any(
                nearest(name or "", [finding.about])
                for name in self._mistyped
                if name not in self._renamed
            )
        if finding.code in NAMES | _OUTLINE and finding.about in self._renamed:
            return True
        if finding.code in _OF_A_NAME and finding.about:
            # Another name, which means nothing, may have been meant for it.
            return any(nearest(name, [finding.about]) for name in self._meaningless)
        absent = finding.code is Code.REFERENCE_NOT_PLACED or finding.code in _of_absence()
        left_out = finding.about in self._omitted
        return absent and not left_out and (self._text_gone or self._not_placed)

    def _other_fault_in(self, at: Span | None) -> bool:
        """Whether the file of a figure cannot be drawn as it is."""
        return at is not None and any(
            fault.at is not None
            and fault.at.file == at.file
            and fault.code in {Code.YAML_SYNTAX, Code.MERGE_CONFLICT}
            for fault in self.errors
        )

    def completed(self, finding: Diagnostic) -> Diagnostic:
        """A finding with what it explains: of a section under a new name, who knows the old."""
        names = [name for name, section in self._renamed.items() if section == finding.about]
        if finding.code is not Code.MISSING_CLAUSE or not names:
            return finding
        places = [one.at for one in self.errors if one.about == names[0] and one.at is not None]
        return replace(
            finding,
            hint=f"Write “id: {names[0]}”: there is a clause of this name, and other places use "
            "it, too.",
            related=(*finding.related, *places),
        )

    def _other_names(self, project: Project) -> Iterator[tuple[str, str]]:
        """Names that mean nothing, but are those of clauses, with the sections that lack one."""
        stems = {id.rpartition("/")[2] for id in ClauseFiles(project.root).ids()}
        names = {one.about for one in self.errors if one.code in NAMES | _OUTLINE} & stems
        for fault in self.errors:
            if fault.code is Code.MISSING_CLAUSE and fault.about:
                name = nearest(fault.about, (name for name in names if name))
                if name is not None:
                    yield name, fault.about

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


def _lines_at_fault(clause: ClauseFile, faults: list[Diagnostic]) -> Iterator[int]:
    source = clause.source
    text = Text(source.text, source.line_starts[0], source.line_starts)
    for start, end in blocks_at_fault(text, faults):
        first, last = text.where(start).line, text.where(max(start, end - 1)).line
        yield from range(first, last + 1)


def _of_absence() -> frozenset[Code]:
    from builder.checks.engine.registry import all_checks

    return frozenset(check.code for check in all_checks() if check.absence)

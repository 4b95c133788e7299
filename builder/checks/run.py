"""Runs checks over a collection, with the family's severities and the programs' waivers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from builder.checks.registry import Check, all_checks
from builder.checks.subject import Collection, Subject, span
from builder.diagnostics import Diagnostic, Severity, merge_programs
from builder.model.policy import Waiver

EXPIRED, UNUSED, QUERY = "waiver-expired", "waiver-unused", "open-query"


def run_checks(
    collection: Collection,
    *,
    earlier: Iterable[Diagnostic] = (),
    wanted: Callable[[str], bool] = lambda code: True,
) -> tuple[Diagnostic, ...]:
    """All findings, merged over programs and sorted by place.

    `earlier` are the diagnostics of the stages before, which severities and waivers apply to
    as well; errors among them cannot be waived. `wanted` selects codes.
    """
    found: dict[str, list[Diagnostic]] = {id: [] for id in collection.subjects}
    for diagnostic in earlier:
        for id in diagnostic.programs or tuple(found):
            found.setdefault(id, []).append(diagnostic)
    for check in all_checks():
        if wanted(check.code):
            _collect(check, collection, found)
    judged: dict[str, list[Diagnostic]] = {}
    for id, diagnostics in found.items():
        subject = collection.subjects.get(id)
        judged[id] = list(
            _judge(subject, diagnostics, collection.today, wanted) if subject else diagnostics
        )
    return merge_programs(judged)


def _collect(check: Check, collection: Collection, found: dict[str, list[Diagnostic]]) -> None:
    for id, finding in check.run(collection):
        diagnostic = replace(finding, code=check.code, severity=finding.severity)
        for program in (id,) if id else diagnostic.programs or tuple(found):
            found[program].append(replace(diagnostic, programs=()))


def _judge(
    subject: Subject,
    diagnostics: list[Diagnostic],
    today: date,
    wanted: Callable[[str], bool],
) -> Iterator[Diagnostic]:
    """Apply severities and waivers, and report waivers that are over or of no use."""
    used: set[int] = set()
    for diagnostic in diagnostics:
        severity = str(subject.policy.severities.get(diagnostic.code, diagnostic.severity))
        waiver = _waiver(subject, diagnostic)
        if waiver is not None:
            used.add(id(waiver))
            if date.fromisoformat(waiver.until) >= today:
                continue
        if severity != "off":
            yield replace(diagnostic, severity=Severity(severity))
    for waiver in subject.program.waivers:
        if not wanted(str(waiver.check)):
            continue
        if date.fromisoformat(waiver.until) < today and wanted(EXPIRED):
            yield Diagnostic(
                code=EXPIRED,
                severity=Severity.ERROR,
                at=waiver.until.at,
                message=f"The waiver of “{waiver.check}” at “{waiver.target}” ended on "
                f"{waiver.until}.",
                hint="Mend what it excuses, or let the owner set a new day.",
            )
        elif id(waiver) not in used and wanted(UNUSED):
            yield Diagnostic(
                code=UNUSED,
                severity=Severity.WARNING,
                at=waiver.at,
                message=f"The waiver of “{waiver.check}” at “{waiver.target}” excuses nothing.",
                hint="Delete it; what it excused is mended, or stands elsewhere.",
            )
    if wanted(QUERY):
        for query in subject.program.queries:
            yield Diagnostic(
                code=QUERY,
                severity=Severity.NOTE,
                at=query.at,
                message=f"Question to the owner about “{query.target}”: {query.question}",
            )


def _waiver(subject: Subject, diagnostic: Diagnostic) -> Waiver | None:
    for waiver in subject.program.waivers:
        if waiver.check == diagnostic.code and str(waiver.target) in _things(subject, diagnostic):
            return waiver
    return None


def _things(subject: Subject, diagnostic: Diagnostic) -> set[str]:
    """The ids of what a finding is about: its own, and that of the section its place is in."""
    things = {diagnostic.about} if diagnostic.about else set()
    if diagnostic.at is None:
        return things
    for section in subject.guide.walk():
        if section.clause == diagnostic.at.file or span(section.at) == diagnostic.at:
            things.add(section.id)
        for top in section.blocks:
            for block in top.walk():
                at = block.at
                if at and (at.file, at.line) == (diagnostic.at.file, diagnostic.at.line):
                    things |= {section.id, block.id or section.id}
    return things

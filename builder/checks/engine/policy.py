"""Applies what the owners decided to findings: severities, waivers and queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from builder.diagnostics import Code, Diagnostic, Severity, suggest
from builder.model.policy import Waiver
from builder.reading.subject import Collection, Subject, span
from builder.source import Text

OFF = "off"
_KNOWN = frozenset[str](Code)


class FindingsPolicy:
    """Judges the findings of one run, and remembers which waivers were of use."""

    def __init__(self, collection: Collection, wanted: Callable[[str], bool]) -> None:
        self.collection = collection
        self.wanted = wanted
        self._used: set[tuple[str, Waiver]] = set()

    def earlier(self, program: str, diagnostic: Diagnostic) -> Iterator[Diagnostic]:
        """A diagnostic of a stage before, about a program or (empty) about none in particular."""
        subject = self.collection.subjects.get(program)
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic
        elif subject is not None:
            yield from self.finding(program, diagnostic)
        else:
            first = next(iter(self.collection.subjects.values()), None)
            yield from _weighed(first, diagnostic)

    def finding(self, program: str, diagnostic: Diagnostic) -> Iterator[Diagnostic]:
        """A finding about a program, unless it is waived or switched off."""
        subject = self.collection.subjects[program]
        waiver = self._waiver(subject, diagnostic)
        if waiver is not None:
            self._used.add((program, waiver))
            if date.fromisoformat(waiver.until) >= self.collection.today:
                return
        yield from _weighed(subject, diagnostic)

    def closing(self, program: str) -> Iterator[Diagnostic]:
        """What is to say of a program's waivers, severities and queries after all findings."""
        subject = self.collection.subjects[program]
        for finding in (
            *_unknown_checks(subject),
            *self._expired(subject),
            *self._unused(subject),
            *_queries(subject),
        ):
            if self.wanted(finding.code):
                yield from _weighed(subject, finding)

    def _expired(self, subject: Subject) -> Iterator[Diagnostic]:
        for waiver in subject.program.waivers:
            if self._is_over(waiver):
                yield Diagnostic(
                    code=Code.WAIVER_EXPIRED,
                    severity=Severity.ERROR,
                    at=waiver.until.at,
                    message=f"The waiver of “{waiver.check}” at “{waiver.target}” ended on "
                    f"{waiver.until}.",
                    hint="Fix what it excuses, or let the owner set a new day.",
                )

    def _unused(self, subject: Subject) -> Iterator[Diagnostic]:
        """A shared waiver is of use if it is to any program, so all must be looked at."""
        used = {waiver for id, waiver in self._used if id == subject.id}
        anywhere = {waiver for _, waiver in self._used}
        for waiver in subject.program.waivers:
            in_use = waiver in (anywhere if waiver.shared else used)
            unknown = waiver.shared and not self.collection.whole
            if in_use or unknown or self._is_over(waiver) or not self.wanted(str(waiver.check)):
                continue
            if waiver.check not in _KNOWN:
                continue
            yield Diagnostic(
                code=Code.WAIVER_UNUSED,
                severity=Severity.WARNING,
                at=waiver.at,
                message=f"The waiver of “{waiver.check}” at “{waiver.target}” excuses nothing.",
                hint="Delete it; what it excused is fixed, or is elsewhere.",
            )

    def _is_over(self, waiver: Waiver) -> bool:
        return date.fromisoformat(waiver.until) < self.collection.today

    def _waiver(self, subject: Subject, diagnostic: Diagnostic) -> Waiver | None:
        for waiver in subject.program.waivers:
            if (
                str(waiver.check) == diagnostic.code
                and (not waiver.words or set(waiver.words) & set(diagnostic.words))
                and str(waiver.target) in _things(subject, diagnostic)
            ):
                return waiver
        return None


def _weighed(subject: Subject | None, diagnostic: Diagnostic) -> Iterator[Diagnostic]:
    """The finding with the severity that its owners gave it, unless that is `off`."""
    given = subject.policy.severities if subject else {}
    severity = str(given.get(diagnostic.code, diagnostic.severity.value))
    if severity != OFF:
        yield replace(diagnostic, severity=Severity(severity))


def _unknown_checks(subject: Subject) -> Iterator[Diagnostic]:
    named = [*subject.policy.severities, *(waiver.check for waiver in subject.program.waivers)]
    for name in named:
        if isinstance(name, Text) and name not in _KNOWN:
            yield Diagnostic(
                code=Code.UNKNOWN_CHECK,
                severity=Severity.ERROR,
                at=name.at,
                message=f"There is no check “{name}”.",
                hint=suggest(name, _KNOWN, otherwise="`guides check --explain all` lists them."),
            )


def _queries(subject: Subject) -> Iterator[Diagnostic]:
    for query in subject.program.queries:
        yield Diagnostic(
            code=Code.OPEN_QUERY,
            severity=Severity.NOTE,
            at=query.at,
            message=f"Question to the owner about “{query.target}”: {query.question}",
            about=str(query.target),
        )


def _things(subject: Subject, diagnostic: Diagnostic) -> set[str]:
    """The ids of what a finding is about: its own, and that of the section its place is in."""
    things = {diagnostic.about} if diagnostic.about else set()
    if diagnostic.at is None:
        return things
    for section in subject.guide.walk():
        if section.clause == diagnostic.at.file or span(section.at) == diagnostic.at:
            things.add(section.id)
        for block in section.walk_blocks():
            at = block.at
            if at and (at.file, at.line) == (diagnostic.at.file, diagnostic.at.line):
                things |= {section.id, block.id or section.id}
    return things

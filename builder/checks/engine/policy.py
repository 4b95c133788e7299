"""Applies what the owners decided to findings: severities, waivers and queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from builder.diagnostics import Diagnostic, Severity, suggest
from builder.diagnostics.codes import CODES
from builder.model.policy import Waiver
from builder.reading.subject import Collection, Subject, span
from builder.source import Text

OFF = "off"


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
                    code="waiver-expired",
                    severity=Severity.ERROR,
                    at=waiver.until.at,
                    message=f"The waiver of “{waiver.check}” at “{waiver.target}” ended on "
                    f"{waiver.until}.",
                    hint="Mend what it excuses, or let the owner set a new day.",
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
            if str(waiver.check) not in known_codes():
                continue
            yield Diagnostic(
                code="waiver-unused",
                severity=Severity.WARNING,
                at=waiver.at,
                message=f"The waiver of “{waiver.check}” at “{waiver.target}” excuses nothing.",
                hint="Delete it; what it excused is mended, or stands elsewhere.",
            )

    def _is_over(self, waiver: Waiver) -> bool:
        return date.fromisoformat(waiver.until) < self.collection.today

    def _waiver(self, subject: Subject, diagnostic: Diagnostic) -> Waiver | None:
        for waiver in subject.program.waivers:
            if (
                waiver.check == diagnostic.code
                and (not waiver.words or any(_named(word, diagnostic) for word in waiver.words))
                and str(waiver.target) in _things(subject, diagnostic)
            ):
                return waiver
        return None


def _named(word: str, diagnostic: Diagnostic) -> bool:
    """Whether a finding's sentence quotes the word; what it is about always stands in quotes."""
    return f"“{word}”" in diagnostic.message


def known_codes() -> frozenset[str]:
    """The codes of all checks and of all stages before them."""
    from builder.checks.engine.registry import all_checks

    return frozenset(CODES) | {check.code for check in all_checks()}


def _weighed(subject: Subject | None, diagnostic: Diagnostic) -> Iterator[Diagnostic]:
    """The finding with the severity that its owners gave it, unless that is `off`."""
    given = subject.policy.severities if subject else {}
    severity = str(given.get(diagnostic.code, diagnostic.severity.value))
    if severity != OFF:
        yield replace(diagnostic, severity=Severity(severity))


def _unknown_checks(subject: Subject) -> Iterator[Diagnostic]:
    named = [*subject.policy.severities, *(waiver.check for waiver in subject.program.waivers)]
    for name in named:
        if isinstance(name, Text) and str(name) not in known_codes():
            yield Diagnostic(
                code="unknown-check",
                severity=Severity.ERROR,
                at=name.at,
                message=f"There is no check “{name}”.",
                hint=suggest(
                    name, known_codes(), otherwise="`guides check --explain all` lists them."
                ),
            )


def _queries(subject: Subject) -> Iterator[Diagnostic]:
    for query in subject.program.queries:
        yield Diagnostic(
            code="open-query",
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
        for top in section.blocks:
            for block in top.walk():
                at = block.at
                if at and (at.file, at.line) == (diagnostic.at.file, diagnostic.at.line):
                    things |= {section.id, block.id or section.id}
    return things

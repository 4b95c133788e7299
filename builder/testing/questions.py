"""The questions that the tests of one guide ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

from builder.checks.engine.registry import all_checks
from builder.diagnostics import Code, Diagnostic, Severity
from builder.diagnostics.codes import POLICY_CODES
from builder.source import Span
from builder.testing.examination import Examination
from builder.testing.requirements import Requirement, requirements

_NOTES = (Code.OPEN_QUERY,)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A test: its name, what it asks (giving what is wrong, or None), and where it is asked."""

    name: str
    ask: Callable[[], str | None]
    at: Span | None = None


def questions(program: str, seen: Examination) -> Iterator[Question]:
    """The tests of a program: that it can be read, its requirements, and every check."""
    codes = [
        *(check.code for check in all_checks()),
        *(code for code in POLICY_CODES if code not in _NOTES),
    ]
    earlier = partial(_found, seen, program, lambda code: code not in codes)
    sound = partial(earlier, severities=(Severity.ERROR,))
    yield Question(name="definitions and text have no fault", ask=earlier)
    declared = seen.programs.get(program)
    for requirement in requirements(declared) if declared else ():
        yield Question(
            name=requirement.name,
            ask=partial(_required, seen, program, requirement, sound),
            at=requirement.at,
        )
    for code in codes:
        yield Question(name=f"no {code}", ask=partial(_checked, seen, program, code, sound))


def _required(
    seen: Examination, program: str, requirement: Requirement, sound: Callable[[], str | None]
) -> str | None:
    subject = seen.guides.subjects.get(program)
    if subject is None:
        return _unproved(sound) or "There is no guide to look at."
    return requirement.ask(subject) or _unproved(sound)


def _checked(
    seen: Examination, program: str, code: str, sound: Callable[[], str | None]
) -> str | None:
    return _found(seen, program, code.__eq__) or _unproved(sound)


def _unproved(sound: Callable[[], str | None]) -> str | None:
    """Why nothing is proved though nothing was found: of a guide at fault, a part is missing."""
    return "Not all of the guide could be looked at: see its faults." if sound() else None


def _found(
    seen: Examination,
    program: str,
    wanted: Callable[[str], bool],
    severities: Collection[Severity] = (Severity.ERROR, Severity.WARNING),
) -> str | None:
    """What was found about a program, one below the other."""
    found = [
        d
        for d in seen.findings
        if wanted(d.code) and d.severity in severities and (not d.programs or program in d.programs)
    ]
    return "\n\n".join(map(_text, found)) or None


def _text(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.at}: " if diagnostic.at else ""
    hint = f"\n   help: {diagnostic.hint}" if diagnostic.hint else ""
    return f"{place}{diagnostic.severity}: {diagnostic.message}  [{diagnostic.code}]{hint}"

"""The diagnostic: one fault, where it is, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from builder.diagnostics.codes import Code
from builder.source import Span

T = TypeVar("T")


class Severity(StrEnum):
    """How much a fault matters: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A repair that needs no thought: where `old` stands, `new` is to be written.

    `old` is one line or less, as it stands in the file, escapes and quotes included.
    """

    at: Span
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found: one fault, without what it takes from its check.

    `message` is one sentence that names the thing at fault; `hint` says what to write instead.
    `related` are other places that matter (the first of two definitions, say). `programs` are the
    guides that a fault in a shared file affects. `about` is the id of the section, table or other
    thing that it concerns, and `words` are the words, names and values in question, all that the
    message quotes: by these a waiver names it. What is None in `related` and `words` is not
    known, and left out. `edit` repairs the fault where that can be done mechanically. `severity`
    is given where it is not the check's.
    """

    severity: Severity | None = None
    message: str
    hint: str | None = None
    at: Span | None = None
    related: tuple[Span | None, ...] = ()
    programs: tuple[str, ...] = ()
    about: str | None = None
    words: tuple[str | None, ...] = ()
    edit: Edit | None = None

    def diagnosed(self, code: Code, severity: Severity) -> Diagnostic:
        """The diagnostic of a check with this code and severity."""
        return Diagnostic(
            code=code,
            message=self.message,
            at=self.at,
            hint=self.hint,
            severity=self.severity or severity,
            related=tuple(span for span in self.related if span is not None),
            programs=self.programs,
            about=self.about,
            words=tuple(word for word in self.words if word is not None),
            edit=self.edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic(Finding):
    """One fault in what authors wrote, under the permanent name of its kind.

    Raises:
        ValueError: there is no such code.
    """

    code: Code
    severity: Severity = Severity.ERROR
    related: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # Codes are read from files, too, where they are plain text.
        object.__setattr__(self, "code", Code(self.code))

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from others of its run, in whichever program they were found.

        Its message only counts where nothing else says which fault it is: the messages of one
        fault can differ from guide to guide, by a section's number, say.
        """
        known = self.at is not None and self.words
        return self.code, self.at, self.words if known else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[T]):
    """What a stage returns: its value, and the faults it found on the way.

    `value` may be present although there are errors: later stages can then look for more of
    them, so that an author gets all errors at once.
    """

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an error is among the diagnostics."""
        return bool(errors(self.diagnostics))


def errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of some diagnostics that stop a build."""
    return tuple(one for one in found if one.severity is Severity.ERROR)

"""The diagnostic: one fault, where it is, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

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
class Diagnostic:
    """One fault in what authors wrote.

    `code` is the fault's permanent name, in lower-case words joined by hyphens. `message` is
    one sentence that names the thing at fault; `hint` says what to write instead. `related`
    are other places that matter (the first of two definitions, say). `programs` are the
    guides that a fault in a shared file affects. `about` is the id of the section, table or
    other thing that it concerns, by which a waiver can name it. `edit` repairs the fault
    where that can be done mechanically.
    """

    code: str
    severity: Severity = Severity.ERROR
    message: str
    hint: str | None = None
    at: Span | None = None
    related: tuple[Span, ...] = ()
    programs: tuple[str, ...] = ()
    about: str | None = None
    edit: Edit | None = None


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
        return any(d.severity is Severity.ERROR for d in self.diagnostics)

"""Collecting faults while a program is put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from builder.diagnostics import Code, Diagnostic, suggest
from builder.source import Span, Text


class Findings:
    """The faults of one program, in the order in which they were found."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self.found = list(found)

    def report(
        self,
        code: Code,
        message: str,
        at: Span,
        hint: str | None = None,
        *related: Span,
        about: str | None = None,
    ) -> None:
        """Record an error; `about` is the name or id in question."""
        self.found.append(
            Diagnostic(code=code, message=message, at=at, hint=hint, related=related, about=about)
        )

    def unknown(self, what: str, name: Text, valid: Iterable[str]) -> None:
        """Record a name that means nothing, with the nearest one that does."""
        self.report(
            Code.unknown(what),
            f"There is no {what} “{name}”.",
            name.at,
            suggest(name, valid),
            about=str(name),
        )

    def named(
        self, what: str, names: Iterable[Text], known: Collection[str], again: str
    ) -> dict[str, Text]:
        """The names of a list, of which each must mean something and stand there once.

        `again` is the message for one that is there twice, with `{}` for the name.
        """
        first: dict[str, Text] = {}
        for name in names:
            if name not in known:
                self.unknown(what, name, known)
            elif name in first:
                self.report(
                    Code.DUPLICATE_ENTRY,
                    again.format(name),
                    name.at,
                    "Keep one of the two.",
                    first[name].at,
                )
            else:
                first[str(name)] = name
        return first

    def nothing(self, what: str, name: str, at: Span, *related: Span) -> None:
        """Record an override that leaves everything as it is."""
        self.report(
            Code.CHANGES_NOTHING,
            f"The {what} “{name}” is what the family says already.",
            at,
            "Delete it here; a program states only its differences.",
            *related,
        )

"""Faults that every text file can have: bytes that are no text, characters that nobody sees."""

from __future__ import annotations

from builder.diagnostics.codes import Code
from builder.diagnostics.diagnostic import Diagnostic
from builder.source import Span
from builder.source.characters import kind_of


def undecodable(name: str, error: UnicodeDecodeError) -> Diagnostic:
    """A file that is not UTF-8, at the first byte that is not."""
    lines = error.object[: error.start].decode("utf-8-sig").split("\n")
    return Diagnostic(
        code=Code.NOT_UTF_8,
        message=f"“{name}” holds a character that is not UTF-8.",
        at=Span(file=name, line=len(lines), column=len(lines[-1]) + 1, length=1),
        hint="Save the file as UTF-8.",
    )


def forbidden(
    character: str, at: Span, what: str, hint: str = "Delete it, or type the text afresh."
) -> Diagnostic:
    """A character that no source may hold; `what` is the source, as “a text”."""
    return Diagnostic(
        code=Code.FORBIDDEN_CHARACTER,
        message=f"U+{ord(character):04X} is {kind_of(character)}, which {what} must not hold.",
        at=at,
        hint=hint,
    )

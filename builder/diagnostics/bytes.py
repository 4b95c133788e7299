"""Faults that every text file can have: bytes that are no text, characters that nobody sees."""

from __future__ import annotations

import errno
import os
import re

from builder.diagnostics.codes import Code
from builder.diagnostics.diagnostic import Diagnostic
from builder.source import Span
from builder.source.characters import kind_of
from builder.source.limits import Limit
from builder.source.paths import NoFileError, TooLargeError


def undecodable(name: str, error: UnicodeDecodeError) -> Diagnostic:
    """A file that is not UTF-8, at the first byte that is not."""
    lines = error.object[: error.start].decode("utf-8-sig").split("\n")
    return Diagnostic(
        code=Code.NOT_UTF_8,
        message=f"“{name}” holds a character that is not UTF-8.",
        at=Span(file=name, line=len(lines), column=len(lines[-1]) + 1, length=1),
        hint="Save the file as UTF-8.",
    )


def unreadable(name: str, error: OSError) -> Diagnostic:
    """A file that the machine, or a limit, does not let us read."""
    if isinstance(error, TooLargeError):
        return over(error.limit, Span(file=name), f"“{name}”")
    return Diagnostic(
        code=Code.UNREADABLE_FILE,
        message=f"“{name}” cannot be read ({_cause(error)}).",
        at=Span(file=name),
        hint="Put an ordinary file there, or take it away."
        if isinstance(error, NoFileError)
        else "Check that the file is there and that you may read it.",
    )


def _cause(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "the link leads nowhere" if os.path.islink(error.filename) else "it is not there"
    return (error.strerror or "unknown cause").lower()


def over(limit: Limit, at: Span, thing: str | None = None) -> Diagnostic:
    """Something that is over a limit; `thing` is what, as a sentence begins with it."""
    return Diagnostic(code=Code.OVER_A_LIMIT, message=limit.exceeded(thing), at=at, hint=limit.hint)


def misnamed(name: str) -> Diagnostic:
    """A file or folder whose name is not UTF-8."""
    return Diagnostic(
        code=Code.NOT_UTF_8,
        message=f"The name “{name}” holds a byte that is not UTF-8.",
        at=Span(file=name),
        hint="Rename it.",
    )


_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)


def conflict(name: str, text: str) -> Diagnostic | None:
    """The marks of a merge that is not finished, once a file, at the first of them."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    lines = [
        Span(file=name, line=text.count("\n", 0, mark.start()) + 1, length=len(mark[0]))
        for mark in _CONFLICT.finditer(text)
    ]
    if not lines:
        return None
    return Diagnostic(
        code=Code.MERGE_CONFLICT,
        message=f"“{name}” holds a merge conflict that is not resolved.",
        at=lines[0],
        hint="Keep what is right of the versions between “<<<<<<<” and “>>>>>>>”, and delete the "
        "lines with “<<<<<<<”, “|||||||”, “=======” and “>>>>>>>”.",
        related=tuple(lines[1:]),
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

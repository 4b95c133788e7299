"""Makes the repairs that checks offer with their findings."""

from __future__ import annotations

from builder.diagnostics import Edit
from builder.reading.subject import Subject
from builder.source import Span

_ESCAPES = ("\\", "'")


def edit_of(subject: Subject, at: Span, old: str, new: str) -> Edit | None:
    """The repair that writes `new` for `old`, the text at a position as it prints.

    In a quoted YAML text a quotation mark has a backslash or its double before it, which goes
    as well. None where the file does not hold `old` there.
    """
    source = subject.program.sources.get(at.file)
    clauses = (authored.text for authored in subject.authored if authored.text.at.file == at.file)
    if source is not None:
        line = source.line(at.line)
    else:
        lines = next((text.split("\n") for text in clauses), [])
        line = lines[at.line - 1] if at.line <= len(lines) else ""
    rest = line[at.column - 1 :]
    marks = _ESCAPES if old in {'"', "'"} and not at.file.endswith(".md") else ()
    for written in (*(mark + old for mark in marks), old):
        if rest.startswith(written):
            span = Span(file=at.file, line=at.line, column=at.column, length=len(written))
            return Edit(at=span, old=written, new=new)
    return None

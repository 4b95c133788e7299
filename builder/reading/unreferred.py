"""Numbered tables and figures that no text of the guide leads to."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity
from builder.reading.passages import references, titles
from builder.reading.subject import Subject, span


def unreferred(subject: Subject, word: str, code: str, severity: Severity) -> Iterator[Diagnostic]:
    """A finding for each of the guide's tables or figures (`word`) that has no reference."""
    found = {target for _, target in references(subject)}
    for title in titles(subject.guide):
        if title.word == word and title.id not in found:
            yield Diagnostic(
                code=code,
                severity=severity,
                at=span(title.at, len(title.text)),
                message=f"Nothing refers to the {word} “{title.text}”.",
                hint=f"Write [](#{title.id}) in the text that it belongs to.",
                about=title.id,
            )

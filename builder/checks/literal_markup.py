"""Finds what looks like markup and makes none, so that readers see the marks themselves.

What it finds:
    * Marks of Markdown that are not well formed: bold text that is never closed or has spaces
      inside its marks, a reference with a space in it, a list that collapses into one paragraph.
    * Marks of other dialects and leftovers of conversions: `[[page]]`, `~~x~~`, `{.class}`,
      `1^st^`, a table of pipes, fields of a word processor.
    * Addresses that are no links.
    * Any such mark in a key that holds plain text: titles, captions, labels, `means:`.
    Code and characters behind a backslash are left alone.
Why it matters:
    The guide prints the marks as they are typed, and what they stand for (a link, a list, a
    value) is not there.
Failing example:
    **The Partner must sign the form, see [site][1].
Passing example:
    **The Partner must sign the form**, see [](#partner-contact-form).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.clauses import check_block
from builder.diagnostics import Finding, Severity
from builder.model.kinds import KINDS
from builder.reading.authored import AuthoredText, Form, figure_texts
from builder.reading.marks.find import Found, marks
from builder.reading.marks.mark import Only
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_HASHTAG = re.compile(r"(?<![\w&/#(\[])#(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\w-])")
_LONGEST = 40


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every printed text as its author wrote it."""
    program = subject.program
    values = {*program.parameters, *program.links, program.id}
    ids = {str(id) for kind in KINDS.values() if kind.referable for id in kind.of(program)}
    for authored in (*subject.authored, *figure_texts(program)):
        if authored.form is Form.CLAUSE and check_block(authored.text):
            continue  # what is refused there has its own message
        for found in marks(authored, addresses=authored.about not in values):
            yield _finding(authored, found)
        for match in _HASHTAG.finditer(authored.text):
            if match["id"] in ids and not _hidden(authored, match.start()):
                yield _reference(authored, match)


def _finding(authored: AuthoredText, found: Found) -> Finding:
    shown = _short(authored.text[found.start : found.end])
    return Finding(
        severity=Severity.ERROR if Only.CERTAIN in found.mark.only else None,
        at=authored.at(found.start, found.end),
        message=f"“{shown}” {found.mark.what}.",
        hint=found.mark.hint,
        about=authored.about,
        words=(shown,),
    )


def _reference(authored: AuthoredText, match: re.Match[str]) -> Finding:
    return Finding(
        at=authored.at(*match.span()),
        message=f"“{match[0]}” makes no reference.",
        hint=f"Write [](#{match['id']}) for its number and title.",
        about=authored.about,
        words=(match[0],),
    )


def _hidden(authored: AuthoredText, offset: int) -> bool:
    return authored.literal().text[offset] != "#"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"

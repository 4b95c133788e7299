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
from collections.abc import Collection, Iterator, Sequence

from builder.clauses import blocks_at_fault, check_block, check_inline
from builder.diagnostics import Finding, Severity
from builder.model.kinds import KINDS
from builder.model.program import Program
from builder.reading.authored import AuthoredText, Form, figure_texts
from builder.reading.marks.find import Found, marks
from builder.reading.marks.mark import Only
from builder.reading.marks.references import REFERENCES
from builder.reading.subject import Subject

SEVERITY = Severity.WARNING

_HASHTAG = re.compile(r"(?<![\w&/#(\[])#(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\w-])")
_NAME = re.compile("[a-z0-9]+")
_LONGEST = 40


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every printed text as its author wrote it."""
    program = subject.program
    values = {*program.parameters, *program.links, program.id}
    ids = {str(id) for kind in KINDS.values() if kind.referable for id in kind.of(program)}
    for authored in (*subject.authored, *figure_texts(program)):
        found = [
            *(
                (one.start, one.end, _finding(program, authored, one))
                for one in marks(authored, addresses=authored.about not in values)
            ),
            *_references(authored, ids),
        ]
        # What is refused where it stands has its own message.
        refused = _refused(authored) if found else ()
        for start, end, finding in found:
            if not any(start < last and first < end for first, last in refused):
                yield finding


def _finding(program: Program, authored: AuthoredText, found: Found) -> Finding:
    written = authored.text[found.start : found.end]
    shown, mark = _short(written), found.mark
    name = "-".join(_NAME.findall(written.lower()))
    known = mark in REFERENCES and name in program.parameters
    return Finding(
        severity=Severity.ERROR if known or Only.CERTAIN in mark.only else None,
        at=authored.at(found.start, found.end),
        message=f"“{shown}” {mark.what}.",
        hint=f"Write {{{{ {name} }}}}." if known else mark.hint,
        about=authored.about,
        words=(shown,),
    )


def _references(authored: AuthoredText, ids: Collection[str]) -> Iterator[tuple[int, int, Finding]]:
    """Ids of the guide that are written like the tags of social media."""
    for match in _HASHTAG.finditer(authored.text) if "#" in authored.text else ():
        if match["id"] in ids and authored.literal().text[match.start()] == "#":
            start, end = match.span()
            finding = Finding(
                at=authored.at(start, end),
                message=f"“{match[0]}” makes no reference.",
                hint=f"Write [](#{match['id']}) for its number and title.",
                about=authored.about,
                words=(match[0],),
            )
            yield start, end, finding


def _refused(authored: AuthoredText) -> Sequence[tuple[int, int]]:
    """Where a text holds Markdown that clauses do not have."""
    if authored.form is Form.PLAIN:
        return ()
    check = check_block if authored.form is Form.CLAUSE else check_inline
    return blocks_at_fault(authored.text, check(authored.text))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"

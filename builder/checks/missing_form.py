"""Finds a required form that the guide does not have.

What it finds:
    A form that `requires:` of the family names and that does not stand in the published
    guide with all of its blocks and fields.
Why it matters:
    Readers fill in the form and send it. If it is declared but placed nowhere, they have
    nothing to send.
Failing example:
    `requires: {forms: [partner-contact]}` in the family, and no clause with
    `{{ form: partner-contact }}`.
Passing example:
    A line `{{ form: partner-contact }}` in the clause of the form's appendix.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.clauses.values import fill
from builder.diagnostics import Finding, Severity
from builder.model.program import FormDef
from builder.reading.required import not_placed
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for each block of each required form."""
    there = [
        {_words(block.head[0].text), *(_words(row[0].text) for row in block.rows if row)}
        for _, block in subject.blocks()
        if block.kind == "form" and block.head
    ]
    for id in subject.program.requires.forms:
        form = subject.program.forms.get(id)
        if form is not None and _stands(subject, form, there):
            continue
        yield not_placed(subject, "form", id, form.at if form else None)


def _stands(subject: Subject, form: FormDef, there: list[set[str]]) -> bool:
    for block in form.blocks:
        texts = {_words(fill(text, subject.program)) for text in (block.title, *block.fields)}
        if not any(texts <= printed for printed in there):
            return False
    return True


def _words(text: str) -> str:
    return " ".join(text.split())

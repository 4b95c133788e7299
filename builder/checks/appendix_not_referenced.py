"""Finds appendices that nothing in the guide refers to.

What it finds:
    An appendix to which no other part of the guide refers: neither to it, nor to a section, a
    table or a figure in it. An appendix that does not apply needs no reference.
Why it matters:
    Readers are not told when to read it, and it is unclear what it binds them to.
Failing example:
    The contacts are given in a form. (The appendix with the form is not named anywhere.)
Passing example:
    The Partner must complete the form in [](#partner-contact-form).
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.index.index import index_of
from builder.reading.subject import Subject, span

SEVERITY = Severity.WARNING
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Look for references to each appendix that come from outside of it."""
    index = index_of(subject)
    for appendix in subject.guide.sections:
        if appendix.kind != "appendix" or appendix.status == "not-applicable":
            continue
        inside = {part.id for part in appendix.walk()}
        blocks = (block for part in appendix.walk() for block in part.walk_blocks())
        parts = inside | {block.id for block in blocks if block.id and block.kind != "entry"}
        if all(section in inside for part in parts for section in index.referring(part)):
            name = subject.guide.identity.words.cite(appendix.label, appendix.title)
            yield Finding(
                at=span(appendix.at, len(appendix.title)),
                message=f"Nothing refers to {name}.",
                hint=f"Write [](#{appendix.id}) where readers need the appendix.",
                about=appendix.id,
                words=(appendix.title,),
            )

"""Finds references to appendices and sections that say nothing.

What it finds:
    A reference to an appendix or section that does not apply to the program, or that has
    neither a text nor a part with one.
Why it matters:
    A reader who follows the reference for the rule that it promises finds none.
Failing example:
    For help, see [](#recertification-questions) (in a program where that appendix has the
    status not-applicable).
Passing example:
    The sentence stands in a slot, which only the programs that have the appendix fill.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Section
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR
ABSENCE = True


def check(subject: Subject) -> Iterator[Finding]:
    """Follow every reference of the guide."""
    empty = {s.id: s for s in subject.guide.walk() if _why(s)}
    if not empty:
        return
    for use in subject.source.uses:
        target = empty.get(use.id) if use.kind == "reference" else None
        about = use.section or subject.id
        if target is not None and use.section not in {part.id for part in target.walk()}:
            name = subject.guide.identity.words.cite(target.label, target.title)
            yield Finding(
                at=use.at,
                message=f"The text refers to {name}, which {_why(target)}.",
                hint=f"Give the {'appendix' if target.kind == 'appendix' else 'section'} a text, "
                "or put the sentence into a slot that this program leaves empty. If the guide may "
                f"stay as it is, accept the finding below “waivers:”, with “at: {about}”.",
                about=about,
                words=(target.title,),
            )


def _why(section: Section) -> str | None:
    if section.status == "not-applicable":
        return "does not apply to this program"
    if all(not part.blocks for part in section.walk()):
        return "is empty"
    return None

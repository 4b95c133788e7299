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
from builder.model.guide import Block, Section
from builder.reading.positions import locate_reference
from builder.reading.subject import Subject

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Follow every reference of the guide."""
    empty = {s.id: s for s in subject.guide.walk() if _why(s)}
    if not empty:
        return
    for section, block in subject.blocks():
        for index, run in enumerate(block.runs):
            target = empty.get(run.target or "") if run.kind == "reference" else None
            if target is not None and not _inside(target, section):
                before = sum(
                    1
                    for earlier in block.runs[:index]
                    if earlier.kind == "reference" and earlier.target == target.id
                )
                yield _finding(subject, section, block, target, before)


def _why(section: Section) -> str | None:
    if section.status == "not-applicable":
        return "does not apply to this program"
    if all(not part.blocks for part in section.walk()):
        return "is empty"
    return None


def _inside(target: Section, section: Section) -> bool:
    return any(part.id == section.id for part in target.walk())


def _finding(
    subject: Subject, section: Section, block: Block, target: Section, before: int
) -> Finding:
    return Finding(
        at=locate_reference(subject, block.at, target.id, before),
        message=f"The text refers to {target.label} “{target.title}”, which {_why(target)}.",
        hint=f"Give the {'appendix' if target.kind == 'appendix' else 'section'} a text, or put "
        "the sentence into a slot that this program leaves empty. If the guide may stay as it is, "
        f"accept the finding below “waivers:”, with “at: {section.id}”.",
        about=section.id,
        words=(target.title,),
    )

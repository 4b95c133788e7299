"""What of a program stands in its published guide, and where to point if it does not."""

from __future__ import annotations

from dataclasses import replace

from builder.diagnostics import Finding
from builder.model.blocks import BlockKind
from builder.model.guide import Block, Section
from builder.reading.subject import Subject
from builder.source import Span, Text


def placed(subject: Subject, kind: BlockKind) -> dict[str, Block]:
    """The tables or figures that stand in the guide, by their ids."""
    return {
        block.id: block
        for _, block in subject.blocks()
        if block.kind == kind and block.id is not None
    }


def has_text(section: Section) -> bool:
    """Whether a section has any text, its own or below it."""
    return any(
        block.text.strip() or block.kind == "figure"
        for part in section.walk()
        for block in part.blocks
    )


def missing_at(subject: Subject, id: Text, declared: Span | None = None) -> Span:
    """Where to report that a required thing is not in the guide.

    That is where the program leaves it out, else where it is declared, else where it is
    required.
    """
    inherited = subject.program.inherited
    places = {str(key): at for (_, key), at in inherited.left_out.items()}
    omitted = inherited.omitted.get(str(id)) or places.get(str(id))
    return replace(omitted, length=len(id)) if omitted else declared or id.at


def not_there(
    subject: Subject, kind: str, id: Text, section: Section | None, fault: tuple[str, str]
) -> Finding:
    """The finding that a required section or appendix is missing or at fault.

    `section` is the one of that id in the guide, if there is one; `fault` is what is wrong, to
    complete the sentence, and what to do.
    """
    titles = {section.id: section.title for section in subject.program.sections()}
    name = section.title if section else id
    return Finding(
        at=titles[id].at if section is not None else missing_at(subject, id),
        message=f"The required {kind} “{name}” {fault[0]}.",
        hint=fault[1],
        related=(id.at,),
        about=str(id),
        words=(name,),
    )


def not_placed(
    subject: Subject, kind: str, id: Text, at: Span | None, name: str | None = None
) -> Finding:
    """The finding that a required table, figure or form stands nowhere in the guide.

    `at` is where it is declared, None if it is not; `name` is its caption, where it has one.
    """
    omitted = missing_at(subject, id) != id.at
    return Finding(
        at=missing_at(subject, id, at),
        message=f"The required {kind} “{name or id}” is not in this guide.",
        hint="Take it out of “omit”, so that the guide keeps it."
        if omitted
        else f"Place it in a clause with {{{{ {kind}: {id} }}}}."
        if at
        else f"Declare it under “{kind}s:”, and place it in a clause.",
        related=(id.at,),
        about=str(id),
        words=(name or id,),
    )

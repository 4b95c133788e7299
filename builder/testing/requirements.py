"""What a family requires of a guide, as one named question for each thing.

The questions are put to the guide itself, so that they are a second opinion beside the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from builder.model.blocks import BlockKind
from builder.model.guide import Block, Section
from builder.model.numbering import letters
from builder.model.program import Document, Program
from builder.reading.required import has_text, placed
from builder.reading.subject import Subject
from builder.source import Span

FindGap = Callable[[Subject], str | None]


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing that must be so. `ask` gives what is wrong, in a sentence, or None.

    `at` is where it is required.
    """

    name: str
    ask: FindGap
    at: Span | None = None


def requirements(program: Program) -> Iterator[Requirement]:
    """Everything that a program's guide must contain, in a fixed order."""
    requires = program.requires
    for id in requires.sections:
        yield Requirement(name=f"section {id} is present", ask=partial(_section, id), at=id.at)
    for count, id in enumerate(requires.appendices, start=1):
        letter = letters(count)
        yield Requirement(
            name=f"appendix {letter} is present", ask=partial(_appendix, id, letter), at=id.at
        )
    for table in requires.tables:
        id = table.id
        yield Requirement(
            name=f"table {id} is present", ask=partial(_placed, "table", id), at=id.at
        )
        for column in table.columns:
            yield Requirement(
                name=f"table {id} has column {column}",
                ask=partial(_column, id, column),
                at=column.at,
            )
    for id in requires.figures:
        yield Requirement(
            name=f"figure {id} is present", ask=partial(_placed, "figure", id), at=id.at
        )
    for id in requires.forms:
        yield Requirement(name=f"form {id} is present", ask=partial(_form, id), at=id.at)
    for id in requires.documents:
        yield Requirement(
            name=f"document {id} governs the guide", ask=partial(_document, id), at=id.at
        )
    if requires.precedence:
        names = ", ".join(program.precedence)
        yield Requirement(name=f"precedence clause names {names}", ask=_precedence)
    if requires.glossary:
        yield Requirement(name="glossary is present", ask=_glossary)
    if requires.revision_history:
        yield Requirement(name="revision history is present", ask=_revisions)


def _section(id: str, subject: Subject) -> str | None:
    section = _found(subject, id)
    if section is None:
        return f"There is no section “{id}”."
    return None if has_text(section) else f"The section “{section.title}” has no text."


def _appendix(id: str, letter: str, subject: Subject) -> str | None:
    section = _found(subject, id)
    if section is None or section.kind != "appendix":
        return f"There is no appendix “{id}”."
    if section.number != letter:
        return f"The appendix “{section.title}” has the letter {section.number}."
    if section.status == "not-applicable":
        allowed = id in subject.program.requires.may_not_apply
        return None if allowed else f"The appendix “{section.title}” has to apply."
    return None if has_text(section) else f"The appendix “{section.title}” has no text."


def _placed(kind: BlockKind, id: str, subject: Subject) -> str | None:
    block = placed(subject, kind).get(id)
    if block is None:
        return f"There is no {kind} “{id}”."
    if not block.runs or not block.number:
        return f"The {kind} “{id}” has no caption."
    if kind == "figure" and not (block.description or "").strip():
        return f"The figure “{id}” has no text for readers who cannot see it."
    if kind == "table" and not block.rows:
        return f"The table “{id}” has no rows."
    return None


def _column(table: str, column: str, subject: Subject) -> str | None:
    declared = subject.program.tables.get(table)
    block = placed(subject, "table").get(table)
    ids = [part.id for part in declared.columns] if declared else []
    if block is None or column not in ids:
        return f"The table “{table}” has no column “{column}”."
    place = ids.index(column)
    if place >= len(block.head) or not block.head[place].text.strip():
        return f"The column “{column}” of the table “{table}” has no heading."
    return None


def _form(id: str, subject: Subject) -> str | None:
    form = subject.program.forms.get(id)
    there = {
        (part.at.file, part.at.line)
        for _, block in subject.blocks()
        if block.kind == "form"
        for cell in block.head
        for part in cell.blocks
        if part.at
    }
    for block in form.blocks if form else ():
        if (block.title.at.file, block.title.at.line) not in there:
            return f"The block “{block.title}” of the form “{id}” is not in the guide."
    return None if form else f"There is no form “{id}”."


def _document(id: str, subject: Subject) -> str | None:
    if id not in {document.id for document in subject.guide.precedence}:
        return f"The order of precedence does not hold the document “{id}”."
    name = subject.program.documents[id].name
    if any(name.lower() in block.text.lower() for _, block in subject.texts()):
        return None
    return f"The guide never speaks of the document “{name}”."


def _precedence(subject: Subject) -> str | None:
    """Exactly one list must name exactly the declared documents, in their order."""
    program = subject.program
    if [document.id for document in subject.guide.precedence] != [*program.precedence]:
        return "The guide’s order of precedence is not the declared one."
    declared = [program.documents[id] for id in program.precedence if id in program.documents]
    clauses = [
        block
        for _, block in subject.blocks()
        if block.kind == "numbered-list" and _names(block, declared)
    ]
    if len(clauses) == 1:
        return None
    return f"The order of precedence stands {len(clauses)} times in the guide, not once."


def _names(block: Block, declared: Sequence[Document]) -> bool:
    items = [item.text for item in block.blocks]
    return len(items) == len(declared) and all(
        item.startswith((document.name, document.phrase))
        for item, document in zip(items, declared, strict=True)
    )


def _glossary(subject: Subject) -> str | None:
    if subject.guide.glossary and any(b.kind == "glossary" for _, b in subject.blocks()):
        return None
    return "The guide has no glossary."


def _revisions(subject: Subject) -> str | None:
    return None if subject.guide.revision_history else "The guide has no revision history."


def _found(subject: Subject, id: str) -> Section | None:
    return next((section for section in subject.guide.walk() if section.id == id), None)

"""Finds a governing document that is called by another name.

What it finds:
    A name that `document-names:` forbids for a document, and names that come near its own: in
    lower case (`the agreement`), with a word in front (`Program Agreement`), only the last
    word of a longer name (`the Addendum`), `this document` for the guide. The place where a
    document is introduced, the glossary and the revision history are left out.
Why it matters:
    A reader takes two names for two documents, and the order of precedence ranks only one of
    them.
Failing example:
    `document-names: {agreement: [PEPA]}`, and in a clause
    `The PEPA specifies the period of membership.`
Passing example:
    `The Agreement specifies the period of membership.`
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block, Section
from builder.reading.documents import DocumentFinder, sentences
from builder.reading.positions import locate, locate_part
from builder.reading.precedence_clauses import clauses
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Look for other names in all titles and texts; titles can be shorter than names."""
    names = subject.once(DocumentFinder)
    own = {
        id(inner): document
        for clause in clauses(subject)
        for document, item in zip(clause.documents, clause.items, strict=True)
        if clause.made or _has_proper(names, item, document)
        for inner in item.walk()
    }
    for section in subject.guide.walk():
        for mention in names.find(section.title):
            if not mention.proper and not mention.near:
                name = section.title[mention.start : mention.end]
                at = locate(subject, section.at, name)
                yield _finding(subject, section, mention.document, name, at)
        for block in section.walk_blocks("glossary", "code"):
            if all(mention.proper for mention in names.find(block.own_text)):
                continue
            for sentence in sentences(block):
                found = names.find(sentence.text)
                introduced = _introduced(names, block, sentence.start, len(sentence.text))
                for mention in found:
                    if mention.proper or mention.document in {*introduced, own.get(id(block))}:
                        continue
                    start, end = (sentence.start + at for at in (mention.start, mention.end))
                    name = sentence.text[mention.start : mention.end]
                    at = locate_part(subject, block.at, block.own_text, start, end)
                    yield _finding(subject, section, mention.document, name, at)


def _finding(
    subject: Subject, section: Section, document: str, name: str, at: Span | None
) -> Finding:
    right = subject.program.documents[document]
    return Finding(
        at=at,
        message=f"“{name}” is another name for the governing document “{right.name}”.",
        hint=f"Write “{right.phrase}”.",
        related=(right.name.at,),
        about=section.id,
        words=(name, right.name),
    )


def _has_proper(names: DocumentFinder, item: Block, document: str | None) -> bool:
    """Whether an item of the order of precedence names its document by the name that it has."""
    return any(found.proper and found.document == document for found in names.find(item.text))


def _introduced(names: DocumentFinder, block: Block, start: int, length: int) -> set[str]:
    """The documents whose names stand in bold letters in a sentence."""
    found, position = set(), 0
    for run in block.runs:
        if run.kind == "strong" and start <= position < start + length:
            found |= {mention.document for mention in names.find(run.text) if mention.proper}
        position += len(run.text)
    return found

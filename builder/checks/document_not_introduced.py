"""Finds a governing document that is ranked before the reader is told what it is.

What it finds:
    A document of the order of precedence that has no introduction: neither in the clause
    itself, nor in bold letters before it or in the same section.
Why it matters:
    “The Agreement” can be any agreement. The order of precedence is worth nothing if a reader
    cannot tell which documents it ranks.
Failing example:
    A document with `name: Charter` and `phrase: the Charter` but no `introduction:`, which no
    clause introduces.
Passing example:
    `introduction: "the rules of the club"` on the document, or `the rules of the club (the
    **Charter**)` in a clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block
from builder.reading.documents import DocumentFinder
from builder.reading.precedence_clauses import PrecedenceClause, main_clause
from builder.reading.subject import Subject, span
from builder.source import Span

SEVERITY = Severity.ERROR
ABSENCE = True
_ENOUGH = 2


def check(subject: Subject) -> Iterator[Finding]:
    """Look for the introduction of each document of the clause."""
    clause = main_clause(subject)
    if clause is None:
        return
    before = _introduced_before(subject, clause)
    for id, item in zip(clause.documents, clause.items, strict=True):
        document = subject.program.documents.get(id or "")
        if document is None or document.id in before:
            continue
        if document.phrase.lower().startswith("this ") or _explains(subject, item):
            continue
        yield Finding(
            at=_at(document.name.at, item, made=clause.made),
            message=f"The governing document “{document.name}” is ranked but not introduced.",
            hint="Add its “introduction:” under “documents:”, or define it in bold letters "
            "before the order of precedence.",
            about=document.id,
            words=(document.name,),
        )


def _at(name: Span, item: Block, *, made: bool) -> Span | None:
    return name if made else span(item.at)


def _introduced_before(subject: Subject, clause: PrecedenceClause) -> set[str]:
    """The documents that stand in bold letters up to the end of the clause's section."""
    names, found = subject.once(DocumentFinder), set()
    for section in subject.guide.walk():
        for block in section.blocks:
            for inner in block.walk() if block is not clause.block else ():
                strong = [run.text for run in inner.runs if run.kind == "strong"]
                found |= {m.document for text in strong for m in names.find(text) if m.proper}
        if section is clause.section:
            break
    return found


def _explains(subject: Subject, item: Block) -> bool:
    """Whether an item says more than the document's name."""
    mention = subject.once(DocumentFinder).find(item.text)[0]
    rest = item.text[: mention.start] + item.text[mention.end :]
    words = [word for word in re.findall(r"\w+", rest.lower()) if word not in {"a", "an", "the"}]
    return len(words) >= _ENOUGH

"""Finds defined terms that are used before the guide defines them, or that it never defines.

What it finds:
    A term that the guide defines in bold letters, in brackets or quotation marks (“the
    **Program**”), or that `defined-terms:` of the family lists, where an earlier paragraph uses
    it with its capital letters. A paragraph that refers to the section with the definition may
    use it. A listed term that is used but nowhere in bold letters is found as well. Titles do
    not count, terms of the glossary are defined there, and governing documents are left to
    `document-not-introduced`.
Why it matters:
    Capital letters promise a definition. Until the reader meets it, the rule can mean anything.
Failing example:
    The Partner announces every Hot Fix. … An urgent fix (a **Hot Fix**) is free.
Passing example:
    An urgent fix (a **Hot Fix**) is free. … The Partner announces every Hot Fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import Finding, Severity
from builder.model.guide import Block, Section
from builder.reading.passages import passage
from builder.reading.positions import locate
from builder.reading.subject import Subject
from builder.reading.word_forms import spaced

SEVERITY = Severity.WARNING
ABSENCE = True

_OPENS = re.compile(
    r"(?:\((?:(?:hereafter|hereinafter|collectively|together|each|also|in short|referred to as|"
    r"individually|or|the|a|an|each an?),?\s+)*[“\"]?|[“\"])$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[A-Z][\w’-]*\s+$")
_NAME_AFTER = re.compile(r"\s+[A-Z][\w-]*")


@dataclass(frozen=True, slots=True)
class _Defined:
    section: Section
    block: Block
    order: int


def check(subject: Subject) -> Iterator[Finding]:
    """Read the guide in order, once for the definitions and once for the uses before them."""
    blocks = [
        (section, block, passage(block, hide=frozenset({"code", "link"})))
        for section, block in subject.texts()
        if block.kind not in {"table", "figure"}
    ]
    documents = {str(document.name) for document in subject.program.documents.values()}
    elsewhere = documents | {entry.term for entry in subject.guide.glossary}
    listed = {str(term) for term in subject.policy.defined_terms} - elsewhere
    defined = {
        term: place
        for term, place in _definitions(blocks, listed).items()
        if term not in elsewhere and term != term.lower()
    }
    for term in sorted(listed | set(defined)):
        longer = [other for other in listed | set(defined) | documents if term in other != term]
        yield from _uses(subject, term, longer, defined.get(term), blocks)


def _definitions(
    blocks: list[tuple[Section, Block, str]], listed: set[str]
) -> Mapping[str, _Defined]:
    """The first place with each term in bold letters that defines it."""
    found: dict[str, _Defined] = {}
    for order, (section, block, _) in enumerate(blocks):
        before = ""
        for run in block.runs:
            if run.kind == "strong":
                term = run.text.strip(' “”"')
                quoted = run.text[:1] in '“"'
                if term in listed or quoted or _OPENS.search(before):
                    found.setdefault(term, _Defined(section, block, order))
            before += run.text
    return found


def _uses(
    subject: Subject,
    term: str,
    longer: list[str],
    definition: _Defined | None,
    blocks: list[tuple[Section, Block, str]],
) -> Iterator[Finding]:
    """The first use that no definition stands before."""
    pattern = re.compile(rf"(?<![\w-]){spaced(term)}s?(?![\w-])")
    others = [re.compile(spaced(other)) for other in longer]
    for section, block, text in blocks[: definition.order if definition else None]:
        if not pattern.search(text):
            continue
        # “Fix” inside “Hot Fix” is no use of “Fix”.
        masked = text
        for other in others:
            masked = other.sub(lambda match: " " * len(match[0]), masked)
        start = _bare_use(pattern, masked)
        if start is None or (definition and _refers(block, definition)):
            continue
        if definition is None:
            message = f"“{term}” is used as a defined term, but the guide does not define it."
            hint = f"Write (the **{term}**) behind the words that say what it is."
        else:
            message = f"“{term}” is used before it is defined in {definition.section.label}."
            hint = f"Refer to the definition with [#](#{definition.section.id}), or move it up."
        related = locate(subject, definition.block.at, term) if definition else None
        yield Finding(
            at=locate(subject, block.at, term, len(pattern.findall(text, 0, start))),
            message=message,
            hint=hint,
            related=(related,),
            about=section.id,
            words=(term,),
        )
        return


def _bare_use(pattern: re.Pattern[str], text: str) -> int | None:
    """The offset of the first use that is no part of a longer name."""
    for match in pattern.finditer(text):
        before = _NAME_BEFORE.search(text[: match.start()])
        in_name = before and before.start() > 0 and text[before.start() - 2] not in ".?!:”’)"
        if not in_name and not _NAME_AFTER.match(text, match.end()):
            return match.start()
    return None


def _refers(block: Block, definition: _Defined) -> bool:
    """Whether a block refers to the section that defines a term, or to one around or below it."""
    targets = {run.target for run in block.runs if run.kind == "reference"}
    return bool(targets & {section.id for section in definition.section.walk()})

"""Finds links that look the same to readers and lead to different pages.

What it finds:
    Two links of one guide with the same words and different addresses.
Why it matters:
    Readers take them for one page and follow the wrong one; those who hear the page read to
    them, or have a list of its links, cannot tell them apart at all.
Failing example:
    “VMware Store” leads to one product here and to another there.
Passing example:
    “VMware Store (log submission)” and “VMware Store (certification support)”
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.clauses.values import fill
from builder.diagnostics import Finding, Severity
from builder.model.guide import Block, Run
from builder.model.program import Link
from builder.reading.positions import locate
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every link that the guide prints, in reading order."""
    # Reversed, so that of equal links the one that is declared first counts.
    declared = {
        (_plain(fill(link.label, subject.program)), fill(link.url, subject.program)): link
        for link in reversed(list(subject.program.links.values()))
    }
    first: dict[str, tuple[str, Span | None]] = {}
    found: set[tuple[str, str]] = set()
    for section, block in subject.texts():
        for run in block.runs:
            if run.kind != "link" or not run.target:
                continue
            label = _plain(run.text)
            link = declared.get((label, run.target))
            at = _place(subject, block, run, link)
            url, where = first.setdefault(label, (run.target, at))
            if url == run.target or (label, run.target) in found:
                continue
            found.add((label, run.target))
            yield Finding(
                at=at,
                message=f"The link “{run.text}” leads to {run.target} here and to {url} elsewhere.",
                hint="Give each of them words that tell where it leads, or the same address.",
                related=(where,),
                about=link.id if link else section.id,
                words=(run.text,),
            )


def _place(subject: Subject, block: Block, run: Run, link: Link | None) -> Span | None:
    """Where the words are written: in the link's declaration, or in the text."""
    if link is None:
        return locate(subject, block.at, run.text)
    at = link.label.at
    return Span(file=at.file, line=at.line, column=at.column, length=len(link.label))


def _plain(label: str) -> str:
    return " ".join(label.split()).lower()

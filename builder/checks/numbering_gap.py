"""Finds numbers of sections, appendices, tables and figures that do not follow one another.

What it finds:
    A section, appendix, table or figure of the published guide whose number or letter is not
    the next one: left out, given twice, or out of order.
Why it matters:
    Readers cite by number. A gap looks like a part that was lost, and a number that stands
    twice can be cited for two things. Numbers are computed, so that this is never an author's
    fault, but that of a template or of the program.
Failing example:
    Table 1, then Table 3
Passing example:
    Table 1, then Table 2
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Place, Section
from builder.model.numbering import letters
from builder.reading.subject import Subject, span

SEVERITY = Severity.ERROR

_Numbered = tuple[str, str, str | None, Place | None]


def check(subject: Subject) -> Iterator[Finding]:
    """Count again, and compare."""
    tops = subject.guide.sections
    yield from _sections([s for s in tops if s.kind != "appendix"], "")
    yield from _sections([s for s in tops if s.kind == "appendix"], "", letters)
    for kind in ("table", "figure"):
        parts: list[_Numbered] = [
            (block.id or kind, kind, block.number, block.at)
            for _, block in subject.blocks()
            if block.kind == kind and (block.number is not None or block.id)
        ]
        yield from _compare(parts)


def _sections(
    sections: list[Section], prefix: str, count: Callable[[int], str] = str
) -> Iterator[Finding]:
    parts: list[_Numbered] = [(s.id, s.kind, s.number, s.at) for s in sections]
    yield from _compare(parts, prefix, count)
    for section in sections:
        yield from _sections(list(section.sections), section.number + ".")


def _compare(
    parts: list[_Numbered], prefix: str = "", count: Callable[[int], str] = str
) -> Iterator[Finding]:
    for row, (id, word, number, at) in enumerate(parts, start=1):
        due = prefix + count(row)
        if number != due:
            yield Finding(
                at=span(at),
                message=f"The {word} “{id}” has the number {number or 'none'}, where {due} is due.",
                hint="Numbers are computed: look for a template that numbers anything itself.",
                about=id,
                words=(id,),
            )
            return

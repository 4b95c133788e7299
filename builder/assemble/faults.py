"""Faults that only the assembled guide shows: sections that are lost, references to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.assemble.facts import NumberedNode, PageFacts
from builder.assemble.numbers import Number
from builder.clauses.parser import parse
from builder.clauses.values import fill
from builder.diagnostics import Code, Diagnostic
from builder.model.program import Program, SectionDef
from builder.render import PageKind, RenderedPage, RenderedSource
from builder.source import Span

_FENCE = re.compile(r" *(?P<colons>:{3,})(?P<name>\{[^}]*\})?")


def misplaced(
    program: Program, source: RenderedSource, facts: Mapping[str, PageFacts]
) -> list[Diagnostic]:
    """Where the sections that readers get are others than the outline declares, once a page.

    Their ids, order, levels and titles are compared. Whatever a text leaves open takes in the
    sections after it, so that the fault is told where that begins.
    """
    declared = {str(section.id) for section in program.sections()}
    faults: list[Diagnostic] = []
    for top in (*program.chapters, *program.appendices):
        page = source.page(str(top.id))
        if page is None:
            continue
        there = [n for n in facts[page.name].nodes if n.kind == "section" and n.id in declared]
        fault = _first_difference(page, program, list(_below(top, 0)), there)
        faults += [fault] if fault is not None else []
    return _distinct(faults)


def _below(section: SectionDef, level: int) -> Iterator[tuple[SectionDef, int]]:
    yield section, level
    for child in section.sections:
        yield from _below(child, level + 1)


def _first_difference(
    page: RenderedPage,
    program: Program,
    declared: Sequence[tuple[SectionDef, int]],
    there: Sequence[NumberedNode],
) -> Diagnostic | None:
    known = {node.id for node in there}
    for place, (section, level) in enumerate(declared):
        if section.id not in known:
            return _lost(page, section)
        node = there[place]
        title = _letters(fill(section.title, program))
        if (node.id, node.level) != (section.id, level) or title not in _letters(node.title):
            return _moved(node, section.title.at)
    if len(there) > len(declared):
        node = there[len(declared)]
        return _moved(node, page.origin(node.line))
    return None


def _letters(text: str) -> str:
    return "".join(text.split()).lower()


def _moved(node: NumberedNode, at: Span) -> Diagnostic:
    return Diagnostic(
        code=Code.MARKUP_HEADING,
        at=at,
        message=f"“{node.title}” stands at another place, or under another title, than the "
        "outline declares.",
        hint="The templates have to print every section once, in the order of the outline.",
    )


def _lost(page: RenderedPage, section: SectionDef) -> Diagnostic:
    """The fault that a section of the page is none for readers."""
    lines = page.text.split("\n")
    heading = f"({section.id})="
    if heading not in lines:
        return Diagnostic(
            code=Code.MARKUP_HEADING,
            at=section.title.at,
            message="No template prints this section.",
            hint="templates/guide/section.md.jinja has to print every section of the outline.",
        )
    row = lines.index(heading)
    opener = _open_colons(lines[:row])
    if opener is not None:
        hint = "Write a line with as many colons below what belongs to it."
        at = page.origin(opener + 1, ":::")
    else:
        # The outermost block that holds the heading; none if something unseen does.
        around = (token.map for token in parse(page.text).tokens if token.map)
        first = next((first for first, last in around if first < row < last), row - 1)
        hint = "Close it above the end of its text, or put a backslash before what opens it."
        at = page.origin(first + 1, lines[first].strip())
    return Diagnostic(
        code=Code.MARKUP_UNCLOSED,
        at=at,
        message="This block is never closed, so that sections after it are lost.",
        hint=hint,
    )


def _open_colons(lines: Sequence[str]) -> int | None:
    """The row of the innermost block between colons that is open after some lines."""
    opened: list[int] = []
    for number, line in enumerate(lines):
        fence = _FENCE.fullmatch(line.rstrip()) or _FENCE.match(line)
        if fence and fence["name"]:
            opened.append(number)
        elif fence and opened:
            opened.pop()
    return opened[-1] if opened else None


def undeclared(
    source: RenderedSource, facts: Mapping[str, PageFacts], found: Mapping[str, Number]
) -> list[Diagnostic]:
    """Headings that a template writes and no outline knows: nothing could number or cite them."""
    return _distinct(
        Diagnostic(
            code=Code.MARKUP_HEADING,
            at=page.origin(node.line),
            message=f"“{node.title}” is a heading that the outline does not have.",
            hint="Add the section to the outline, or write these words in bold.",
        )
        for page in source.pages
        if page.kind is not PageKind.FRONT
        for node in facts[page.name].nodes
        if node.kind == "section" and node.id not in found
    )


def missing(
    source: RenderedSource, facts: Mapping[str, PageFacts], found: Mapping[str, Number]
) -> list[Diagnostic]:
    """References to tables and figures that are declared but stand nowhere in the guide."""
    return _distinct(
        Diagnostic(
            code=Code.REFERENCE_NOT_PLACED,
            at=page.origin(line, uri),
            message=f"“{id}” is declared but stands nowhere in this guide.",
            hint="Put it in a clause with its marker, or remove the reference.",
        )
        for page in source.pages
        for uri, line in facts[page.name].references
        if (id := uri.partition("/")[2]) not in found
    )


def _distinct(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    return list(dict.fromkeys(faults))

"""Faults that only the assembled guide shows: sections that are lost, references to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from builder.assemble.facts import PageFacts
from builder.assemble.numbers import Number
from builder.diagnostics import Code, Diagnostic
from builder.model.program import Program
from builder.render import PageKind, RenderedSource

_FENCE = re.compile(r" *(?P<colons>:{3,})(?P<name>\{[^}]*\})?")


def swallowed(
    program: Program, source: RenderedSource, found: Mapping[str, Number]
) -> list[Diagnostic]:
    """Sections that are part of a block that is never closed, once a block."""
    faults = {}
    for lost in (section for section in program.sections() if section.id not in found):
        lines = {p.name: p.text.split("\n") for p in source.pages}
        heading = f"({lost.id})="
        page = next((p for p in source.pages if heading in lines[p.name]), None)
        if page is None:
            continue
        open_blocks: list[int] = []
        for number, line in enumerate(lines[page.name], start=1):
            fence = _FENCE.fullmatch(line.rstrip()) or _FENCE.match(line)
            if line == heading:
                break
            if fence and fence["name"]:
                open_blocks.append(number)
            elif fence and open_blocks:
                open_blocks.pop()
        if open_blocks:
            at = page.origin(open_blocks[-1], ":::")
            faults[at] = Diagnostic(
                code=Code.MARKUP_UNCLOSED,
                at=at,
                message="This block is never closed, so that sections after it are lost.",
                hint="Write a line with as many colons below what belongs to it.",
            )
    return list(faults.values())


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

"""What a page holds that other pages depend on: its numbered things and its references.

Read once from the page as it was parsed. Numbers, the list of contents and the search for
references that lead nowhere need no more, so that an unchanged page is not looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from docutils import nodes

from builder.assemble.references import SCHEME

if TYPE_CHECKING:
    from builder.assemble.numbers import Number


@dataclass(frozen=True, slots=True)
class Thing:
    """A section, table or figure with a permanent id; `level` is 0 for the page's own section."""

    id: str
    kind: Literal["section", "table", "figure"]
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The numbered things of a page in reading order, and its references with their lines."""

    things: tuple[Thing, ...]
    references: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section as lists of contents show it."""

    id: str
    kind: str
    number: str
    label: str
    title: str
    sections: tuple[Part, ...]


def read_facts(doctree: nodes.document) -> PageFacts:
    """The facts of a page that is parsed and not resolved yet."""
    things: list[Thing] = []
    references: list[tuple[str, int]] = []
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.reference):
            uri = node.get("refuri", "")
            if uri.startswith(SCHEME):
                references.append((uri, line_of(node)))
        elif isinstance(node, nodes.section | nodes.table | nodes.figure) and node["ids"]:
            kind: Literal["section", "table", "figure"] = "section"
            if not isinstance(node, nodes.section):
                kind = "table" if isinstance(node, nodes.table) else "figure"
            things.append(Thing(node["ids"][0], kind, _level(node), _title(node)))
    return PageFacts(things=tuple(things), references=tuple(references))


def line_of(node: nodes.Node | None) -> int:
    """The line of the page on which a node stands, or the nearest node around it."""
    while node is not None and not node.line:
        node = node.parent
    return (node.line or 1) if node is not None else 1


def parts_of(facts: Iterable[PageFacts], numbers: Mapping[str, Number]) -> tuple[Part, ...]:
    """The chapters and appendices of a guide with their sections, in order."""
    found: list[Part] = []
    for page in facts:
        sections = [t for t in page.things if t.kind == "section" and t.id in numbers]
        found += _nested(sections, 0, len(sections), numbers)
    return tuple(found)


def _nested(
    things: list[Thing], start: int, end: int, numbers: Mapping[str, Number]
) -> tuple[Part, ...]:
    found = []
    while start < end:
        thing = things[start]
        after = start + 1
        while after < end and things[after].level > thing.level:
            after += 1
        number = numbers[thing.id]
        found.append(
            Part(
                id=thing.id,
                kind=number.kind,
                number=number.number,
                label=number.label,
                title=number.title,
                sections=_nested(things, start + 1, after, numbers),
            )
        )
        start = after
    return tuple(found)


def _level(node: nodes.Element) -> int:
    level, parent = 0, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return level


def _title(node: nodes.Element) -> str:
    for child in node.children:
        if isinstance(child, nodes.title | nodes.caption):
            return child.astext()
    return ""

"""What a page holds that other pages depend on: its numbered nodes and its references.

Read once from the page as it was parsed. Numbers, the list of contents and the search for
references that lead nowhere need no more, so that an unchanged page is not looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docutils import nodes

SCHEME = "guide:"
"""How the addresses of references begin that rendering left to be resolved by id."""


@dataclass(frozen=True, slots=True)
class NumberedNode:
    """A section, table or figure with a permanent id; `line` is that of its page.

    `level` counts the sections around it, from 0.
    """

    id: str
    kind: Literal["section", "table", "figure"]
    title: str
    line: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The numbered nodes of a page in reading order, and its references with their lines."""

    nodes: tuple[NumberedNode, ...]
    references: tuple[tuple[str, int], ...]


def read_facts(doctree: nodes.document) -> PageFacts:
    """The facts of a page that is parsed and not resolved yet."""
    numbered: list[NumberedNode] = []
    references: list[tuple[str, int]] = []
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.reference):
            uri = node.get("refuri", "")
            if uri.startswith(SCHEME):
                references.append((uri, line_of(node) or 1))
        elif isinstance(node, nodes.section | nodes.table | nodes.figure) and node["ids"]:
            kind: Literal["section", "table", "figure"] = "section"
            if not isinstance(node, nodes.section):
                kind = "table" if isinstance(node, nodes.table) else "figure"
            id, line = node["ids"][0], line_of(node) or 1
            numbered.append(NumberedNode(id, kind, _title(node), line, _level(node)))
    return PageFacts(nodes=tuple(numbered), references=tuple(references))


def line_of(node: nodes.Node | None) -> int:
    """The line of the page on which a node stands, or the nearest node around it; 0 for none."""
    while node is not None and not node.line:
        node = node.parent
    return node.line or 0 if node is not None else 0


def _level(node: nodes.Node) -> int:
    count, above = 0, node.parent
    while above is not None:
        count += isinstance(above, nodes.section)
        above = above.parent
    return count


def _title(node: nodes.Element) -> str:
    for child in node.children:
        if isinstance(child, nodes.title | nodes.caption):
            return child.astext()
    return ""

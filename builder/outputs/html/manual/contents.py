"""The order of the manual: its front page decides.

Each heading of the front page is a group, and the pages linked below it are its parts, in that
order. So the front page reads well wherever it is shown, and there is no second list to keep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from builder.diagnostics import Code, Diagnostic
from builder.source import SourceFile, Span

FRONT = "index"
_LINK = re.compile(r"\]\((?:\./)?(?P<page>[\w-]+)\.md(?:#[\w-]+)?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPart:
    """A page or a section of the manual; `kind` is the group of a page, empty for a section."""

    id: str
    title: str
    kind: str = ""
    sections: tuple[ManualPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The manual's title, and its pages in order."""

    title: str
    pages: tuple[ManualPart, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups, in order."""
        return tuple(dict.fromkeys(page.kind for page in self.pages))


def read_contents(
    doctrees: Mapping[str, nodes.document], sources: Mapping[str, SourceFile]
) -> tuple[Contents, list[Diagnostic]]:
    """The contents by the front page, and a fault for each page that it does not lead to."""
    groups = _groups(sources[FRONT])
    faults = [
        Diagnostic(
            code=Code.MANUAL_PAGE_NOT_LISTED,
            at=Span(file=sources[name].name),
            message=f"The front page of the manual does not lead to “{name}.md”.",
            hint=f"Link it in {sources[FRONT].name} below one of the headings.",
        )
        for name in sorted(doctrees)
        if name != FRONT and name not in groups
    ]
    pages = [
        _part(name, doctrees[name], group) for name, group in groups.items() if name in doctrees
    ]
    return Contents(title=_title(doctrees[FRONT]), pages=tuple(pages)), faults


def _groups(front: SourceFile) -> dict[str, str]:
    """The group of each page that the front page links, by the page's name."""
    group = ""
    found: dict[str, str] = {}
    for line in front.lines:
        if line.startswith("## "):
            group = line.removeprefix("## ").strip()
        for link in _LINK.finditer(line) if group else ():
            found.setdefault(link["page"], group)
    found.pop(FRONT, None)
    return found


def _part(name: str, doctree: nodes.document, group: str) -> ManualPart:
    top = next((n for n in doctree.children if isinstance(n, nodes.section)), None)
    sections = tuple(_section(n) for n in _below(top)) if top is not None else ()
    return ManualPart(id=name, title=_title(doctree), kind=group, sections=sections)


def _section(node: nodes.section) -> ManualPart:
    return ManualPart(
        id=node["ids"][0],
        title=_title(node),
        sections=tuple(_section(inner) for inner in _below(node)),
    )


def _below(node: nodes.Element) -> list[nodes.section]:
    return [child for child in node.children if isinstance(child, nodes.section)]


def _title(node: nodes.Element) -> str:
    title = next(iter(node.findall(nodes.title)), None)
    return title.astext() if title is not None else ""

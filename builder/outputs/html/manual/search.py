"""The search index of the manual: every page and every section, in the form of the guides'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from builder.outputs.html.manual.contents import Contents
from builder.outputs.html.site import Hit


def search_hits(contents: Contents, doctrees: Mapping[str, nodes.document]) -> Iterator[Hit]:
    """Every page and every section, in order; the label of a section is its page."""
    for page in contents.pages:
        yield from _page(page.id, doctrees[page.id])


def _page(name: str, doctree: nodes.document) -> Iterator[Hit]:
    page = ""
    for section in doctree.findall(nodes.section):
        title = next((c.astext() for c in section.children if isinstance(c, nodes.title)), "")
        own = [
            child
            for child in section.children
            if not isinstance(child, nodes.section | nodes.title | nodes.comment | nodes.raw)
        ]
        text = " ".join(" ".join(_words(child) for child in own).split())
        if not page:
            page = title
            yield Hit("page", "", title, f"{name}.html", text)
        else:
            address = f"{name}.html#{section['ids'][0]}"
            yield Hit("part", page, title, address, text, (page,))


def _words(node: nodes.Node) -> str:
    """A node's text, with a space between the cells of a table and the items of a list."""
    blocks = [n for n in node.findall(nodes.TextElement) if not isinstance(n, nodes.raw)]
    outer = [n for n in blocks if not isinstance(n.parent, nodes.TextElement)]
    return " ".join(n.astext() for n in outer)

"""Turns a guide's doctrees into HTML where Sphinx's own translator is not enough for readers."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.writers.html5 import HTML5Translator

from builder.model.long_words import ORDINARY, parts

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (*_HEADINGS, "p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "figure")
)
"""The tags of blocks that can say where they come from."""
_LONG = re.compile(rf"\S{{{ORDINARY + 1},}}")
SCROLLING, WIDE = 3, 4
"""From how many columns on a table may scroll in its frame, and does so on any narrow screen."""


class GuideTranslator(HTML5Translator):
    """Writes the pages of a guide: its cover, headings, tables and figures."""

    def starttag(
        self,
        node: nodes.Element,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: Any,
    ) -> str:
        """A tag; where a preview asks for it, with the line of the page that the block is on."""
        if tagname in BLOCKS and getattr(self.builder, "tells_lines", False):
            line = _line(node)
            if line:
                attributes["data-line"] = str(line)
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 (the name of the node)
        """A text, in which very long words may be broken: with sense, and else anywhere."""
        text = node.astext()
        if not _LONG.search(text):
            super().visit_Text(node)
            return
        last = 0
        for match in _LONG.finditer(text):
            super().visit_Text(nodes.Text(text[last : match.start()]))
            inside = "<wbr>".join(self.encode(part) for part in parts(match[0], lambda _: True))
            self.body.append(f'<span class="long-word">{inside}</span>')
            last = match.end()
        super().visit_Text(nodes.Text(text[last:]))

    def visit_title(self, node: nodes.title) -> None:
        """The front page's title is the cover; a contents list is announced as a heading."""
        parent = node.parent
        if isinstance(parent, addnodes.compact_paragraph) and parent.get("toctree"):
            self.body.append(self.starttag(node, "h2", "", CLASS="contents-title"))
            self.context.append("</h2>\n")
            return
        cover = getattr(self.builder, "cover", None)
        if (
            cover is not None
            and isinstance(parent, nodes.section)
            and isinstance(parent.parent, nodes.document)
            and self.builder.current_docname == self.config.root_doc
        ):
            self.body.append(cover())
            raise nodes.SkipNode
        super().visit_title(node)

    def add_secnumber(self, node: nodes.Element) -> None:
        """A heading's number; an appendix's has a look of its own."""
        number = self.get_secnumber(node)
        if number:
            kind = "section-number"
            if node.parent.get("kind") == "appendix":
                kind += " appendix-number"
            text = escape(".".join(map(str, number)) + self.secnumber_suffix)
            self.body.append(f'<span class="{kind}">{text}</span>')

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """A link to the place itself, with a name that tells it from all others."""
        if node["ids"] and self.config.html_permalinks and self.builder.add_permalinks:
            name = self.config.guide_words.link_to.format(name=_name(node))
            self.body.append(
                f'<a class="headerlink" href="#{escape(node["ids"][0])}" aria-label="'
                f'{escape(name)}" title="{escape(title)}">{self.config.html_permalinks_icon}</a>'
            )

    def visit_reference(self, node: nodes.Element) -> None:
        """A glossary term says what it stands for when it is pointed at."""
        if "glossary-term" in node["classes"]:
            meaning = getattr(self.builder, "meanings", {}).get(node.get("target_id"))
            if meaning:
                node["reftitle"] = meaning
        super().visit_reference(node)

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Lines of code as they stand.

        Pages load no colours for languages, so that no text has to fit the one that is named. The
        empty span keeps a first line that is empty.
        """
        language = node.get("language", "none")
        tag = self.starttag(node, "div", "", CLASS=f"highlight-{language} notranslate")
        code = escape(node.astext().removesuffix("\n"), quote=False)
        self.body.append(
            f'{tag}<div class="highlight"><pre><span></span>{code}\n</pre></div>\n</div>\n'
        )
        raise nodes.SkipNode

    def visit_container(self, node: nodes.container) -> None:
        """The frame of a table, which scrolls by keyboard as well where the table is wide."""
        table = _framed_table(node)
        if table is None:
            super().visit_container(node)
            return
        columns = len(list(table.findall(nodes.colspec)))
        kind = "table-frame wide" if columns >= WIDE else "table-frame"
        self.body.append(_frame(kind, _name(table), scrolls=columns >= SCROLLING))

    def depart_container(self, node: nodes.container) -> None:
        """Close what `visit_container` opened."""
        if _framed_table(node) is None:
            super().depart_container(node)
        else:
            self.body.append("</div>\n")

    def visit_image(self, node: nodes.image) -> None:
        """An SVG of this guide is put into the page; anything else is left to Sphinx.

        As an image, a drawing in `currentColor` would be black on a dark page; inline it also
        keeps its text as text, for search in the page and for screen readers.
        """
        drawing = Path(self.builder.srcdir) / node["uri"]
        if drawing.suffix == ".svg" and drawing.is_file():
            svg = drawing.read_text(encoding="utf-8")
            name = self.config.guide_words.drawing.format(name=_name(node.parent))
            self.body.append(_frame("drawing", name, scrolls=True))
            self.body.append(svg[svg.index("<svg") :].rstrip() + "\n</div>\n")
            raise nodes.SkipNode
        super().visit_image(node)


def _line(node: nodes.Node) -> int | None:
    """The line of a block: its own, that of the first line in it, or of what is around it."""
    if isinstance(node, nodes.term) and node.parent is not None:
        # Sphinx counts the lines of a glossary's terms from elsewhere; its entry begins a line
        # above what it says of them.
        said = node.parent.next_node(nodes.definition)
        line = _line(said) if said is not None else None
        return line - 1 if line else None
    if isinstance(node, nodes.Element) and not node.line:
        for inner in node.findall(nodes.Element):
            if inner.line:
                return inner.line
    around: nodes.Node | None = node
    while around is not None and not around.line:
        around = around.parent
    return around.line if around is not None else None


def _framed_table(node: nodes.container) -> nodes.table | None:
    """The table for which furo made this container."""
    if "table-wrapper" not in node["classes"]:
        return None
    return next((child for child in node.children if isinstance(child, nodes.table)), None)


def _frame(kind: str, name: str, *, scrolls: bool) -> str:
    """The opening tag of a frame. One that may scroll can be reached and is announced by name."""
    if not scrolls:
        return f'<div class="{kind}">\n'
    return f'<div class="{kind} scrolls" role="region" tabindex="0" aria-label="{escape(name)}">\n'


def _name(node: nodes.Element) -> str:
    """What a section, table, figure or term is called: its number and title."""
    label = node.get("label", "")
    if isinstance(node, nodes.term):
        return node.astext()
    title = next(
        (c.astext() for c in node.children if isinstance(c, nodes.title | nodes.caption)), ""
    )
    if not label and not title and node.parent is not None:
        return _name(node.parent)
    return " ".join(part for part in (label, title) if part)

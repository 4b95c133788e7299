"""Prints references by id, and links the first use of every glossary term in a section."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from builder.assemble.facts import SCHEME
from builder.model.plurals import ENDING, term_of, term_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.assemble.numbers import Number


class References(SphinxPostTransform):
    """`guide:full/hot-fix-process` becomes `Section 3.4.2.1 “Hot Fix Process”`, linked."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Resolve every reference of the page."""
        numbers: Mapping[str, Number] = self.env.guide_numbers  # type: ignore[attr-defined]
        for node in list(self.document.findall(nodes.reference)):
            uri = node.get("refuri", "")
            if not uri.startswith(SCHEME):
                continue
            style, _, id = uri.removeprefix(SCHEME).partition("/")
            target = numbers.get(id)
            if target is None:
                continue  # reported; only what is looked at in spite of it gets here
            node["target_id"] = id
            node["internal"] = True
            link_to(node, self, target.docname, id, top=target.kind in {"chapter", "appendix"})
            # What authors write between the brackets stands; without words, the target says it.
            if style != "words":
                text = target.full if style == "full" else target.label
                node.children = []
                node.append(nodes.Text(text))
                node["generated"] = True


def link_to(
    node: nodes.reference,
    transform: SphinxPostTransform,
    docname: str,
    id: str,
    *,
    top: bool = False,
) -> None:
    """Point a reference node at an anchor, on this page or another."""
    here = transform.env.current_document.docname
    for key in ("refuri", "refid"):
        node.attributes.pop(key, None)
    if docname == here:
        node["refid"] = id
    else:
        uri = transform.env.guide_builder.get_relative_uri(here, docname)  # type: ignore[attr-defined]
        node["refuri"] = uri if top else f"{uri}#{id}"


class GlossaryTerms(SphinxPostTransform):
    """Links the first use of each glossary term in every section to its entry."""

    # After the references: what they print is no place for another link.
    default_priority = 20
    _SKIPPED = (
        nodes.title,
        nodes.caption,
        nodes.reference,
        nodes.literal,
        nodes.literal_block,
        nodes.term,
        nodes.thead,
        nodes.raw,
        nodes.image,
        nodes.comment,
        nodes.definition_list,
    )

    def run(self, **kwargs: Any) -> None:
        """Link the terms of the page."""
        terms = self._terms()
        if not terms or self.env.current_document.docname in self.config.guide_front:
            return
        # Of two terms that begin at one place the longer is meant, so that it is tried first.
        pattern = _pattern(tuple(sorted(terms, key=len, reverse=True)))
        for section in self.document.findall(nodes.section):
            seen: set[tuple[str, str]] = set()
            for child in section.children:
                if not isinstance(child, nodes.section):
                    self._link(child, terms, pattern, seen)

    def _terms(self) -> dict[str, tuple[str, str]]:
        objects = self.env.domains.standard_domain.objects
        return {name: place for (kind, name), place in objects.items() if kind == "term"}

    def _link(
        self,
        node: nodes.Node,
        terms: dict[str, tuple[str, str]],
        pattern: re.Pattern[str],
        seen: set[tuple[str, str]],
    ) -> None:
        for text in _whole_texts(node):
            if self._inside_skipped(text):
                continue
            parts: list[nodes.Node] = []
            position = 0
            for match in pattern.finditer(text):
                place = term_of(match[1], terms)
                if place is None or place in seen:
                    continue
                seen.add(place)
                docname, id = place
                parts.append(nodes.Text(text[position : match.start()]))
                link = nodes.reference(
                    "",
                    match[0],
                    classes=["glossary-term"],
                    internal=True,
                    target_id=id,
                    reftitle=self.config.guide_words.names["glossary"],
                )
                link_to(link, self, docname, id)
                parts.append(link)
                position = match.end()
            if parts:
                parts.append(nodes.Text(text[position:]))
                text.parent.replace(text, [p for p in parts if p.astext()])

    def _inside_skipped(self, node: nodes.Node) -> bool:
        parent = node.parent
        while parent is not None:
            if isinstance(parent, self._SKIPPED):
                return True
            parent = parent.parent
        return False


def _whole_texts(node: nodes.Node) -> list[nodes.Text]:
    """The texts below a node, those beside one another joined: each line is one of its own."""
    for parent in {text.parent for text in node.findall(nodes.Text)}:
        joined: list[nodes.Node] = []
        for child in parent.children:
            if isinstance(child, nodes.Text) and joined and isinstance(joined[-1], nodes.Text):
                joined[-1] = nodes.Text(joined[-1].astext() + child.astext())
            else:
                joined.append(child)
        if len(joined) < len(parent.children):
            parent.children = []
            parent.extend(joined)
    return list(node.findall(nodes.Text))


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """The terms as whole words, wrapped or not; a plural’s ending is linked with them."""
    words = "|".join(map(term_pattern, terms))
    return re.compile(rf"(?<![\w/.-])({words}){ENDING}(?![\w-]|\.\w)")

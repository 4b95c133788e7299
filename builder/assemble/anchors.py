"""Gives sections and terms their permanent ids as anchors, and figures their alternative texts.

Sphinx makes anchors from titles; ours must survive a new title, so the id that stands before
the heading replaces them before any of Sphinx's collectors reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def permanent_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Event `doctree-read`: one anchor a section or term, and the figures' descriptions."""
    known: frozenset[str] = app.config.guide_section_ids
    for section in doctree.findall(nodes.section):
        permanent = [id for id in section["ids"] if id in known]
        if permanent:
            section["ids"] = permanent[:1]
    for target in list(doctree.findall(nodes.target)):
        if target.get("refid") in known:
            target.parent.remove(target)
    terms: dict[str, str] = app.config.guide_term_ids
    objects = app.env.domains.standard_domain.objects
    for term in doctree.findall(nodes.term):
        # Sphinx counts terms that it cannot tell apart, so that a new one would take their anchors.
        id = terms.get(term.astext())
        if id is not None:
            term["ids"] = [id]
            objects["term", term.astext()] = (app.env.current_document.docname, id)
    descriptions: dict[str, str] = app.config.guide_figure_texts
    for figure in doctree.findall(nodes.figure):
        text = next((descriptions[id] for id in figure["ids"] if id in descriptions), None)
        if text is not None:
            for image in figure.findall(nodes.image):
                image["alt"] = text

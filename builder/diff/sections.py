"""Finds which sections of two guides are the same.

By id, for ids are permanent. Sections whose id is in one guide only are paired by an optimal
assignment on what they are called and what they say.
"""

from __future__ import annotations

from builder.diff.matching import best_pairs, likeness
from builder.diff.nodes import GuideNode, SectionNode, free, join, join_pairs
from builder.diff.tokens import WordCodes

_LEAST = 0.55
"""A section with another id must be at least so alike."""
_TITLE = 0.4
"""The title's part in that, where both sections have text of their own."""


def match_sections(old: GuideNode, new: GuideNode, words: WordCodes) -> None:
    """Pair the sections; references to a section with another id are then the same."""
    waiting: dict[str, list[SectionNode]] = {}
    for section in new.walk():
        waiting.setdefault(section.section.id, []).append(section)
    for section in old.walk():
        if found := waiting.get(section.section.id):
            join(section, found.pop(0))
    olds, news = free(old.walk()), free(new.walk())

    def weighed(a: SectionNode, b: SectionNode) -> float:
        title = likeness(a.own, b.own)
        if not (a.code or b.code):
            return title
        text = likeness(a.text, b.text)
        total = _TITLE * title + (1 - _TITLE) * text
        # What the assignment has already counted is the text's likeness.
        return (total if a.section.kind == b.section.kind else total * 0.9) - text

    # Sections without text are compared by their titles, which is in the bonus.
    pairs = join_pairs(best_pairs(olds, news, lambda node: node.text, _LEAST, weighed))
    renamed = [(a, b) for a, b in pairs if a.section.id != b.section.id]
    for a, b in renamed:
        words.alias(a.section.id, b.section.id)
    if renamed:
        old.read(words)

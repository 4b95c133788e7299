"""Finds the terms of the glossary that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.clauses.values import fill
from builder.model.plurals import ENDING, term_of, term_pattern
from builder.reading.subject import Subject
from builder.reading.word_forms import longest_of


class TermFinder:
    """The terms of a glossary.

    A term counts as a whole word, also as a part of one with hyphens, and in its plural; of two
    that begin at one place, the longer. One without capitals inside may begin with either letter.
    Addresses and file names name no terms.
    """

    def __init__(self, ids: Mapping[str, str]) -> None:
        """`ids` are those of the terms, by what the guide prints."""
        self._ids = ids
        self._folded = {term.casefold(): id for term, id in reversed(list(ids.items()))}
        terms = longest_of(ids, _pattern)
        self._any = re.compile(rf"(?<![\w@/.])({terms}){ENDING}(?![\w@/]|\.\w)") if terms else None

    @classmethod
    def of(cls, subject: Subject) -> TermFinder:
        """For the glossary of a program."""
        program = subject.program
        return cls({fill(entry.term, program): entry.id for entry in program.glossary})

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Every mention in a text, in order: the id of the term, and where it stands."""
        for match in self._any.finditer(text) if self._any is not None else ():
            id = term_of(match[1], self._ids) or term_of(match[1].casefold(), self._folded)
            if id is not None:
                yield id, match.start(), match.end()


def _pattern(term: str) -> str:
    inner = any(letter.isupper() for letter in term[1:])
    pattern = term_pattern(term)
    return pattern if inner else f"(?i:{pattern})"

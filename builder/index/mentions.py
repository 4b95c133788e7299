"""Where the text of a guide names its glossary terms and its governing documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.index.uses import Uses
from builder.model.guide import Place
from builder.model.usage import Usage
from builder.reading.documents import DocumentFinder
from builder.reading.positions import locate
from builder.reading.printed import Printed, front, place_of, printed
from builder.reading.subject import Subject
from builder.reading.terms import TermFinder
from builder.render.reads import Key
from builder.source import Span


def mentions(subject: Subject, uses: Uses) -> Mapping[Key, list[Usage]]:
    """Every place that names a term or a document, in reading order, the pages in front last.

    `TermFinder` and `DocumentFinder` say what counts. The explanation of a term does not name it.
    """
    documents = subject.once(DocumentFinder)
    found: dict[Key, list[Usage]] = {}

    def add(kind: str, id: str, one: Printed, start: int, end: int) -> None:
        at = _at(subject, one, start, end)
        if at is not None:
            section = one.section.id if one.section is not None else None
            usage = uses.usage("named", at, section=section, inside=uses.inside(one))
            found.setdefault((kind, id), []).append(usage)

    for one, term, start, end in _named(subject):
        add("term", term, one, start, end)
    # The cover has the guide's own name, which can be that of a document.
    for one in printed(subject):
        for mention in documents.find(one.text):
            add("document", mention.document, one, mention.start, mention.end)
    return found


def named_terms(subject: Subject) -> frozenset[str]:
    """The terms that have a mention, by their ids, for those who need no places: they cost more."""
    return frozenset(term for _, term, _, _ in _named(subject))


def _named(subject: Subject) -> Iterator[tuple[Printed, str, int, int]]:
    terms = TermFinder.of(subject)
    for one in (*printed(subject), *front(subject)):
        for term, start, end in terms.find(one.text):
            if term != one.entry:
                yield one, term, start, end


def _at(subject: Subject, one: Printed, start: int, end: int) -> Span | None:
    """Where the words were written.

    A template can make one text of several that belong to a thing, of which the guide knows only
    where the first was written.
    """
    needle = one.text[start:end]
    found = place_of(subject, one, needle, start)
    here = subject.authored_at(one.place) if one.place is not None else None
    if found is None or found.length or here is None:
        return found
    for other in subject.authored:
        if other.about == here.about and other is not here:
            at = other.text.at
            place = Place(file=at.file, line=at.line, column=at.column)
            better = locate(subject, place, needle)
            if better is not None and better.length:
                return better
    return found

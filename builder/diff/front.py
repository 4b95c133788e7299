"""Compares what a guide holds as data: cover, parameters, glossary, history, precedence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from builder.diff.collect import Collector
from builder.diff.drafts import ChangeDraft, kind_of
from builder.diff.matching import best_pairs, equal_pairs, in_order
from builder.diff.nodes import BlockNode, GuideNode
from builder.diff.tokens import WordCodes
from builder.diff.words import hunks
from builder.model.change import ChangedPart, Side
from builder.model.cover import Identity
from builder.model.guide import DocumentItem, GlossaryItem, Guide, RevisionItem
from builder.model.redline import Mark, RedField, RedRun

_SAME_TERM = 0.6
"""A term with another anchor is the same entry if what it means is so alike."""


def value(
    writer: Collector, part: ChangedPart, name: str, old: Side | None, new: Side | None
) -> tuple[str | None, tuple[RedRun, ...]]:
    """A single value: the id of its change, None if it is the same, and its marked text."""
    texts = [side.text if side else "" for side in (old, new)]
    marked = writer.strings(*texts)
    codes = (writer.words.text(texts[0]), writer.words.text(texts[1]))
    if codes[0] == codes[1]:
        return None, marked
    draft = ChangeDraft(
        kind=kind_of(old, new),
        thing=part,
        name=name,
        old=old,
        new=new,
        hunks=hunks(marked) if all(texts) else (),
        codes=codes,
    )
    return writer.add(draft).id, marked


def cover(writer: Collector, old: Guide, new: Guide) -> tuple[RedField, ...]:
    """The values of the cover."""
    found = []
    for field in fields(Identity):
        name = field.name
        if old.tells(name) and new.tells(name):
            a, b = (_cover_side(guide, name) for guide in (old, new))
            change, marked = value(writer, "cover", name, a, b)
            if a or b:
                found.append(RedField(name=name, runs=marked, change=change))
    return tuple(found)


def _cover_side(guide: Guide, name: str) -> Side | None:
    text = getattr(guide.identity, name)
    return Side(text=text, place=guide.cover_at.get(name)) if text else None


def parameters(writer: Collector, old: Guide, new: Guide) -> None:
    """Parameters with another value. One that was added or removed changed no text by itself."""
    before = {item.id: item for item in old.parameters}
    for item in new.parameters:
        if was := before.get(item.id):
            a, b = (Side(text=one.value, place=one.at, places=one.used) for one in (was, item))
            value(writer, "parameter", item.id, a, b)


def history(
    writer: Collector, old: Sequence[RevisionItem], new: Sequence[RevisionItem]
) -> tuple[RedField, ...]:
    """The rows of the revision history, by version."""
    pairs = equal_pairs(old, new, lambda item: item.version)
    partner = {id(b): a for a, b in pairs}
    kept = {id(a) for a, _ in pairs}
    rows: list[tuple[RevisionItem | None, RevisionItem | None]] = [
        *((item, None) for item in old if id(item) not in kept),
        *((partner.get(id(item)), item) for item in new),
    ]
    found = []
    for was, now in rows:
        a, b = (_history_side(item) for item in (was, now))
        item = now or was
        assert item is not None
        change, marked = value(writer, "revision", item.version, a, b)
        mark: Mark = "same" if was and now else "inserted" if now else "deleted"
        if side := (b if not a else a if not b else None):
            marked = (RedRun(text=side.text),)
        found.append(RedField(name=item.version, runs=marked, mark=mark, change=change))
    return tuple(found)


def _history_side(item: RevisionItem | None) -> Side | None:
    if item is None:
        return None
    dates = f" ({', '.join(item.dates)})" if item.dates else ""
    return Side(text=f"{item.version}{dates}: {item.summary}", place=item.at)


def precedence(
    writer: Collector, old: Sequence[DocumentItem], new: Sequence[DocumentItem]
) -> ChangeDraft | None:
    """The governing documents, and their order; the draft of another order, if it is another."""
    pairs = equal_pairs(old, new, lambda item: item.id)
    for a, b in pairs:
        value(writer, "document", b.id, _document_side(a, a.name), _document_side(b, b.name))
    both = {item.id for item in old} & {item.id for item in new}
    for item in old:
        if item.id not in both:
            value(writer, "document", item.id, _document_side(item, item.name or item.id), None)
    for item in new:
        if item.id not in both:
            value(writer, "document", item.id, None, _document_side(item, item.name or item.id))
    places = {id(item): place for place, item in enumerate(new)}
    ranks = [places[id(b)] for _, b in pairs]
    if len(in_order(ranks, [1] * len(ranks))) == len(ranks):
        return None
    texts = ["\n".join(item.name for item in side) for side in (old, new)]
    ids = ["".join(writer.words.code(f"document {item.id}") for item in s) for s in (old, new)]
    return writer.add(
        ChangeDraft(
            kind="changed",
            thing="precedence",
            old=Side(text=texts[0], place=old[0].at),
            new=Side(text=texts[1], place=new[0].at),
            codes=(ids[0], ids[1]),
        )
    )


def _document_side(item: DocumentItem, name: str) -> Side | None:
    return Side(text=name, place=item.at) if name else None


def terms(writer: Collector, old: GuideNode, new: GuideNode) -> dict[str, ChangeDraft]:
    """The glossary's changes, by the anchors of the entries; they are named but not kept."""
    words = writer.words
    olds, news = old.guide.glossary, new.guide.glossary
    pairs = equal_pairs(olds, news, lambda item: item.id)
    # From certain to likely, after the anchor: the same term, the same meaning, then a similar one.
    for key in (lambda item: words.text(item.term), lambda item: words.text(_meaning(item))):
        a, b = _free(olds, news, pairs)
        pairs += equal_pairs(a, b, key)
    a, b = _free(olds, news, pairs)
    pairs += best_pairs(a, b, lambda item: words.text(_meaning(item)), _SAME_TERM)
    removed, added = _free(olds, news, pairs)
    entries = (_entries(old), _entries(new))
    found: dict[str, ChangeDraft] = {}
    for sides in (*pairs, *((item, None) for item in removed), *((None, item) for item in added)):
        draft = _term(words, sides, entries)
        if draft.kind != "changed" or draft.codes[0] != draft.codes[1]:
            if draft.old and draft.new:
                draft.hunks = hunks(writer.strings(draft.old.text, draft.new.text))
            writer.name(draft)
            found |= {item.id: draft for item in sides if item}
    return found


def _term(
    words: WordCodes,
    sides: tuple[GlossaryItem | None, GlossaryItem | None],
    entries: tuple[dict[str, BlockNode], dict[str, BlockNode]],
) -> ChangeDraft:
    """An entry of one glossary or both, with the term in its text where that is another."""
    was, now = sides
    terms = ["", ""]
    renamed = False
    if was and now:
        terms = [words.text(was.term), words.text(now.term)]
        renamed = terms[0] != terms[1]
    texts = [_meaning(item) if item else "" for item in sides]
    item = now or was
    assert item is not None
    draft = ChangeDraft(
        kind=kind_of(*sides),
        thing="term",
        name=item.term,
        codes=(terms[0] + words.text(texts[0]), terms[1] + words.text(texts[1])),
    )
    if was:
        draft.old = _side(was, renamed, entries[0])
    if now:
        draft.new = _side(now, renamed, entries[1])
    return draft


def _meaning(item: GlossaryItem) -> str:
    return f"{item.means} {item.note}" if item.note else item.means


def _free(
    olds: Sequence[GlossaryItem],
    news: Sequence[GlossaryItem],
    pairs: Sequence[tuple[GlossaryItem, GlossaryItem]],
) -> tuple[list[GlossaryItem], list[GlossaryItem]]:
    left, right = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    return (
        [item for item in olds if id(item) not in left],
        [item for item in news if id(item) not in right],
    )


def _entries(guide: GuideNode) -> dict[str, BlockNode]:
    return {
        entry.block.id: entry
        for section in guide.walk()
        for block in section.blocks
        if block.kind == "glossary"
        for entry in block.blocks
        if entry.block.id
    }


def _side(item: GlossaryItem, renamed: bool, entries: dict[str, BlockNode]) -> Side:
    entry = entries.get(item.id)
    return Side(
        text=f"{item.term}: {_meaning(item)}" if renamed else _meaning(item),
        place=item.at,
        section=entry.home.ref if entry else None,
        path=entry.path if entry else None,
    )

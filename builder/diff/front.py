"""Compares what a guide holds as data: cover, parameters, glossary, history, precedence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from builder.diff.collect import Collector
from builder.diff.drafts import ChangeDraft
from builder.diff.matching import best_pairs, equal_pairs, in_order
from builder.diff.nodes import BlockNode, GuideNode
from builder.diff.tokens import WordCodes
from builder.diff.words import hunks
from builder.model.change import ChangedPart, Side
from builder.model.cover import Identity
from builder.model.guide import (
    DocumentItem,
    GlossaryItem,
    Guide,
    Place,
    RevisionItem,
)
from builder.model.redline import Mark, RedField, RedRun

_SAME_TERM = 0.6
"""A term with another anchor is the same entry if what it means is so alike."""


def value(
    writer: Collector,
    thing: ChangedPart,
    name: str,
    old: tuple[str | None, Place | None],
    new: tuple[str | None, Place | None],
) -> tuple[ChangeDraft | None, tuple[RedRun, ...]]:
    """A single value: the draft of its change, None if it is the same, and its marked text."""
    marked = writer.strings(old[0], new[0])
    codes = (writer.words.text(old[0] or ""), writer.words.text(new[0] or ""))
    if codes[0] == codes[1]:
        return None, marked
    draft = ChangeDraft(
        kind="changed" if old[0] and new[0] else "added" if new[0] else "removed",
        thing=thing,
        name=name,
        old=Side(text=old[0], place=old[1]) if old[0] else None,
        new=Side(text=new[0], place=new[1]) if new[0] else None,
        hunks=hunks(marked) if old[0] and new[0] else (),
        codes=codes,
    )
    return draft, marked


def cover(writer: Collector, old: Guide, new: Guide) -> tuple[RedField, ...]:
    """The values of the cover."""
    found = []
    for field in fields(Identity):
        if not (old.tells(field.name) and new.tells(field.name)):
            continue
        a, b = (
            (getattr(guide.identity, field.name), guide.cover_at.get(field.name))
            for guide in (old, new)
        )
        draft, marked = value(writer, "cover", field.name, a, b)
        if draft:
            writer.add(draft)
        if a[0] or b[0]:
            change = draft.id if draft else None
            found.append(RedField(name=field.name, runs=marked, change=change))
    return tuple(found)


def parameters(writer: Collector, old: GuideNode, new: GuideNode) -> None:
    """Parameters with another value. One that came or went changed no text by itself."""
    before = {item.id: item for item in old.guide.parameters}
    for item in new.guide.parameters:
        was = before.get(item.id)
        if was is None:
            continue
        draft, _ = value(writer, "parameter", item.id, (was.value, was.at), (item.value, item.at))
        if draft:
            draft.kind = "changed"
            draft.old = Side(text=was.value, place=was.at, places=was.used)
            draft.new = Side(text=item.value, place=item.at, places=item.used)
            writer.add(draft)


def _history_text(item: RevisionItem) -> str:
    dates = f" ({', '.join(item.dates)})" if item.dates else ""
    return f"{item.version}{dates}: {item.summary}"


def history(
    writer: Collector, old: Sequence[RevisionItem], new: Sequence[RevisionItem]
) -> tuple[RedField, ...]:
    """The rows of the revision history, by version."""
    pairs = equal_pairs(old, new, lambda item: item.version)
    partner = {id(b): a for a, b in pairs}
    gone = [item for item in old if not any(item is a for a, _ in pairs)]
    found = []
    for item, mark in [(row, "deleted") for row in gone] + [(row, "same") for row in new]:
        was = item if mark == "deleted" else partner.get(id(item))
        now = None if mark == "deleted" else item
        draft, marked = value(
            writer,
            "revision",
            item.version,
            (_history_text(was) if was else None, was.at if was else None),
            (_history_text(now) if now else None, now.at if now else None),
        )
        if draft:
            writer.add(draft)
        state: Mark = "deleted" if now is None else "same" if was else "inserted"
        runs = marked if state == "same" else (RedRun(text=_history_text(item)),)
        found.append(
            RedField(name=item.version, runs=runs, mark=state, change=draft.id if draft else None)
        )
    return tuple(found)


def precedence(
    writer: Collector, old: Sequence[DocumentItem], new: Sequence[DocumentItem]
) -> ChangeDraft | None:
    """The governing documents, and their order; the draft of another order, if it is another."""
    pairs = equal_pairs(old, new, lambda item: item.id)
    for a, b in pairs:
        draft, _ = value(writer, "document", b.id, (a.name, a.at), (b.name, b.at))
        if draft:
            writer.add(draft)
    for side, other, came in ((old, new, False), (new, old, True)):
        known = {item.id for item in other}
        for item in side:
            if item.id not in known:
                one, none = (item.name or item.id, item.at), (None, None)
                draft, _ = value(
                    writer, "document", item.id, none if came else one, one if came else none
                )
                if draft:
                    writer.add(draft)
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


def _term_text(item: GlossaryItem) -> str:
    return f"{item.means} {item.note}" if item.note else item.means


def terms(
    writer: Collector, words: WordCodes, old: GuideNode, new: GuideNode
) -> dict[str, ChangeDraft]:
    """The glossary's changes, by the anchors of the entries; they are named but not kept."""
    olds, news = old.guide.glossary, new.guide.glossary
    pairs = equal_pairs(olds, news, lambda item: item.id)
    for key in (lambda item: words.text(item.term), lambda item: words.text(_term_text(item))):
        a, b = _free(olds, news, pairs)
        pairs += equal_pairs(a, b, key)
    a, b = _free(olds, news, pairs)
    pairs += best_pairs(a, b, lambda item: words.text(_term_text(item)), _SAME_TERM)
    before, after = _entries(old), _entries(new)
    found: dict[str, ChangeDraft] = {}
    for was, now in pairs:
        codes = tuple(words.text(item.term) + words.text(_term_text(item)) for item in (was, now))
        if codes[0] == codes[1]:
            continue
        text = [_term_text(item) for item in (was, now)]
        if words.text(was.term) != words.text(now.term):
            text = [f"{item.term}: {_term_text(item)}" for item in (was, now)]
        draft = ChangeDraft(
            kind="changed",
            thing="term",
            name=now.term,
            old=_side(was, text[0], before),
            new=_side(now, text[1], after),
            hunks=hunks(writer.strings(text[0], text[1])),
            codes=(codes[0], codes[1]),
        )
        writer.name(draft)
        found[was.id] = found[now.id] = draft
    gone, came = _free(olds, news, pairs)
    for item in gone:
        found[item.id] = ChangeDraft(
            kind="removed",
            thing="term",
            name=item.term,
            old=_side(item, _term_text(item), before),
            codes=(words.text(_term_text(item)), ""),
        )
        writer.name(found[item.id])
    for item in came:
        found[item.id] = ChangeDraft(
            kind="added",
            thing="term",
            name=item.term,
            new=_side(item, _term_text(item), after),
            codes=("", words.text(_term_text(item))),
        )
        writer.name(found[item.id])
    return found


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


def _side(item: GlossaryItem, text: str, entries: dict[str, BlockNode]) -> Side:
    entry = entries.get(item.id)
    return Side(
        text=text,
        place=item.at,
        section=entry.home.ref if entry else None,
        path=entry.path if entry else None,
    )

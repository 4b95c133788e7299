"""Gathers what one changed value did: its places in the text become part of its own change.

A parameter that is printed in twelve places is one change with twelve places, not thirteen. The
same holds for a document's name and for the values of the cover. A text belongs to a value if it
is the old text with the old value replaced by the new one, and nothing else: as soon as another
word of the paragraph is different, a reviewer has to read it, and it stays a change of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.diff.drafts import ChangeDraft
from builder.diff.tokens import WordCodes
from builder.model.blocks import TEXTS

_VALUES = frozenset({"parameter", "cover", "document"})
_CONTAINERS = frozenset({"table", "form"})
_TEXTS = TEXTS | {"cell", "caption", "section", "appendix"}


@dataclass(frozen=True, slots=True)
class _Value:
    draft: ChangeDraft
    pattern: re.Pattern[str]
    instead: str
    files: frozenset[str] | None


def gather(drafts: Sequence[ChangeDraft], words: WordCodes) -> list[ChangeDraft]:
    """The drafts without those that only print a changed value, which has them as children."""
    values = [_value(draft, words) for draft in drafts if _counts(draft)]
    # Longest first: a short value can be part of a long one.
    values.sort(key=lambda value: -len(value.pattern.pattern))
    if not values:
        return list(drafts)
    kept = []
    for draft in drafts:
        if draft.thing in _VALUES:
            kept.append(draft)
        elif draft.thing in _CONTAINERS and draft.kind == "changed":
            # A row whose first cell prints the value is named by it in both guides.
            taken = [child for child in draft.children if _taken(child, values, words)]
            draft.children = [child for child in draft.children if child not in taken]
            if draft.children:
                kept.append(draft)
            else:
                # What its cells oblige to is read for those that stand for it now.
                for child in taken:
                    child.olds, child.news = draft.olds, draft.news
        elif not _taken(draft, values, words):
            kept.append(draft)
    return kept


def _counts(draft: ChangeDraft) -> bool:
    return draft.thing in _VALUES and draft.kind == "changed" and all(draft.codes)


def _value(draft: ChangeDraft, words: WordCodes) -> _Value:
    old, new = (words.words(code) for code in draft.codes)
    used = [place for side in (draft.old, draft.new) if side for place in side.places]
    return _Value(
        draft=draft,
        pattern=re.compile(rf"(?<!\w){re.escape(old)}(?!\w)"),
        instead=new,
        # Only a parameter knows where it is printed.
        files=frozenset(place.file for place in used) if used else None,
    )


def _taken(draft: ChangeDraft, values: Sequence[_Value], words: WordCodes) -> bool:
    if draft.kind != "changed" or draft.thing not in _TEXTS or draft.children:
        return False
    old, new = (words.words(code) for code in draft.codes)
    found: list[_Value] = []
    text = old
    for value in values:
        if value.pattern.search(text) and _near(value, draft):
            found.append(value)
            text = value.pattern.sub(lambda _, value=value: value.instead, text)  # type: ignore[misc]
    if text != new:
        found = _once(old, new, found)
    if not found:
        return False
    found[0].draft.children.append(draft)
    return True


def _once(old: str, new: str, values: Sequence[_Value]) -> list[_Value]:
    """A value that is also written out beside the place that prints it."""
    for value in values:
        for match in value.pattern.finditer(old):
            if old[: match.start()] + value.instead + old[match.end() :] == new:
                return [value]
    return []


def _near(value: _Value, draft: ChangeDraft) -> bool:
    if value.files is None or draft.new is None or draft.new.place is None:
        return True
    return draft.new.place.file in value.files or draft.thing in {"cell", "term", "caption"}

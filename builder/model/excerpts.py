"""What a change says, in a few words: stretches of text that stayed, were added or removed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from builder.model.blocks import TEXTS
from builder.model.change import Cause, Change, Comparison, Hunk, ObligationChange, Side
from builder.model.wording import ARRANGED, VALUES, headline, short
from builder.model.words import Language

_CAUSE, _BEGINNING = 240, 120
_TOKEN = re.compile(r"\w+(?:[-’'.,]\w+)*|\s+|[^\w\s]")
_PARAGRAPH = " ¶ "
_TEXTS = TEXTS - {"term"} | {"list"}


def cause_hunks(cause: Cause, change: Change | None = None) -> tuple[Hunk, ...]:
    """What an edit in the sources was, with a few words around it.

    `change` is one that it made: it tells better than the bare texts what an edit of a table, a
    link or an order was. Of a table there is nothing to show in a few words.
    """
    if change is not None and cause.kind != "parameter":
        return () if change.children else excerpt(change)
    old, new = cause.old or "", cause.new or ""
    if old == new:
        return ()
    return tuple(_cut(hunk, _CAUSE) for hunk in trimmed(word_hunks(old, new)))


def cause_told(
    cause: Cause, known: Mapping[str, Change], words: Language
) -> tuple[str, tuple[Hunk, ...]]:
    """What an edit did, in words where its text does not show it, and the text.

    `known` are changes by their ids.
    """
    change = next((known[e.change] for e in cause.effects if e.change in known), None)
    found = cause_hunks(cause, change)
    if change is not None and (not found or change.kind in ARRANGED):
        return headline(change, words), found
    return "", found


def duty_hunks(
    comparison: Comparison, line: ObligationChange, limit: int | None = None
) -> tuple[Hunk, ...]:
    """What differs between the two sentences of a line of the ledger.

    A section that is only cited by its new number is the same. A sentence that has no other side
    is cut at the `limit`.
    """
    if line.old is None or line.new is None:
        sentence = line.obligation.sentence
        text = short(sentence, limit) if limit else sentence
        return (Hunk(op="insert" if line.new else "delete", text=text),)
    numbers = {number.old: number.new for number in comparison.numbers}
    return word_hunks(line.old.sentence, line.new.sentence, numbers)


def _cut(hunk: Hunk, limit: int) -> Hunk:
    return hunk if len(hunk.text) <= limit else replace(hunk, text=short(hunk.text, limit))


def word_hunks(old: str, new: str, numbers: Mapping[str, str] | None = None) -> tuple[Hunk, ...]:
    """What differs between two sentences, word by word.

    For a line of the ledger, whose sentences the comparison gives whole. Changed words with
    nothing but a space between them are one hunk. `numbers` are labels that the same thing has
    in both, the new one by the old one: `Section 3.4` by `Section 3.3`.
    """
    known = numbers or {}
    token = _token(*known, *known.values())
    before, after = token.findall(old), token.findall(new)
    same_before = [known.get(word, word) for word in before]
    steps = SequenceMatcher(None, same_before, after, autojunk=False).get_opcodes()
    parts: list[tuple[bool, str, str]] = []
    for tag, a, b, c, d in steps:
        removed, added = "".join(before[a:b]), "".join(after[c:d])
        same = tag == "equal"
        joins = bool(parts) and not parts[-1][0] and (not same or not added.strip())
        if joins and (not same or (b, d) != (len(before), len(after))):
            _, was, now = parts.pop()
            parts.append((False, was + removed, now + added))
        else:
            parts.append((same, removed, added))
    hunks: list[Hunk] = []
    for same, removed, added in parts:
        if same:
            hunks.append(Hunk(op="equal", text=added))
            continue
        if removed:
            hunks.append(Hunk(op="delete", text=removed))
        if added:
            hunks.append(Hunk(op="insert", text=added))
    return tuple(hunks)


def _token(*labels: str) -> re.Pattern[str]:
    """Words, spaces and signs; a label is one word."""
    if not labels:
        return _TOKEN
    longest = sorted(set(labels), key=lambda label: -len(label))
    whole = "|".join(re.escape(label) for label in longest)
    return re.compile(rf"\b(?:{whole})(?![.]?\w)|{_TOKEN.pattern}")


def trimmed(hunks: Sequence[Hunk], words: int = 7) -> tuple[Hunk, ...]:
    """The changed stretches with a few words around each; what is left out becomes `…`."""
    found = []
    last = len(hunks) - 1
    for place, hunk in enumerate(hunks):
        if hunk.op != "equal":
            found.append(hunk)
            continue
        parts = re.findall(r"\s*\S+\s*", hunk.text) or [hunk.text]
        head = parts[:words] if place else []
        tail = parts[-words:] if place < last else []
        if len(head) + len(tail) >= len(parts):
            found.append(hunk)
        else:
            gap = "… " if not place else " …" if place == last else " … "
            kept = "".join(head).rstrip() + gap + "".join(tail).lstrip()
            found.append(Hunk(op="equal", text=kept))
    return tuple(found)


def hunks_of(change: Change) -> tuple[Hunk, ...]:
    """What a change says, as hunks: its own, or all that was added or removed.

    Of a figure with the same caption: what is other in its text alternative. Of a split or merge:
    the text with a pilcrow where a paragraph ends now or ended before.
    """
    old, new = change.old, change.new
    if change.kind in ("split", "merged") and old and new:
        many = change.others
        if change.kind == "split":
            return word_hunks(old.text, _joined((new, *many)))
        return word_hunks(_joined((old, *many)), new.text)
    if change.cls == "reference" and change.hunks:
        return tuple(_with_target(hunk) for hunk in change.hunks)
    if change.thing == "figure" and old and new and old.text == new.text:
        return word_hunks(old.description or "", new.description or "")
    if change.hunks or change.kind == "moved":
        return change.hunks
    mark = " > " if change.thing == "precedence" else " "
    removed = old.text.replace("\n", mark) if old else ""
    added = new.text.replace("\n", mark) if new else ""
    hunks = (Hunk(op="delete", text=removed), Hunk(op="insert", text=added))
    return tuple(hunk for hunk in hunks if hunk.text)


def _joined(sides: Sequence[Side]) -> str:
    return _PARAGRAPH.join(side.text for side in sides)


def _with_target(hunk: Hunk) -> Hunk:
    """Where a link leads to, as that is what is different."""
    if hunk.op == "equal" or not hunk.target or hunk.target in hunk.text:
        return hunk
    return replace(hunk, text=f"{hunk.text} ({hunk.target})")


def excerpt(change: Change, limit: int = 320) -> tuple[Hunk, ...]:
    """What a change says, with a few words around it, in about `limit` characters a stretch.

    Of a section that was added or removed the title says it all, of numbers their own table, of a
    table its parts: there is no excerpt. Of a text that only moved it is the beginning.
    """
    if change.thing == "numbers" or (change.children and change.thing not in VALUES):
        return ()
    if change.thing in ("section", "appendix") and not change.hunks:
        return ()
    hunks = hunks_of(change)
    if all(hunk.op == "equal" for hunk in hunks):
        said = change.side.text if change.thing in _TEXTS and change.kind == "moved" else ""
        return (Hunk(op="equal", text=short(said, _BEGINNING)),) if said else ()
    return tuple(_cut(hunk, limit) for hunk in trimmed(hunks))

"""Decides how much each change matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.diff.drafts import ChangeDraft
from builder.diff.tokens import WordCodes, plain
from builder.model.change import CLASSES, ChangeClass
from builder.model.policy import ReviewRule

_TARGET = re.compile(r"\u2192\S*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])")
_NORMATIVE = frozenset({"precedence", "document"})
_SECTIONS = frozenset({"section", "appendix"})
_LINES = frozenset({"row", "column", "table", "form", "figure"})


def worst(classes: Iterable[ChangeClass]) -> ChangeClass | None:
    """The class that matters most."""
    return min(classes, key=CLASSES.index, default=None)


def class_of(draft: ChangeDraft, duties: Sequence[ChangeClass], words: WordCodes) -> ChangeClass:
    """The class of a change by what it is; `duties` are those of its obligations."""
    return worst(duties) or _by_thing(draft) or _by_words(draft, words)


def _by_thing(draft: ChangeDraft) -> ChangeClass | None:
    """The class of a change whatever its words are; None where they decide."""
    found: ChangeClass | None = None
    if draft.kind == "renumbered":
        found = "renumbering"
    elif draft.thing in _NORMATIVE:
        # Another name for the same document binds nobody otherwise.
        renamed = draft.thing == "document" and draft.kind == "changed"
        found = "review" if renamed else "normative"
    elif draft.thing in _SECTIONS or draft.kind in {"moved", "split", "merged"}:
        found = "structural"
    elif draft.thing == "figure" and draft.old and draft.new:
        same = (draft.old.image, draft.old.description) == (draft.new.image, draft.new.description)
        found = "editorial" if same else "review"
    elif draft.thing == "term":
        found = "editorial" if draft.kind == "added" else "review"
    elif (draft.thing == "list") if draft.kind == "changed" else (draft.thing in _LINES):
        found = "structural"
    return found


def _by_words(draft: ChangeDraft, words: WordCodes) -> ChangeClass:
    old, new = (words.words(code) for code in draft.codes)
    if old and new:
        bare = [" ".join(_TARGET.sub("", text).split()) for text in (old, new)]
        if bare[0] == bare[1] and old != new:
            return "reference"
        if draft.thing not in {"cover", "revision"} and _numbers(bare[0]) != _numbers(bare[1]):
            return "review"
    return "editorial"


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))


def rule_for(
    draft: ChangeDraft, rules: Sequence[ReviewRule], above: Sequence[str]
) -> tuple[int, ChangeClass] | None:
    """The first rule that holds for a change; `above` are the ids of its section and those above.

    A rule whose class is not known holds for nothing; the loader has reported it.
    """
    for number, rule in enumerate(rules):
        cls = next((cls for cls in CLASSES if cls == rule.cls), None)
        if cls is None or not (rule.section or rule.term):
            continue
        if rule.section and str(rule.section) not in above:
            continue
        if rule.term and not _has(draft, str(rule.term)):
            continue
        return number, cls
    return None


def _has(draft: ChangeDraft, term: str) -> bool:
    if draft.thing == "term" and draft.name and plain(draft.name) == plain(term):
        return True
    changed = " ".join(hunk.text for hunk in draft.hunks if hunk.op != "equal")
    if not draft.hunks and draft.kind != "moved":
        changed = " ".join(side.text for side in (draft.old, draft.new) if side)
    return bool(re.search(rf"(?<!\w){re.escape(plain(term))}(?!\w)", plain(changed)))

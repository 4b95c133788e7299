"""Decides how much each change matters: the one place to look at, or to change, for a class.

The class of a change is that of the obligations it changes; without any, the first of `RULES` that
holds for it; of what has parts, at least that of its parts. The rules of the guides' owner have
the last word (`rule_for`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from builder.diff.drafts import ChangeDraft
from builder.diff.tokens import WordCodes, plain
from builder.model.change import CLASSES, ChangeClass
from builder.model.policy import ReviewRule

_TARGET = re.compile(r"\u2192\S*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])")
_LINES = frozenset({"row", "column", "table", "form", "figure"})

Texts = tuple[str, str]
"""The words of a change before and after, in a normal form (`WordCodes.words`)."""


def worst(classes: Iterable[ChangeClass]) -> ChangeClass | None:
    """The class that matters most."""
    return min(classes, key=CLASSES.index, default=None)


def class_of(
    draft: ChangeDraft,
    duties: Sequence[ChangeClass],
    parts: Sequence[ChangeClass],
    words: WordCodes,
) -> ChangeClass:
    """The class of a change; `duties` are those of its obligations, `parts` of its children."""
    old, new = (words.words(code) for code in draft.codes)
    found = [*duties, *parts]
    # What changed only in its children has no other words of its own.
    if not duties and (draft.kind != "changed" or not parts or draft.thing == "document"):
        found.append(next(cls for cls, holds in RULES if holds(draft, (old, new))))
    return worst(found) or "editorial"


def _in_one_guide(draft: ChangeDraft) -> bool:
    return draft.old is None or draft.new is None


def _same_drawing(draft: ChangeDraft) -> bool:
    sides = [(side.image, side.description) for side in (draft.old, draft.new) if side]
    return draft.thing == "figure" and len(sides) == 2 and sides[0] == sides[1]


def _bare(texts: Texts) -> list[str]:
    """Both texts without where their links lead."""
    return [" ".join(_TARGET.sub("", text).split()) for text in texts]


def _other_target(draft: ChangeDraft, texts: Texts) -> bool:
    bare = _bare(texts)
    return all(texts) and bare[0] == bare[1] and texts[0] != texts[1]


def _other_number(draft: ChangeDraft, texts: Texts) -> bool:
    old, new = (sorted(_NUMBER.findall(text)) for text in _bare(texts))
    return all(texts) and old != new and draft.thing not in {"cover", "revision"}


RULES: tuple[tuple[ChangeClass, Callable[[ChangeDraft, Texts], bool]], ...] = (
    ("renumbering", lambda draft, _: draft.kind == "renumbered"),
    # Another name for the same document binds nobody otherwise; another document, or order, does.
    ("review", lambda draft, _: draft.thing == "document" and draft.kind == "changed"),
    ("normative", lambda draft, _: draft.thing in {"precedence", "document"}),
    ("structural", lambda draft, _: draft.thing in {"section", "appendix"}),
    ("structural", lambda draft, _: draft.kind in {"moved", "split", "merged"}),
    # Only the caption of a figure is wording: what a drawing says, rules cannot read.
    ("editorial", lambda draft, _: _same_drawing(draft)),
    ("review", lambda draft, _: draft.thing == "figure" and not _in_one_guide(draft)),
    # A new term changes nothing that was written before; another meaning can change all that was.
    ("editorial", lambda draft, _: draft.thing == "term" and draft.kind == "added"),
    ("review", lambda draft, _: draft.thing == "term"),
    ("structural", lambda draft, _: draft.thing == "list" and draft.kind == "changed"),
    ("structural", lambda draft, _: draft.thing in _LINES and draft.kind != "changed"),
    ("reference", _other_target),
    ("review", _other_number),
    ("editorial", lambda draft, _: True),
)
"""Classes of changes of no obligation: the first rule that holds decides."""


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

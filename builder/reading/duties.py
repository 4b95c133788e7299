"""What the checks of obligations have in common: how binding each is, and where it stands."""

from __future__ import annotations

import re
from typing import Literal

from builder.model.obligation import Obligation
from builder.obligations.words import word_set
from builder.reading.passages import passage
from builder.reading.positions import locate
from builder.reading.subject import Subject
from builder.source import Span

Force = Literal["required", "recommended", "permitted"]

_FORCES: dict[str, Force] = {
    "must": "required",
    "shall": "required",
    "will": "required",
    "should": "recommended",
    "may": "permitted",
}
_CASE = re.compile(
    r"(?:^|; )(?:only )?(?:if|when|whenever|unless|where|in case|in the event|"
    r"in (?:this|that|such))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = word_set(
    "all and any are been being but can each every for from has have its itself nor not one other "
    "own such that the their them these this those too two three four five six with"
)
_STEM = 5
_MANY = 8
_FEW = 0.25
_LONGEST = 9
_SAME = 80


def force(obligation: Obligation) -> Force:
    """How binding an obligation is; `must`, `shall` and `will` are alike."""
    return _FORCES[obligation.strength]


def same_case(one: Obligation, other: Obligation) -> bool:
    """Whether two obligations can hold at once: neither is limited to a case of its own."""
    from rapidfuzz import fuzz

    cases = [one.condition or "", other.condition or ""]
    cases = [case if _CASE.search(case) else "" for case in cases]
    return cases[0] == cases[1] or (all(cases) and fuzz.ratio(*cases) >= _SAME)


def same_thing(one: Obligation, other: Obligation) -> bool:
    """Whether no word tells two similar duties apart.

    Words that only one of them has are more detail. If both have some, as in “minor releases”
    and “major releases”, they are different duties, unless most of a long text is the same.
    """
    mine, theirs = _stems(one), _stems(other)
    ours = len(mine & theirs)
    unique = sorted((len(mine - theirs), len(theirs - mine)))
    if unique[0] == 0:
        return True
    return ours >= _MANY and unique[0] <= _FEW * ours and unique != [1, 1]


def _stems(obligation: Obligation) -> frozenset[str]:
    """The words of what is to be done, cut off behind their first letters; adverbs left out."""
    text = obligation.action if obligation.party else f"{obligation.subject} {obligation.action}"
    words = _WORD.findall(text.lower())
    return frozenset(
        word[:_STEM].removesuffix("s") for word in words if word not in _SMALL and word[-2:] != "ly"
    )


def position(subject: Subject, obligation: Obligation) -> Span | None:
    """Where the modal of an obligation stands; for an item that inherits it, the item."""
    place = obligation.place
    block = next((block for _, block in subject.texts() if block.at == place), None)
    if place is None or block is None:
        return locate(subject, place, obligation.modal.split()[0])
    text = passage(block)
    spoken = block.own_text
    end = spoken.find(obligation.action[:40])
    if end < 0:
        return locate(subject, place, text.split()[0] if text.split() else "")
    modal = re.compile(rf"\b{obligation.strength}\b", re.IGNORECASE)
    earlier = list(modal.finditer(text, 0, end))
    if not earlier:
        return locate(subject, place, text.split()[0] if text.split() else "")
    return locate(subject, place, earlier[-1][0], len(earlier) - 1)


def label(subject: Subject, obligation: Obligation) -> str:
    """How the section of an obligation is cited."""
    return next(part.label for part in subject.guide.walk() if part.id == obligation.section)


def short(obligation: Obligation) -> str:
    """The beginning of what is to be done, for a message."""
    words = obligation.action.rsplit(": ", 1)[-1].split()
    text = " ".join(words[:_LONGEST])
    return f"{text[:1].lower() if words and not words[0].isupper() else text[:1]}{text[1:]}" + (
        " …" if len(words) > _LONGEST else ""
    )

"""Finds the words of a sentence that bind: modals, and what stands for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model.obligation import Strength

_NOT = r"(?P<not>\s+(?:not|never|no\s+longer)\b)?"
_FORMS: tuple[tuple[Strength, str], ...] = (
    ("must", r"(?:is|are)(?:\s+also)? (?:required|obligated|obliged|bound) to"),
    ("must", r"(?:is|are) (?:solely |fully |alone )?responsible for"),
    ("must", r"(?:has|have) to"),
    ("must", r"(?:is|are) to"),
    ("must", r"(?:is|are) prohibited from"),
    ("shall", r"(?:agrees?|undertakes?|commits?|promises?) to"),
    ("should", r"(?:is|are) (?:expected|encouraged|advised|urged|asked|requested) to"),
    ("may", r"(?:is|are) (?:entitled|allowed|permitted|authorized|authorised|free) to"),
    ("may", r"(?:reserves?) the right to"),
)
_PLAIN = re.compile(
    r"(?<![\w’'-])(?P<modal>must|shall|should|may|will|MUST|SHALL|SHOULD|MAY|WILL)"
    r"(?P<short>n[’']t)?(?![\w’'-])" + _NOT
)
_OTHER = [
    (strength, re.compile(rf"(?<![\w’'-]){form}(?![\w’'-])", re.I)) for strength, form in _FORMS
]
_WONT = re.compile(r"(?<![\w’'-])(?P<modal>won|shan)[’']t(?![\w’'-])")
_NO_MODAL_AFTER = re.compile(r"(?:\b(?:a|an|at|free|good|own|its|their|case)|’s)\s+$", re.I)
_NO_DUTY_BEFORE = re.compile(r"\s*(?:be\b(?!\s+\w)|or\s+may\s+not\b)")
_ONLY = re.compile(r"^\s+(?:\w+ly\s+)?only\b")
_LATE_NOT = re.compile(
    r"\s+(?:then|also|therefore|thereafter|still|in any case|\w+ly)\s+(?:no\s+longer|never|not)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """A binding word at `start`..`end` of a sentence; what is to be done follows."""

    start: int
    end: int
    strength: Strength
    negated: bool = False
    phrase: bool = False


def modals(text: str) -> list[Modal]:
    """The binding words of a text, in order.

    `may only` restricts and so counts as `must`; `may not` forbids and so is `must`, negated.
    A phrase that a modal governs (`will be responsible for`) is not counted again.
    """
    found = [_plain(text, match) for match in _PLAIN.finditer(text) if _is_modal(text, match)]
    for match in _WONT.finditer(text):
        strength: Strength = "will" if match["modal"] == "won" else "shall"
        found.append(Modal(start=match.start(), end=match.end(), strength=strength, negated=True))
    for strength, form in _OTHER:
        found += [
            Modal(
                start=match.start(),
                end=match.end(),
                strength=strength,
                negated=match[0].lower().endswith("prohibited from"),
                phrase=True,
            )
            for match in form.finditer(text)
        ]
    return sorted(found, key=lambda modal: modal.start)


def _is_modal(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _NO_MODAL_AFTER.search(before[-12:]) or before.endswith("may or "):
        return False
    return not (match["modal"].lower() == "may" and _NO_DUTY_BEFORE.match(after))


def _plain(text: str, match: re.Match[str]) -> Modal:
    word = match["modal"].lower()
    strength: Strength = word  # type: ignore[assignment]
    negated = bool(match["not"] or match["short"] or _LATE_NOT.match(text, match.end()))
    if word == "may" and (negated or _ONLY.match(text[match.end() :])):
        strength = "must"
    return Modal(start=match.start(), end=match.end(), strength=strength, negated=negated)

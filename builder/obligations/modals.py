"""Finds the words of a sentence that bind: modals, and what stands for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model.obligation import Strength

_NOT = r"(?P<not>\s+(?:not|never|no\s+longer)\b)?"
_IS = "(?:is|are) "
_FORMS: tuple[tuple[Strength, str, tuple[str, ...]], ...] = (
    (
        "must",
        r"(?:is|are)(?:\s+also)? ",
        ("required to", "obligated to", "obliged to", "bound to"),
    ),
    ("must", f"{_IS}(?:solely |fully |alone )?", ("responsible for",)),
    ("must", "", ("has to", "have to")),
    ("must", "", ("is to", "are to")),
    ("must", _IS, ("prohibited from",)),
    (
        "shall",
        "",
        (
            *("agree to", "agrees to", "undertake to", "undertakes to"),
            *("commit to", "commits to", "promise to", "promises to"),
        ),
    ),
    (
        "should",
        _IS,
        (
            *("expected to", "encouraged to", "advised to"),
            *("urged to", "asked to", "requested to"),
        ),
    ),
    (
        "may",
        _IS,
        (
            *("entitled to", "allowed to", "permitted to"),
            *("authorized to", "authorised to", "free to"),
        ),
    ),
    ("may", "", ("reserve the right to", "reserves the right to")),
)
"""Phrases that stand for a modal: what they mean, how they may begin, and how they end."""
_WORDS = ("must", "shall", "should", "may", "will")
# `May` and `Will` in the middle of a sentence are a month and a name, and at its start they ask:
# only small letters bind, or capitals throughout, as RFC 2119 writes them.
_PLAIN = re.compile(
    rf"(?<![\w’'-])(?P<modal>{'|'.join((*_WORDS, *map(str.upper, _WORDS)))})"
    r"(?P<short>n[’']t)?(?![\w’'-])" + _NOT
)
_OTHER = [
    (strength, ends, re.compile(rf"(?<![\w’'-]){begin}(?:{'|'.join(ends)})(?![\w’'-])", re.I))
    for strength, begin, ends in _FORMS
]
# The two short forms that change their verb; `mustn’t` and its like are above.
_WONT = re.compile(r"(?<![\w’'-])(?P<modal>won|shan)[’']t(?![\w’'-])")
# Nouns: a must, at will, free will, their will; and `as the case may be`.
_NO_MODAL_AFTER = re.compile(r"(?:\b(?:a|an|at|free|good|own|its|their|case)|’s)\s+$", re.I)
# `where that may be` and `may or may not` leave everything open.
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
    # Looking for a word takes a fraction of the time of a pattern, and most are in no sentence.
    plain = text.lower()
    found: list[Modal] = []
    if _has(plain, _WORDS):
        found = [_plain(text, match) for match in _PLAIN.finditer(text) if _is_modal(text, match)]
    for match in _WONT.finditer(text) if "won" in text or "shan" in text else ():
        strength: Strength = "will" if match["modal"] == "won" else "shall"
        found.append(Modal(start=match.start(), end=match.end(), strength=strength, negated=True))
    for strength, ends, form in _OTHER:
        if not _has(plain, ends):
            continue
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


def _has(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 (`any` takes twice as long)
        if word in text:
            return True
    return False


def _is_modal(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    # The end of the text before is enough, and a search from its start would take long.
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

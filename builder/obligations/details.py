"""Periods, numbers, conditions and exceptions of an obligation."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.obligations.words import NUMBERS

_COUNT = r"(?:\d+(?:,\d{3})*|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_UNITS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_UNIT = f"(?:{'|'.join(_UNITS)})s?"
_BOUND = (
    r"(?:at least|at most|no (?:later|earlier|more|less|fewer) than|not (?:later|more) than|"
    r"within|up to|more than|less than|fewer than|every|after|for)"
)
_PERIOD = re.compile(
    rf"(?:\b{_BOUND} )?(?:\ba (?:maximum|minimum) of )?\b{_COUNT}(?: \(\d+\))?[ -]"
    rf"(?:(?:business|calendar|working|consecutive|full)[ -])?{_UNIT}\b(?:[’'])?",
    re.I,
)
_NUMBER = re.compile(rf"(?<![\w.,§$/-]){_COUNT}(?![\w/]|[.,]\d|-\w)", re.I)
_NO_COUNT_AFTER = re.compile(r"^ (?:of (?:the following|these|those|them)|another)\b", re.I)
# `Section 3` and `version 4` are names; so is a number behind any word with a capital.
_NO_COUNT_BEFORE = re.compile(r"(?:\b[A-Z][\w-]*|\bv|\bversion|\bno|\bother)\s$")
_CONDITION = (
    r"(?:where|if|as) applicable|only (?:if|when|where)|if(?! so\b)|when|whenever|while|until|"
    r"once(?! in\b)|(?:on or )?(?:before|after)(?= (?!and\b)\w)|during|upon|provided that|"
    r"(?:for )?as long as|in case|in the event|no later than|"
    r"where(?= (?:an? \w+|\w+ (?:is|are|does|do|has|permits|applies|apply))\b)"
)
_EXCEPTION = r"unless|except|other than|with the exception of|apart from|excluding"
# `estimate when …` asks for a time and sets none.
_INSIDE = r"(?<!\w)(?<!estimate )(?<!determine )(?<!know )"
_APPLICABLE = re.compile(r"(?:where|if|as) applicable", re.I)


class _Limit(NamedTuple):
    """What a limiting clause begins with, alone and in what is to be done."""

    start: re.Pattern[str]
    inside: re.Pattern[str]


def _limit(start: str) -> _Limit:
    return _Limit(re.compile(start, re.I), re.compile(_INSIDE + start, re.I))


_CONDITIONS = _limit(rf"(?:{_CONDITION}|in (?:this|that|these|such) cases?)\b")
_EXCEPTIONS = _limit(rf"(?:{_EXCEPTION})\b")


class Limits(NamedTuple):
    """What limits an obligation, by the names that it has there."""

    period: str | None
    numbers: tuple[str, ...]
    condition: str | None
    exception: str | None


def limits(opening: str, own: str) -> Limits:
    """All that limits an obligation, of the text before its subject and of its own."""
    return Limits(
        period=period(own),
        numbers=numbers(own),
        condition=_limits(opening, own, _CONDITIONS, _EXCEPTIONS),
        exception=_limits(opening, own, _EXCEPTIONS, _CONDITIONS),
    )


def period(text: str) -> str | None:
    """The first time span of a text with its bound, like `at least 14 days`."""
    plain = text.lower()
    if not any(unit in plain for unit in _UNITS):
        return None  # the pattern takes much longer to find that out
    match = _PERIOD.search(text)
    return match[0].rstrip("’'") if match else None


def numbers(text: str) -> tuple[str, ...]:
    """The counts of a text as digits; versions, dates and section numbers are not counts."""
    found = []
    for match in _NUMBER.finditer(text):
        if _NO_COUNT_AFTER.match(text[match.end() :]):
            continue
        if _NO_COUNT_BEFORE.search(text[: match.start()]) and match[0].isdigit():
            continue
        plain = match[0].lower().replace(",", "")
        found.append(NUMBERS.get(plain, plain))
    return tuple(found)


def _limits(opening: str, action: str, wanted: _Limit, other: _Limit) -> str | None:
    """The clauses of one kind, from before the subject and after the verb."""
    found = []
    # Before a colon stands a label like `Note:`, or the lead-in.
    lead = opening.strip().rstrip(",").rsplit(": ", 1)[-1]
    if wanted.start.match(lead):
        found.append(lead)
    if match := wanted.inside.search(action):
        rest = action[match.start() :]
        end = other.start.search(rest[len(match[0]) :])
        clause = rest[: len(match[0]) + end.start()] if end else rest
        short = _APPLICABLE.match(clause)
        found.append(short[0] if short else clause)
    return "; ".join(text.strip().rstrip(",;").strip() for text in found) or None

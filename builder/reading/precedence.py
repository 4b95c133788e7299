"""Reads in a sentence which governing document prevails over which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.reading.documents import Mention

HINTS = re.compile(
    r"preceden|prevail|conflict|inconsisten|discrepan|contradict|priority|hierarch|supersede"
    r"|overrid|override|\brank|subordinate|subject to|yields? to|\bcontrols?\b|\bgoverns?\b"
    r"|in (?:this|the following|descending) order",
    re.IGNORECASE,
)
_CLASH = r"(?:conflict|inconsisten|discrepan|contradict|disagree)"
_ALONE = re.compile(
    rf"^(?:in (?:case|the event) of|if there (?:is|should be)) (?:a |an |any )?{_CLASH}\w*,",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"order of (?:precedence|priority)|(?:in|by) (?:this|the following|descending|that) order"
    r"|hierarchy",
    re.IGNORECASE,
)
LOWEST_FIRST = re.compile(r"lowest (?:one |document )?first|ascending|reverse", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|nothing|neither|nor|no)\b", re.IGNORECASE)
_VERB = (
    r"(?:prevails?|governs?|controls?|comes? first|wins?"
    r"|(?:takes?|has|have) (?:precedence|priority))"
)
_GAP = r"[^<>;:]{0,60}?"
_OVER = re.compile(
    rf"<(\d+)>{_GAP}\b(?:{_VERB}{_GAP}\b(?:over|above|before|ahead of)\b"
    rf"|ranks? (?:above|before|over)|(?:supersedes?|overrides?)\b){_GAP}(?=<\d+>)"
)
_UNDER = re.compile(
    rf"<(\d+)>{_GAP}\b(?:(?:is|are) (?:subordinate|subject) to|yields? to"
    rf"|ranks? (?:below|after|under)|(?:is|are) (?:superseded|overridden|controlled) by)"
    rf"{_GAP}(?=<\d+>)"
)
_WINS = re.compile(rf"<(\d+)>{_GAP}\b{_VERB}\b")
_NEXT = re.compile(r"(?:[\s,]|and|or|the|this|then|both|over|that|of)*<(\d+)>")


@dataclass(frozen=True, slots=True)
class Order:
    """What a sentence says: pairs of mentions, the higher first; `listed` if it lists them."""

    pairs: tuple[tuple[Mention, Mention | None], ...]
    listed: tuple[Mention, ...] = ()


def read_order(sentence: str, mentions: Sequence[Mention]) -> Order | None:
    """The order that a sentence states, or None if it states none.

    A pair without a second mention puts the first above all others.
    """
    if not mentions or not HINTS.search(sentence):
        return None
    # Patterns see a number in place of each document, so that no name can hide a verb from them.
    marked, position = "", 0
    for number, mention in enumerate(mentions):
        marked += _plain(sentence[position : mention.start]) + f"<{number}>"
        position = mention.end
    marked += _plain(sentence[position:])
    return _listed(marked, mentions) or _compared(marked, mentions)


def _plain(text: str) -> str:
    return text.replace("<", "(").replace(">", ")")


def _listed(marked: str, mentions: Sequence[Mention]) -> Order | None:
    found = _LIST.search(marked)
    if found is None:
        return None
    after = [mentions[int(n)] for n in re.findall(r"<(\d+)>", marked[found.end() :])]
    listed = after if len(after) > 1 else list(mentions)
    if len({mention.document for mention in listed}) < 2:
        return None
    if LOWEST_FIRST.search(marked):
        listed.reverse()
    return Order(tuple(pairwise(listed)), tuple(listed))


def _compared(marked: str, mentions: Sequence[Mention]) -> Order | None:
    pairs: list[tuple[Mention, Mention | None]] = []
    for pattern, over in ((_OVER, True), (_UNDER, False)):
        for match in pattern.finditer(marked):
            if _NOT.search(match[0]) or _NOT.match(marked):
                continue
            one, position = mentions[int(match[1])], match.end()
            while following := _NEXT.match(marked, position):
                other = mentions[int(following[1])]
                pairs.append((one, other) if over else (other, one))
                position = following.end()
    if not pairs and re.search(_CLASH, marked, re.IGNORECASE):
        pairs += _winner(marked, mentions)
    pairs = [pair for pair in pairs if pair[1] is None or pair[0].document != pair[1].document]
    return Order(tuple(pairs)) if pairs else None


def _winner(marked: str, mentions: Sequence[Mention]) -> list[tuple[Mention, Mention | None]]:
    """“If A and B conflict, B prevails”: the last one named before the verb wins."""
    verdict = None
    for match in _WINS.finditer(marked):
        if not _NOT.search(match[0]):
            verdict = match
    if verdict is None:
        return []
    winner = mentions[int(verdict[1])]
    losers = {m.document: m for m in mentions if m.document != winner.document}
    if losers:
        return [(winner, loser) for loser in losers.values()]
    return [(winner, None)] if _ALONE.match(marked) else []

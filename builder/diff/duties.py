"""Finds what the changes do to the obligations: the ledger.

Obligations of both guides are paired like blocks, from certain to likely: those with the same id,
then the most alike in the same block, in the same section, and anywhere. The further apart two
stand, the more alike they must be. Only what is left is compared by what is to be done
(`obligations.same_duty`), which reads through a sentence in other words but is slow. A pair is told
by what is different in it (strength, period, actor …); a lone one was added or removed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from builder.diff.drafts import ChangeDraft
from builder.diff.ids import Namer
from builder.diff.matching import best_pairs, equal_pairs, likely_pairs
from builder.diff.nodes import BlockNode, GuideNode
from builder.diff.reread import Duty, closure, duties_of, references, top_of
from builder.diff.tokens import WordCodes
from builder.model.change import ChangeClass, ObligationChange, ObligationKind
from builder.model.obligation import Obligation, Party

_IN_BLOCK = 0.35
"""In a block that is in both guides, duties are the same from this likeness on,"""
_IN_SECTION = 0.55
"""elsewhere in the section from this one,"""
_ACROSS = 0.62
"""and in another section from this one, or if they are the same thing to do."""
_GATE = 0.3
"""Duties less alike than that by their words are not compared any closer."""


def ledger(
    drafts: Sequence[ChangeDraft],
    old: GuideNode,
    new: GuideNode,
    parties: Sequence[Party],
    words: WordCodes,
) -> list[ObligationChange]:
    """The lines of the ledger, in the order of the new guide; what was removed is last."""
    every = [inner for draft in drafts for inner in draft.walk()]
    top = closure(top_of(node) for draft in every for node in (*draft.olds, *draft.news))
    if not top:
        return []
    from builder.obligations import Extractor

    extractor = Extractor(parties)
    olds = duties_of(old, top, extractor, words, references(new))
    news = duties_of(new, top, extractor, words, None)
    _match(olds, news)
    owners: dict[int, list[str]] = defaultdict(list)
    for draft in every:
        for node in (*draft.olds, *draft.news):
            for inner in node.walk():
                owners[id(inner)].append(draft.id)
    namer = Namer("o")
    pairs: list[tuple[Duty | None, Duty | None]] = [(duty.partner, duty) for duty in news]
    pairs += [(duty, None) for duty in olds if duty.partner is None]
    lines = []
    for was, now in pairs:
        kinds = _kinds(was, now, words, bool(parties))
        if not kinds:
            continue
        cls: ChangeClass = "review" if kinds == ("wording",) else "normative"
        one, two = (words.words(duty.code) if duty else "" for duty in (was, now))
        home = (now or was).home  # type: ignore[union-attr]
        lines.append(
            ObligationChange(
                id=namer.name(*kinds, one, two, home),
                kinds=kinds,
                cls=cls,
                old=was.own if was else None,
                new=now.own if now else None,
                changes=tuple(_owners(was, now, owners)),
            )
        )
    return lines


# Which obligations are the same ----------------------------------------------------------------


def _match(olds: Sequence[Duty], news: Sequence[Duty]) -> None:
    _join(equal_pairs(olds, news, lambda duty: duty.key))
    # Nearest first: in the same block little likeness is enough, as hardly anything else can be
    # meant.
    by_block: dict[int, list[Duty]] = defaultdict(list)
    for duty in _free(news):
        by_block[id(duty.node)].append(duty)
    for group in _grouped(_free(olds), lambda duty: id(duty.node)):
        others = [duty for node in group[0].node.matches for duty in by_block.get(id(node), ())]
        _join(best_pairs(group, _free(others), _code, _IN_BLOCK))
    by_home: dict[str, list[Duty]] = defaultdict(list)
    for duty in _free(news):
        by_home[duty.home].append(duty)
    for group in _grouped(_free(olds), lambda duty: duty.home):
        _join(best_pairs(group, by_home.get(group[0].home, []), _code, _IN_SECTION))
    _join(best_pairs(_free(olds), _free(news), _code, _ACROSS))
    _same_duties(_free(olds), _free(news))


def _same_duties(olds: Sequence[Duty], news: Sequence[Duty]) -> None:
    """The same thing to do in quite other words."""
    from builder.obligations.duties import SAME, same_duty

    scores = [
        (same_duty(olds[row].read, news[column].read), row, column)
        for row, column in likely_pairs(
            [duty.code for duty in olds], [duty.code for duty in news], _GATE
        )
    ]
    # The most alike first, and each once.
    for score, row, column in sorted(scores, reverse=True):
        if score >= SAME and olds[row].partner is None and news[column].partner is None:
            _join([(olds[row], news[column])])


def _code(duty: Duty) -> str:
    return duty.code


def _free(duties: Sequence[Duty]) -> list[Duty]:
    return [duty for duty in duties if duty.partner is None]


def _join(pairs: Sequence[tuple[Duty, Duty]]) -> None:
    for a, b in pairs:
        a.partner, b.partner = b, a


def _grouped(duties: Sequence[Duty], key: Callable[[Duty], object]) -> Iterator[list[Duty]]:
    groups: dict[object, list[Duty]] = defaultdict(list)
    for duty in duties:
        groups[key(duty)].append(duty)
    yield from groups.values()


# What is different -----------------------------------------------------------------------------


def _kinds(
    was: Duty | None, now: Duty | None, words: WordCodes, named: bool
) -> tuple[ObligationKind, ...]:
    """What is different between two readings of an obligation; nothing if it only moved.

    `named` tells whether it is known who the parties are.
    """
    if was is None or now is None:
        return ("added",) if was is None else ("removed",)
    a, b = was.read, now.read
    if _limits(a) == _limits(b):
        return ()
    found: list[ObligationKind] = []
    if a.modal != b.modal:
        found.append("strength")
    if a.party != b.party or (not named and _text(words, a.subject) != _text(words, b.subject)):
        found.append("actor")
    periods = [_text(words, duty.period) for duty in (a, b)]
    if periods[0] != periods[1]:
        found.append("period")
    if _other_numbers(a) != _other_numbers(b):
        found.append("number")
    found += _clause("condition", _text(words, a.condition), _text(words, b.condition))
    found += _clause("exception", _text(words, a.exception), _text(words, b.exception))
    if not found and was.key != now.key and _text(words, a.sentence) != _text(words, b.sentence):
        found.append("wording")
    return tuple(found)


def _limits(duty: Obligation) -> tuple[object, ...]:
    """All of an obligation that can be different."""
    return (
        *(duty.sentence, duty.modal, duty.party, duty.subject),
        *(duty.period, duty.numbers, duty.condition, duty.exception),
    )


def _clause(what: str, old: str, new: str) -> list[ObligationKind]:
    if old == new:
        return []
    how = "added" if not old else "removed" if not new else "changed"
    return [f"{what}-{how}"]  # type: ignore[list-item]


def _text(words: WordCodes, text: str | None) -> str:
    return words.text((text or "").lower())


def _other_numbers(duty: Obligation) -> Counter[str]:
    """The numbers of an obligation beside those of its period."""
    from builder.obligations.details import numbers

    return Counter(duty.numbers) - Counter(numbers(duty.period or ""))


def _owners(was: Duty | None, now: Duty | None, owners: dict[int, list[str]]) -> list[str]:
    """The changes that an obligation's change is part of.

    They are those of its own block, or else that of its lead-in.
    """
    sides = [duty for duty in (now, was) if duty]
    found = [id_ for duty in sides for id_ in owners.get(id(duty.node), ())]
    if not found:
        for duty in sides:
            for node in _leads(duty.node):
                found += [id_ for inner in node.walk() for id_ in owners.get(id(inner), ())]
                if found:
                    break
    return list(dict.fromkeys(found))


def _leads(node: BlockNode) -> Iterator[BlockNode]:
    """The blocks before a block and before the lists that it is in, the nearest first."""
    at: object = node
    while isinstance(at, BlockNode):
        siblings = at.parent.blocks if isinstance(at.parent, BlockNode) else at.home.blocks
        place = next((n for n, sibling in enumerate(siblings) if sibling is at), 0)
        if place:
            yield siblings[place - 1]
        at = at.parent

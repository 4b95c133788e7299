"""What a party is told when a guide changes: what it must now do, and by when.

It reads like a letter: grouped by what it means to the reader, a short sentence for each
obligation, with the section to look it up in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.model.change import Comparison, ObligationChange
from builder.model.change_words import ChangeWords
from builder.model.obligation import BOTH, Obligation
from builder.model.wording import listed, sections_now
from builder.model.words import Language
from builder.report.diff.addressed import addressed, as_written

BindingWord = Literal["must", "must not", "should", "may", ""]
_Rule = tuple[str, Callable[[ObligationChange], bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """One sentence of the letter, and where the guide says so."""

    said: str
    section: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The notice before it is set: paragraphs and groups."""

    title: str
    opening: tuple[str, ...]
    groups: tuple[tuple[str, tuple[LetterEntry, ...]], ...]
    closing: tuple[str, ...]


def letter(comparison: Comparison, party: str) -> Letter:
    """What the letter to a party of this name says."""
    old, new = comparison.old, comparison.new
    said = new.words.changes.notice
    same = old.version == new.version
    replaces = "" if same else said["replaces"].format(version=old.version)
    dated = said["dated"].format(date=new.words.date(new.date)) if new.date else ""
    lines = [line for line in comparison.ledger if line.cls == "normative"]
    mine = [line for line in lines if _binds(party, line.old) or _binds(party, line.new)]
    others = [line for line in lines if line not in mine]
    taken_over = ("yours now", lambda x: "actor" in x.kinds and _binds(party, x.new))
    groups = (
        *_groups(mine, party, (taken_over, *_MINE), new.words),
        *_groups(others, party, _OTHERS, new.words),
    )
    opening = said["opening"].format(
        guide=new.name, version=new.version, dated=dated, replaces=replaces
    )
    return Letter(
        title=said["title"].format(guide=new.name, version=new.version),
        opening=(opening, said["lists" if groups else "nothing"]),
        groups=groups,
        closing=tuple(_closing(comparison)),
    )


def _binds(party: str, one: Obligation | None) -> bool:
    return one is not None and one.party in (party, BOTH)


def _closing(comparison: Comparison) -> Iterator[str]:
    changes, words = comparison.changes, comparison.new.words.changes
    said = words.notice
    if any(change.thing == "precedence" for change in changes):
        order = next(change for change in changes if change.thing == "precedence")
        if order.new:
            yield said["order"].format(ranks=said["then"].join(order.new.text.split("\n")))
    # A duty in other words stands in no group: rules cannot tell whether it is another.
    told = {name for line in comparison.ledger if line.cls == "normative" for name in line.changes}
    rest = [
        one
        for one in changes
        if one.cls in ("normative", "review")
        and one.thing != "precedence"
        and not any(part.id in told for part in one.walk())
    ]
    if rest:
        now = sections_now(comparison)
        parts = [part.section for one in rest for part in one.walk()]
        known = sorted(filter(None, parts), key=lambda part: part.order)
        places = list(dict.fromkeys(now.get(part.id, part).label for part in known))
        where = listed(places, words.conjunction)
        yield said["read in" if places else "read"].format(places=where)
    if moved := comparison.verdict.renumbered:
        yield words.count(words.renumbered, moved)
    small = sum(one.cls in ("editorial", "reference", "structural") for one in changes)
    if small:
        yield words.count(words.asks_nothing, small)


# Which line is in which group, by the name that a language has a title for. The first group that
# takes a line has it.


def _force(one: Obligation | None) -> BindingWord:
    """How an obligation binds, nothing where there is none."""
    if one is None:
        return ""
    if one.strength == "should" or (one.strength == "may" and not one.negated):
        return one.strength
    return "must not" if one.negated else "must"


_BINDING: tuple[BindingWord, ...] = ("must", "must not")


def _from(
    olds: Sequence[BindingWord], news: Sequence[BindingWord]
) -> Callable[[ObligationChange], bool]:
    return lambda line: _force(line.old) in olds and _force(line.new) in news


def _kinds(*kinds: str) -> Callable[[ObligationChange], bool]:
    return lambda line: any(kind in kinds for kind in line.kinds)


_MINE: tuple[_Rule, ...] = (
    ("must", _from([""], ["must"])),
    ("must not", _from([""], ["must not"])),
    ("required", _from(["should", "may"], _BINDING)),
    ("values", _kinds("period", "number")),
    ("recommended", _from(_BINDING, ["should"])),
    ("allowed", _from([*_BINDING, "should"], ["may"])),
    ("theirs now", _kinds("actor")),
    ("limits", lambda line: any("-" in kind for kind in line.kinds)),
    ("no longer required", _from(["must"], [""])),
    ("no longer forbidden", _from(["must not"], [""])),
    ("newly recommended", _from(["", "may"], ["should"])),
    ("no longer recommended", _from(["should"], [""])),
    ("newly allowed", _from([""], ["may"])),
    ("no longer allowed", _from(["may"], [""])),
    ("otherwise", lambda _: True),
)
_OTHERS: tuple[_Rule, ...] = (("others", lambda _: True),)


def _groups(
    left: list[ObligationChange], party: str, rules: Sequence[_Rule], words: Language
) -> Iterator[tuple[str, tuple[LetterEntry, ...]]]:
    for name, belongs in rules:
        found = [line for line in left if belongs(line)]
        left = [line for line in left if line not in found]
        if found:
            yield words.changes.points[name], tuple(_entry(line, party, words) for line in found)


def _entry(line: ObligationChange, party: str, words: Language) -> LetterEntry:
    found = line.obligation
    if _binds(party, found):
        said = addressed(found, party, words.changes, removed=line.new is None)
    else:
        own = as_written(found.sentence)
        said = own if line.new else words.changes.notice["gone"].format(sentence=own)
    section = words.cite(found.section_label, found.section_title)
    return LetterEntry(said=said, section=section, before=_before(line, words.changes))


def _before(line: ObligationChange, words: ChangeWords) -> str | None:
    """How it was, where one word or number tells: `Before: 14 days; “must”.`."""
    old, new = line.old, line.new
    if old is None or new is None:
        return None
    told = []
    if "period" in line.kinds:
        told.append(old.period or words.none_before["period"])
    elif "number" in line.kinds:
        told.append(", ".join(number for number in old.numbers if number not in new.numbers))
    if "strength" in line.kinds:
        told.append(words.quoted.format(text=old.modal))
    if "actor" in line.kinds:
        told.append(old.party or old.subject)
    for name in ("condition", "exception"):
        was: str | None = getattr(old, name)
        if f"{name}-removed" in line.kinds or f"{name}-changed" in line.kinds:
            told.append(words.quoted.format(text=was))
        if f"{name}-added" in line.kinds:
            told.append(words.none_before[name])
    before = "; ".join(part for part in told if part)
    return words.notice["before"].format(before=before) if before else None

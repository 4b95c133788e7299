"""What a party is told when a guide changes: what it must now do, and by when.

It reads like a letter: grouped by what it means to the reader, a short sentence for each
obligation, with the section to look it up in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.model.change import Comparison, ObligationChange
from builder.model.obligation import BOTH, Obligation
from builder.model.wording import counted, listed, sections_now
from builder.model.words import Language
from builder.report.diff.addressed import addressed, as_written

Force = Literal["must", "must not", "should", "may", ""]
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
    told = f"version {new.version}"
    since = "" if old.version == new.version else f" and replaces version {old.version}"
    dated = f", dated {new.words.date(new.date)}," if new.date else ""
    lines = [line for line in comparison.ledger if line.cls == "normative"]
    mine = [line for line in lines if _binds(party, line.old) or _binds(party, line.new)]
    others = [line for line in lines if line not in mine]
    taken_over = ("Now for you to do", lambda x: "actor" in x.kinds and _binds(party, x.new))
    groups = (
        *_groups(mine, party, (taken_over, *_MINE), new.words),
        *_groups(others, party, _OTHERS, new.words),
    )
    means = (
        "This notice lists what that means for you. The guide itself decides; the sections "
        "to read are named with each point."
        if groups
        else "Nothing that you must, may or need not do has changed."
    )
    return Letter(
        title=f"{new.name}: what changes with {told}",
        opening=(f"The {new.name} has changed: {told}{dated} is now published{since}.", means),
        groups=groups,
        closing=tuple(_closing(comparison)),
    )


def _binds(party: str, one: Obligation | None) -> bool:
    return one is not None and one.party in (party, BOTH)


def _closing(comparison: Comparison) -> Iterator[str]:
    changes = comparison.changes
    if any(change.thing == "precedence" for change in changes):
        order = next(change for change in changes if change.thing == "precedence")
        if order.new:
            ranks = ", then ".join(order.new.text.split("\n"))
            yield f"Where the governing documents disagree, this order now holds: {ranks}."
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
        where = f" in {listed(places)}" if places else ""
        yield f"Please also read what has changed{where}; it can matter to what you do."
    moved = comparison.verdict.renumbered
    if moved:
        one, many = "section, table or figure has", "sections, tables or figures have"
        yield f"{counted(moved, one, many)} another number."
    small = sum(one.cls in ("editorial", "reference", "structural") for one in changes)
    if small:
        yield (
            f"{counted(small, 'further change')} "
            f"{'is' if small == 1 else 'are'} editorial or in the arrangement and "
            f"{'asks' if small == 1 else 'ask'} nothing of you."
        )


# Which line is in which group. The first group that takes a line has it.


def _force(one: Obligation | None) -> Force:
    """How an obligation binds, nothing where there is none."""
    if one is None:
        return ""
    if one.strength == "should" or (one.strength == "may" and not one.negated):
        return one.strength
    return "must not" if one.negated else "must"


_BINDING: tuple[Force, ...] = ("must", "must not")


def _from(olds: Sequence[Force], news: Sequence[Force]) -> Callable[[ObligationChange], bool]:
    return lambda line: _force(line.old) in olds and _force(line.new) in news


def _kinds(*kinds: str) -> Callable[[ObligationChange], bool]:
    return lambda line: any(kind in kinds for kind in line.kinds)


_MINE: tuple[_Rule, ...] = (
    ("From this version on you must", _from([""], ["must"])),
    ("From this version on you must not", _from([""], ["must not"])),
    ("Now required instead of recommended", _from(["should", "may"], _BINDING)),
    ("Changed dates, periods and numbers", _kinds("period", "number")),
    ("Now recommended instead of required", _from(_BINDING, ["should"])),
    ("Now allowed instead of required", _from([*_BINDING, "should"], ["may"])),
    ("Now done by somebody else", _kinds("actor")),
    ("Changed conditions and exceptions", lambda line: any("-" in kind for kind in line.kinds)),
    ("No longer required", _from(["must"], [""])),
    ("No longer forbidden", _from(["must not"], [""])),
    ("Newly recommended", _from(["", "may"], ["should"])),
    ("No longer recommended", _from(["should"], [""])),
    ("You now may", _from([""], ["may"])),
    ("No longer allowed by this guide", _from(["may"], [""])),
    ("Changed in another way", lambda _: True),
)
_OTHERS: tuple[_Rule, ...] = (("What changes in what others do or may do", lambda _: True),)


def _groups(
    left: list[ObligationChange], party: str, rules: Sequence[_Rule], words: Language
) -> Iterator[tuple[str, tuple[LetterEntry, ...]]]:
    for title, belongs in rules:
        found = [line for line in left if belongs(line)]
        left = [line for line in left if line not in found]
        if found:
            yield title, tuple(_entry(line, party, words) for line in found)


def _entry(line: ObligationChange, party: str, words: Language) -> LetterEntry:
    found = line.obligation
    if _binds(party, found):
        said = addressed(found, party, removed=line.new is None)
    else:
        own = as_written(found.sentence)
        said = own if line.new else f"This no longer holds: “{own}”"
    section = words.cite(found.section_label, found.section_title)
    return LetterEntry(said=said, section=section, before=_before(line))


def _before(line: ObligationChange) -> str | None:
    """How it was, where one word or number tells."""
    old, new = line.old, line.new
    if old is None or new is None:
        return None
    told = []
    if "period" in line.kinds:
        told.append(old.period or "no period")
    elif "number" in line.kinds:
        told.append(", ".join(number for number in old.numbers if number not in new.numbers))
    if "strength" in line.kinds:
        told.append(f"“{old.modal}”")
    if "actor" in line.kinds:
        told.append(old.party or old.subject)
    for name in ("condition", "exception"):
        was: str | None = getattr(old, name)
        if f"{name}-removed" in line.kinds or f"{name}-changed" in line.kinds:
            told.append(f"“{was}”")
        if f"{name}-added" in line.kinds:
            told.append(f"no {name}")
    return "; ".join(part for part in told if part) or None

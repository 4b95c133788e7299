"""How changes are called, alike in every form of a comparison, in the words of a language.

Plain text, never markup: what writes HTML, Markdown or a PDF escapes it for its own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from builder.model.blocks import TEXTS
from builder.model.change import (
    CLASSES,
    Cause,
    Change,
    ChangeClass,
    ChangedPart,
    ChangeKind,
    Comparison,
    ObligationChange,
    ObligationKind,
    SectionRef,
)
from builder.model.cover import labels
from builder.model.obligation import BOTH, Obligation
from builder.model.words import Language, common_words

VALUES: frozenset[ChangedPart] = frozenset({"parameter", "cover", "document"})
"""What has a value of its own besides the places that print it."""
ARRANGED: frozenset[ChangeKind] = frozenset({"moved", "split", "merged"})
"""What can happen to a text that stays as it is: it needs to be said."""
ARROW = "→"
_LONG_NAME = 70


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 change`, `3 changes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def words_for(comparisons: Sequence[Comparison]) -> Language:
    """The words of what tells of several guides."""
    return common_words(one.new.language for one in comparisons)


def where(section: SectionRef | None, words: Language) -> str:
    """A section as one cites it: `Section 3.4 “Post-Release Activities”`."""
    return words.cite(section.label, section.title) if section else words.changes.whole_guide


def way(section: SectionRef | None, direction: str, words: Language) -> str:
    """Where something moved, `from` or `to` a section: `from Section 3.4 “Support”`."""
    place = words.cite(section.label, section.title) if section else words.changes.elsewhere
    return words.changes.ways[direction].format(place=place)


def sections_now(comparison: Comparison) -> dict[str, SectionRef]:
    """The sections that changes tell of as one cites them now, by their ids."""
    found = {
        line.id: SectionRef(id=line.id, label=line.new, title=line.title)
        for line in comparison.numbers
        if line.thing in ("section", "appendix")
    }
    for change in comparison.changes:
        if change.new is not None and change.new.section is not None:
            found[change.new.section.id] = change.new.section
    return found


def place_of(change: Change, now: Mapping[str, SectionRef], words: Language) -> str:
    """Where a reviewer looks for a change: of what was removed, the section as it is cited now.

    `now` is what `sections_now` finds.
    """
    section = change.section
    if section is not None and change.new is None and change.thing not in ("section", "appendix"):
        section = now.get(section.id, section)
    return where(section, words)


def source_of(change: Change) -> str | None:
    """Where it is written, as an editor takes it: `content/shared/support.md:12`."""
    place = change.side.place
    return f"{place.file}:{place.line}" if place else None


def names_of(change: Change) -> tuple[str, ...]:
    """What a reviewer opens, and what is written to sign a change: its place and its id."""
    return tuple(filter(None, (source_of(change), change.id)))


def short(text: str, limit: int = _LONG_NAME) -> str:
    """A text on one line, cut between words with an ellipsis when it is longer than `limit`."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return cut[: cut.rfind(" ") if " " in cut[limit // 2 :] else None].rstrip(" ,;:") + "…"


def name_of(change: Change, words: Language) -> str | None:
    """What the changed thing itself is called, or None for a plain paragraph."""
    side = change.side
    match change.thing:
        case "section" | "appendix" | "document":
            return side.text or (side.section.title if side.section else change.name)
        case "cover":
            return labels(words).get(change.name or "", change.name)
        case "term":
            return change.name or side.text
        case "numbers" | "precedence":
            return None
    nameless = change.thing in TEXTS | {"list", "cell", "caption"}
    return change.name or (None if nameless else side.text or None)


def thing_of(change: Change, words: Language) -> str:
    """`Row “Partner kit”`, `Table 2 “Milestones”`, `Paragraph`."""
    side = change.side
    if change.thing in ("section", "appendix") and side.section:
        return where(side.section, words)
    number = side.number if change.thing in ("figure", "table") else None
    thing = words.label(change.thing, number) if number else words.names[change.thing]
    name = name_of(change, words)
    if change.thing == "figure" and number:
        name = side.text
    elif change.thing == "table" and (number or side.caption):
        name = side.caption
    elif change.thing == "caption":
        name = None
    return words.cite(thing, short(name)) if name else thing


def happened(change: Change, words: Language) -> str:
    """What became of it: `added`, `moved from Section 3.4 and edited`, `split in 2`."""
    said = words.changes.happened
    part = change.thing in ("section", "appendix")
    match change.kind:
        case "moved":
            moved = _moved(change, words, part=part)
            return words.changes.edited.format(said=moved) if change.edited else moved
        case "changed" if _redrawn(change):
            return said["redrawn"]
        case "changed" if part and change.old and change.new:
            return said["retitled" if change.old.text != change.new.text else "changed"]
    return said[change.kind].format(count=1 + len(change.others))


def _moved(change: Change, words: Language, *, part: bool) -> str:
    source, here, said = change.moved_from, change.section, words.changes.happened
    if part:
        return said["moved part"].format(label=source.label) if source else said["moved"]
    if source and (here is None or source.id != here.id):
        return words.changes.moved.format(way=way(source, "from", words))
    return said["moved" if change.thing in ("row", "column") else "moved within"]


def _redrawn(change: Change) -> bool:
    """Whether a figure has the words that it had around another drawing."""
    old, new = change.old, change.new
    return (
        change.thing == "figure"
        and old is not None
        and new is not None
        and old.image != new.image
        and (old.text, old.description) == (new.text, new.description)
    )


def headline(change: Change, words: Language) -> str:
    """A change in one line: `Paragraph moved from Section 3.4 “Support”`, `Row “Gold” removed`."""
    return words.changes.headline.format(
        thing=thing_of(change, words), happened=happened(change, words)
    )


def who(obligation: Obligation | None, words: Language) -> str:
    """Who is bound."""
    if obligation is None or obligation.party is None:
        return words.changes.nobody
    return words.changes.both_parties if obligation.party == BOTH else obligation.party


def bound(line: ObligationChange, words: Language) -> tuple[str, ...]:
    """Who is bound: one name, or who was and who is now."""
    sides = (line.old, line.new) if line.old and line.new else (line.obligation,)
    return tuple(dict.fromkeys(who(side, words) for side in sides))


def kinds_of(line: ObligationChange, words: Language) -> tuple[str, ...]:
    """What is different, by its kinds: `Strength`, `Condition added`."""
    return tuple(words.changes.kinds[kind] for kind in line.kinds)


def other_values(line: ObligationChange, words: Language) -> tuple[str, ...]:
    """Those of the differences that tell a value before and after."""
    return tuple(said for said in differences(line, words) if ARROW in said)


def differences(line: ObligationChange, words: Language) -> tuple[str, ...]:
    """What is different, one by one: `must → should`, `14 days → 21 days`."""
    old, new = line.old, line.new
    if old is None or new is None:
        return (words.changes.kinds[line.kinds[0]],)
    return tuple(_difference(kind, old, new, words) for kind in line.kinds)


def _difference(kind: ObligationKind, old: Obligation, new: Obligation, words: Language) -> str:
    pairs: dict[ObligationKind, tuple[str | None, str | None]] = {
        "strength": (old.modal, new.modal),
        "period": (old.period, new.period),
        "number": (_only(old.numbers, new.numbers), _only(new.numbers, old.numbers)),
        "actor": (who(old, words), who(new, words)),
    }
    before, after = pairs.get(kind, (None, None))
    if before or after:
        nothing = words.changes.nothing
        return f"{before or nothing} {ARROW} {after or nothing}"
    return words.changes.kinds[kind]


def _only(numbers: Sequence[str], others: Sequence[str]) -> str:
    return ", ".join(number for number in numbers if number not in others)


def verdict_of(worst: ChangeClass | None, words: Language) -> str:
    """The whole in a sentence, by the class that matters most."""
    return words.changes.verdicts[worst or "none"]


def verdict_counts(comparison: Comparison) -> tuple[str, ...]:
    """The changes by class: `3 normative`, `1 editorial`; last how many numbers follow."""
    words = comparison.new.words.changes
    counts, renumbered = comparison.verdict.counts, comparison.verdict.renumbered
    found = [
        f"{counts[cls]} {words.classes[cls].lower()}"
        for cls in CLASSES
        if counts.get(cls) and cls != "renumbering"
    ]
    if renumbered:
        found.append(words.count(words.other_numbers, renumbered))
    return tuple(found)


def obligations_of(comparison: Comparison) -> str:
    """What becomes of obligations: `2 new obligations; 1 change of strength`."""
    words = comparison.new.words.changes
    counts = comparison.verdict.obligations
    told = [
        words.count(pair, counts[kind])
        for kind in get_args(ObligationKind)
        if counts.get(kind) and (pair := words.kinds_counted[kind])
    ]
    return "; ".join(told) or words.none_different


def versions(comparison: Comparison) -> str:
    """`3.1 → 3.2`, or the one version that both have."""
    old, new = comparison.old.version, comparison.new.version
    return new if old == new else f"{old} {ARROW} {new}"


def cause_name(cause: Cause, words: Language) -> str:
    """`Parameter “change-notice-days”, content/shared/support.md:12`."""
    place = f"{cause.place.file}:{cause.place.line}" if cause.place else cause.name
    if cause.kind != "parameter":
        return place
    return f"{words.cite(words.names['parameter'], cause.name)}, {place}"


def compared(was: str | None, now: str | None) -> str:
    """What was compared, as the reviewer calls it: `v4.1 → main`."""
    return f" {ARROW} ".join(filter(None, (was, now)))


def far_reaching(cause: Cause) -> bool:
    """Whether an edit is worth a line of its own: it changes more than one place."""
    return len(cause.effects) > 1


def by_id(changes: Iterable[Change]) -> dict[str, Change]:
    """Changes by their ids, with those inside them."""
    parts = [part for change in changes for part in change.walk()]
    return {part.id: part for part in reversed(parts)}

"""How changes are called, in words that every form of the report shares.

Plain text, never markup: whoever writes HTML, Markdown or a PDF escapes it for its own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from builder.model.change import (
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
from builder.model.cover import LABELS
from builder.model.obligation import BOTH, Obligation

CLASS_NAMES: Mapping[ChangeClass, str] = {
    "normative": "Normative",
    "review": "To review",
    "structural": "Structural",
    "reference": "Reference",
    "editorial": "Editorial",
    "renumbering": "Renumbering",
}
CLASS_MEANINGS: Mapping[ChangeClass, str] = {
    "normative": "somebody must, need not or may now do something else, or another value prevails",
    "review": "other words in a sentence that binds somebody",
    "structural": "parts added, removed, moved or retitled that bind nobody",
    "reference": "another link or another target of a reference",
    "editorial": "other words anywhere else",
    "renumbering": "only numbers, which follow from another change",
}
VERDICTS: Mapping[ChangeClass | None, str] = {
    "normative": "This revision changes what the guide requires.",
    "review": "No duty changes as far as rules can tell; read the sentences that bind somebody.",
    "structural": "Parts are added, removed, moved or retitled; no duty changes.",
    "reference": "Only links and references change.",
    "editorial": "Only wording changes; no duty does.",
    "renumbering": "Only numbers change.",
    None: "Nothing changes for a reader.",
}
PART_NAMES: Mapping[ChangedPart, str] = {
    "section": "Section",
    "appendix": "Appendix",
    "paragraph": "Paragraph",
    "list": "List",
    "item": "List item",
    "table": "Table",
    "caption": "Caption",
    "column": "Column",
    "row": "Row",
    "cell": "Cell",
    "figure": "Figure",
    "form": "Form",
    "code": "Listing",
    "quote": "Quotation",
    "term": "Glossary entry",
    "parameter": "Parameter",
    "cover": "Cover",
    "revision": "Revision history",
    "precedence": "Order of precedence",
    "document": "Governing document",
    "numbers": "Numbers",
}
OBLIGATION_NAMES: Mapping[ObligationKind, str] = {
    "added": "New",
    "removed": "Removed",
    "strength": "Strength",
    "period": "Period",
    "number": "Number",
    "actor": "Who acts",
    "condition-added": "Condition added",
    "condition-removed": "Condition removed",
    "condition-changed": "Condition changed",
    "exception-added": "Exception added",
    "exception-removed": "Exception removed",
    "exception-changed": "Exception changed",
    "wording": "Wording",
}
_OBLIGATION_COUNTS: Mapping[ObligationKind, tuple[str, str]] = {
    "added": ("new obligation", "new obligations"),
    "removed": ("obligation removed", "obligations removed"),
    "strength": ("change of strength", "changes of strength"),
    "period": ("change of a period", "changes of a period"),
    "number": ("change of a number", "changes of a number"),
    "actor": ("change of who acts", "changes of who acts"),
    "condition-added": ("condition added", "conditions added"),
    "condition-removed": ("condition removed", "conditions removed"),
    "condition-changed": ("condition changed", "conditions changed"),
    "exception-added": ("exception added", "exceptions added"),
    "exception-removed": ("exception removed", "exceptions removed"),
    "exception-changed": ("exception changed", "exceptions changed"),
    "wording": ("obligation in other words", "obligations in other words"),
}
VALUES: frozenset[ChangedPart] = frozenset({"parameter", "cover", "document"})
"""What has a value of its own besides the places that print it."""
ARRANGED: frozenset[ChangeKind] = frozenset({"moved", "split", "merged"})
"""What can happen to a text that stays as it is: it needs to be said."""
NAMELESS = "nobody named"
ARROW = "→"
_LONG_NAME = 70


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 change`, `3 changes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def where(section: SectionRef | None, other: str = "The guide as a whole") -> str:
    """A section as one cites it: `Section 3.4 “Post-Release Activities”`."""
    return f"{section.label} “{section.title}”" if section else other


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


def place_of(change: Change, now: Mapping[str, SectionRef]) -> str:
    """Where a reviewer looks for a change: of what was removed, the section as it is cited now.

    `now` is what `sections_now` finds.
    """
    section = change.section
    if section is not None and change.new is None and change.thing not in ("section", "appendix"):
        section = now.get(section.id, section)
    return where(section)


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


def name_of(change: Change) -> str | None:
    """What the changed thing itself is called, or None for a plain paragraph."""
    side = change.side
    match change.thing:
        case "section" | "appendix" | "document":
            return side.text or (side.section.title if side.section else change.name)
        case "cover":
            return LABELS.get(change.name or "", change.name)
        case "term":
            return (change.name or side.text).removeprefix("term-")
        case "paragraph" | "list" | "item" | "cell" | "code" | "quote" | "caption":
            return change.name
        case "numbers" | "precedence":
            return None
    return change.name or side.text or None


def thing_of(change: Change) -> str:
    """`Row “Partner kit”`, `Table 2 “Milestones”`, `Paragraph`."""
    thing = PART_NAMES[change.thing]
    side = change.side
    if change.thing in ("section", "appendix") and side.section:
        return where(side.section)
    if change.thing == "figure" and side.number:
        return f"{thing} {side.number} “{short(side.text)}”"
    if change.thing == "table" and (side.number or side.caption):
        thing = f"{thing} {side.number}" if side.number else thing
        return f"{thing} “{short(side.caption)}”" if side.caption else thing
    if change.thing == "caption":
        return thing
    name = name_of(change)
    return f"{thing} “{short(name)}”" if name else thing


def happened(change: Change) -> str:
    """What became of it: `added`, `moved from Section 3.4 and edited`, `split in 2`."""
    part = change.thing in ("section", "appendix")
    said: str = change.kind
    match change.kind:
        case "moved":
            said = _moved(change, part) + (" and edited" if change.edited else "")
        case "split":
            said = f"split in {1 + len(change.others)}"
        case "merged":
            said = f"merged from {1 + len(change.others)}"
        case "renumbered":
            said = "follow from other changes"
        case "changed" if _redrawn(change):
            said = "drawn anew"
        case "changed" if part and change.old and change.new:
            said = "retitled" if change.old.text != change.new.text else "changed"
    return said


def _moved(change: Change, part: bool) -> str:
    source, here = change.moved_from, change.section
    if part:
        return f"moved (was {source.label})" if source else "moved"
    if source and (here is None or source.id != here.id):
        return f"moved from {where(source)}"
    return "moved" if change.thing in ("row", "column") else "moved within its section"


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


def headline(change: Change) -> str:
    """A change in one line: `Paragraph moved from Section 3.4 “Support”`, `Row “Gold” removed`."""
    return f"{thing_of(change)} {happened(change)}"


def who(obligation: Obligation | None) -> str:
    """Who is bound."""
    if obligation is None or obligation.party is None:
        return NAMELESS
    return "both parties" if obligation.party == BOTH else obligation.party


def bound(line: ObligationChange) -> tuple[str, ...]:
    """Who is bound: one name, or who was and who is now."""
    sides = (line.old, line.new) if line.old and line.new else (line.obligation,)
    return tuple(dict.fromkeys(map(who, sides)))


def kinds_of(line: ObligationChange) -> tuple[str, ...]:
    """What is different, by its kinds: `Strength`, `Condition added`."""
    return tuple(OBLIGATION_NAMES[kind] for kind in line.kinds)


def other_values(line: ObligationChange) -> tuple[str, ...]:
    """Those of the differences that tell a value before and after."""
    return tuple(said for said in differences(line) if ARROW in said)


def differences(line: ObligationChange) -> tuple[str, ...]:
    """What is different, one by one: `must → should`, `14 days → 21 days`."""
    old, new = line.old, line.new
    if old is None or new is None:
        return (OBLIGATION_NAMES[line.kinds[0]],)
    return tuple(_difference(kind, old, new) for kind in line.kinds)


def _difference(kind: ObligationKind, old: Obligation, new: Obligation) -> str:
    pairs: dict[ObligationKind, tuple[str | None, str | None]] = {
        "strength": (old.modal, new.modal),
        "period": (old.period, new.period),
        "number": (_only(old.numbers, new.numbers), _only(new.numbers, old.numbers)),
        "actor": (who(old), who(new)),
    }
    before, after = pairs.get(kind, (None, None))
    if before or after:
        return f"{before or 'none'} {ARROW} {after or 'none'}"
    return OBLIGATION_NAMES[kind]


def _only(numbers: Sequence[str], others: Sequence[str]) -> str:
    return ", ".join(number for number in numbers if number not in others)


def verdict_counts(comparison: Comparison) -> tuple[str, ...]:
    """The changes by class: `3 normative`, `1 editorial`; last how many numbers follow."""
    counts, renumbered = comparison.verdict.counts, comparison.verdict.renumbered
    found = [
        f"{counts[cls]} {CLASS_NAMES[cls].lower()}"
        for cls in CLASS_NAMES
        if counts.get(cls) and cls != "renumbering"
    ]
    if renumbered:
        found.append(f"{counted(renumbered, 'other number')}")
    return tuple(found)


def obligations_of(comparison: Comparison) -> str:
    """What becomes of obligations: `2 new obligations; 1 change of strength`."""
    counts = comparison.verdict.obligations
    told = [
        counted(counts[kind], *names)
        for kind, names in _OBLIGATION_COUNTS.items()
        if counts.get(kind)
    ]
    return "; ".join(told) or "No obligation is different"


def versions(comparison: Comparison) -> str:
    """`3.1 → 3.2`, or the one version that both have."""
    old, new = comparison.old.version, comparison.new.version
    return new if old == new else f"{old} {ARROW} {new}"


def cause_name(cause: Cause) -> str:
    """`Parameter “change-notice-days”`, `content/shared/support.md:12`."""
    place = f"{cause.place.file}:{cause.place.line}" if cause.place else cause.name
    return f"Parameter “{cause.name}”, {place}" if cause.kind == "parameter" else place


def compared(was: str | None, now: str | None) -> str:
    """What was compared, as the reviewer calls it: `v4.1 → main`."""
    return f" {ARROW} ".join(filter(None, (was, now)))


def far_reaching(cause: Cause) -> bool:
    """Whether an edit is worth a line of its own: it changes more than one place."""
    return len(cause.effects) > 1


def one_line(changes: Iterable[Change]) -> dict[str, Change]:
    """Changes by their ids, with those inside them."""
    return {part.id: part for change in changes for part in change.walk()}

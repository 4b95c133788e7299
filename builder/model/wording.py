"""How changes are called, in words that every form of the report shares.

Plain text, never markup: whoever writes HTML, Markdown or a PDF escapes it for its own page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from builder.model.change import (
    Cause,
    Change,
    ChangeClass,
    Comparison,
    Hunk,
    ObligationChange,
    ObligationKind,
    SectionRef,
    Thing,
)
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
    "structural": "another place or another title",
    "reference": "another link or another target of a reference",
    "editorial": "other words anywhere else",
    "renumbering": "only numbers, which follow from another change",
}
VERDICTS: Mapping[ChangeClass | None, str] = {
    "normative": "This revision changes what the guide requires.",
    "review": "No duty changes as far as rules can tell; read the sentences that bind somebody.",
    "structural": "The guide is arranged in another way; no duty changes.",
    "reference": "Only links and references change.",
    "editorial": "Only wording changes; no duty does.",
    "renumbering": "Only numbers change.",
    None: "Nothing changes for a reader.",
}
THING_NAMES: Mapping[Thing, str] = {
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
COVER_FIELDS: Mapping[str, str] = {
    "title": "Title",
    "short_name": "Short name",
    "version": "Version",
    "subtitle": "Subtitle",
    "date": "Date",
    "classification": "Classification",
    "copyright": "Copyright",
    "trademarks": "Trademarks",
    "publisher": "Publisher",
    "program": "Program",
}
NAMELESS = "nobody named"
ARROW = "→"
_LONG_NAME, _CAUSE = 70, 240
_TOKEN = re.compile(r"\w+(?:[-’'.,]\w+)*|\s+|[^\w\s]")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 change`, `3 changes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def where(section: SectionRef | None, other: str = "Front matter") -> str:
    """A section as one cites it: `Section 3.4 “Post-Release Activities”`."""
    return f"{section.label} “{section.title}”" if section else other


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
        case "section" | "appendix":
            return side.text or (side.section.title if side.section else None)
        case "cover":
            return COVER_FIELDS.get(change.name or "", change.name)
        case "term":
            return (change.name or side.text).removeprefix("term-")
        case "paragraph" | "list" | "item" | "cell" | "code" | "quote" | "caption":
            return change.name
        case "numbers" | "precedence":
            return None
    return change.name or side.text or None


def thing_of(change: Change) -> str:
    """`Row “Partner kit”`, `Table 2 “Milestones”`, `Paragraph`."""
    thing = THING_NAMES[change.thing]
    side = change.side
    if change.thing in ("section", "appendix") and side.section:
        return where(side.section)
    if change.thing == "figure" and side.number:
        return f"{thing} {side.number} “{short(side.text)}”"
    if change.thing == "table" and side.number:
        thing = f"{thing} {side.number}"
        return f"{thing} ({change.name})" if change.name else thing
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
        case "changed" if part and change.old and change.new:
            said = "retitled" if change.old.text != change.new.text else "changed"
    return said


def _moved(change: Change, part: bool) -> str:
    source, here = change.moved_from, change.section
    if part:
        return f"moved (was {source.label})" if source else "moved"
    if source and (here is None or source.id != here.id):
        return f"moved from {where(source)}"
    return "moved within its section"


def headline(change: Change) -> str:
    """A change in one line: `Paragraph moved from Section 3.4 “Support” and edited`."""
    return f"{thing_of(change)} {happened(change)}"


def who(obligation: Obligation | None) -> str:
    """Who is bound."""
    if obligation is None or obligation.party is None:
        return NAMELESS
    return "both parties" if obligation.party == BOTH else obligation.party


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
    """The changes by class: `3 normative`, `1 editorial`."""
    counts = comparison.verdict.counts
    return tuple(
        f"{counts[cls]} {CLASS_NAMES[cls].lower()}" for cls in CLASS_NAMES if counts.get(cls)
    )


def obligation_counts(comparison: Comparison) -> tuple[str, ...]:
    """What becomes of obligations: `2 new obligations`, `1 change of strength`."""
    counts = comparison.verdict.obligations
    return tuple(
        counted(counts[kind], *_OBLIGATION_COUNTS[kind])
        for kind in _OBLIGATION_COUNTS
        if counts.get(kind)
    )


def versions(comparison: Comparison) -> str:
    """`3.1 → 3.2`, or the one version that both have."""
    old, new = comparison.old.version, comparison.new.version
    return new if old == new else f"{old} {ARROW} {new}"


def guide_name(comparison: Comparison) -> str:
    """The guide's title as its cover has it."""
    return " ".join(filter(None, (comparison.new.title, comparison.new.subtitle)))


def cause_name(cause: Cause) -> str:
    """`Parameter “change-notice-days”`, `content/shared/support.md:12`."""
    place = f"{cause.place.file}:{cause.place.line}" if cause.place else cause.name
    return f"Parameter “{cause.name}”, {place}" if cause.kind == "parameter" else place


def child_line(change: Change) -> str:
    """A change inside a table or list, in one line: `Row “Gold” removed`."""
    return f"{thing_of(change)} {happened(change)}"


def cause_hunks(cause: Cause) -> tuple[Hunk, ...]:
    """What an edit in the sources was, with a few words around it."""
    old, new = cause.old or "", cause.new or ""
    if old == new:
        return ()
    return tuple(_cut(hunk, _CAUSE) for hunk in trimmed(word_hunks(old, new)))


def _cut(hunk: Hunk, limit: int) -> Hunk:
    return hunk if len(hunk.text) <= limit else replace(hunk, text=short(hunk.text, limit))


def far_reaching(cause: Cause) -> bool:
    """Whether an edit is worth a line of its own: it changes more than one place."""
    return len(cause.effects) > 1


def one_line(changes: Iterable[Change]) -> dict[str, Change]:
    """Changes by their ids, with those inside them."""
    return {part.id: part for change in changes for part in change.walk()}


def word_hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """What differs between two sentences, word by word.

    For a line of the ledger, whose sentences the comparison gives whole. Changed words with
    nothing but a space between them are one hunk.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    parts: list[tuple[bool, str, str]] = []
    for tag, a, b, c, d in steps:
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        same = tag == "equal"
        joins = bool(parts) and not parts[-1][0] and (not same or not came.strip())
        if joins and (not same or (b, d) != (len(before), len(after))):
            _, was, now = parts.pop()
            parts.append((False, was + gone, now + came))
        else:
            parts.append((same, gone, came))
    hunks: list[Hunk] = []
    for same, gone, came in parts:
        if same:
            hunks.append(Hunk(op="equal", text=came))
            continue
        if gone:
            hunks.append(Hunk(op="delete", text=gone))
        if came:
            hunks.append(Hunk(op="insert", text=came))
    return tuple(hunks)


def trimmed(hunks: Sequence[Hunk], words: int = 7) -> tuple[Hunk, ...]:
    """The changed stretches with a few words around each; what is left out becomes `…`."""
    found = []
    last = len(hunks) - 1
    for place, hunk in enumerate(hunks):
        if hunk.op != "equal":
            found.append(hunk)
            continue
        parts = re.findall(r"\s*\S+\s*", hunk.text) or [hunk.text]
        head = parts[:words] if place else []
        tail = parts[-words:] if place < last else []
        if len(head) + len(tail) >= len(parts):
            found.append(hunk)
        else:
            gap = "… " if not place else " …" if place == last else " … "
            kept = "".join(head).rstrip() + gap + "".join(tail).lstrip()
            found.append(Hunk(op="equal", text=kept))
    return tuple(found)


def hunks_of(change: Change) -> tuple[Hunk, ...]:
    """What a change says, as hunks: its own, or all that came or went.

    Of a figure with the same caption: what is other in its text alternative.
    """
    if change.cls == "reference" and change.hunks:
        return tuple(_with_target(hunk) for hunk in change.hunks)
    if change.hunks or change.kind == "moved":
        return change.hunks
    old, new = change.old, change.new
    if old and new and old.text == new.text:
        return word_hunks(old.description or "", new.description or "")
    mark = " > " if change.thing == "precedence" else " "
    gone = old.text.replace("\n", mark) if old else ""
    came = new.text.replace("\n", mark) if new else ""
    hunks = (Hunk(op="delete", text=gone), Hunk(op="insert", text=came))
    return tuple(hunk for hunk in hunks if hunk.text)


def _with_target(hunk: Hunk) -> Hunk:
    """Where a link leads to, as that is what is different."""
    if hunk.op == "equal" or not hunk.target or hunk.target in hunk.text:
        return hunk
    return replace(hunk, text=f"{hunk.text} ({hunk.target})")


def excerpt(change: Change, limit: int = 320) -> tuple[Hunk, ...]:
    """What a change says, with a few words around it, in about `limit` characters a stretch.

    Of a section that came or went the title says it all: there is no excerpt.
    """
    if change.thing in ("section", "appendix") and not change.hunks:
        return ()
    return tuple(_cut(hunk, limit) for hunk in trimmed(hunks_of(change)))

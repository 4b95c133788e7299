"""Drafts the row of the revision history for what changed since the last release.

The next version: a normative change raises the second number at least, anything else the third.
It is always above every version that was released before, and never one of them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from builder.model.change import CLASSES, Change, ChangeClass, Comparison, ObligationChange
from builder.model.guide import Guide
from builder.model.versions import version_key
from builder.model.wording import ARROW, differences, headline, place_of, sections_now
from builder.model.words import Language

_NAMED = 6
_PARTS = ("section", "appendix")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRow:
    """A proposed row. `version` is None when nothing changed; `recorded` if it is there already.

    `row` is the row in YAML, on one line, to be put at the end of `revision-history:`.
    """

    released: str
    version: str | None
    worst: ChangeClass | None
    summary: str = ""
    row: str = ""
    date: str | None = None
    recorded: bool = False


def draft_row(
    comparison: Comparison, guide: Guide, used: Collection[str], *, today: str
) -> ProposedRow:
    """The row for the changes of a comparison with the last release.

    `guide` is the current one; `used` are versions that were released before, besides the one
    compared with; `today` is a date as YYYY-MM-DD. A guide without a date gets a row without.
    """
    released = comparison.old.version
    changes = [change for change in comparison.changes if not _is_record(change)]
    if not changes:
        return ProposedRow(released=released, version=None, worst=None)
    worst = min((change.cls for change in changes), key=CLASSES.index)
    every = {released, *used}
    current = guide.identity.version
    lowest = next_version(every, minor=worst == "normative")
    # A version that was raised already, far enough, stays.
    version = current if version_key(current) >= version_key(lowest) else lowest
    recorded = any(row.version == version for row in guide.revision_history)
    date = today if guide.identity.date else None
    summary = summarise(comparison, changes)
    return ProposedRow(
        released=released,
        version=version,
        worst=worst,
        summary=summary,
        row=_row(version, date, summary),
        date=date,
        recorded=recorded,
    )


def next_version(used: Collection[str], *, minor: bool) -> str:
    """The version after all that were used: `3.1` → `3.2` (minor) or `3.1.1`."""
    numbers = [int(part) for part in max(used, key=version_key).split(".")]
    place = 1 if minor else 2
    numbers = [*numbers, 0, 0, 0][: place + 1]
    taken = {version_key(version) for version in used}
    while True:
        numbers[place] += 1
        version = ".".join(map(str, numbers))
        if version_key(version) not in taken:
            return version


def summarise(comparison: Comparison, changes: Iterable[Change]) -> str:
    """The changes in a few sentences, those of duties first."""
    words = comparison.new.words
    said = words.changes
    duties: dict[str, list[str]] = {}
    for line in comparison.ledger:
        if line.cls == "normative":
            duty = line.obligation
            place = words.cite(duty.section_label, duty.section_title)
            duties.setdefault(place, []).extend(_kinds(line, words))
    parts = [
        f"{place}: {', '.join(counted_alike(kinds))}."
        for place, kinds in list(duties.items())[:_NAMED]
    ]
    if len(duties) > _NAMED:
        parts.append(said.count(said.more_sections, len(duties) - _NAMED))
    others = [change for change in changes if not change.obligations]
    named = [c for c in others if c.cls in ("normative", "structural") and c.kind != "renumbered"]
    now = sections_now(comparison)
    for change in named[:_NAMED]:
        own = change.thing in (*_PARTS, "table", "figure") or change.section is None
        place = "" if own else f"{place_of(change, now, words)}: "
        text = headline(change, words)
        parts.append(f"{place}{text[:1].lower() + text[1:] if place else text}.")
    rest = len(named[_NAMED:]) + sum(c.cls in ("review", "editorial", "reference") for c in others)
    if rest:
        parts.append(said.count(said.more_wording if parts else said.only_wording, rest))
    return " ".join(parts) or said.row["nothing"]


def _kinds(line: ObligationChange, words: Language) -> Iterable[str]:
    """What became of a duty: `new obligation`, `“must” is now “should”`."""
    if line.kinds[0] in ("added", "removed"):
        yield words.changes.row[line.kinds[0]]
        return
    for kind, said in zip(line.kinds, differences(line, words), strict=True):
        old, arrow, new = said.partition(f" {ARROW} ")
        if not arrow:
            yield said[:1].lower() + said[1:]
        else:
            form = kind if kind in words.changes.row else "value"
            yield words.changes.row[form].format(old=old, new=new)


def counted_alike(texts: Iterable[str]) -> list[str]:
    """Texts in their order, those that come again with their number: `new obligation (3)`."""
    counts = Counter(texts)
    return [f"{text} ({count})" if count > 1 else text for text, count in counts.items()]


def _row(version: str, date: str | None, summary: str) -> str:
    """A row in YAML; JSON's quotes are YAML's."""
    dated = f'date: "{date}", ' if date else ""
    text = re.sub(r"([\\`*_\[\]<>#~|])", r"\\\1", summary).replace("{{", "{ {").replace("}}", "} }")
    return f'- {{version: "{version}", {dated}summary: {json.dumps(text, ensure_ascii=False)}}}'


def _is_record(change: Change) -> bool:
    """Whether it is the record of the change, and not the change: version, date, history."""
    return change.thing == "revision" or (
        change.thing == "cover" and change.name in ("version", "date")
    )

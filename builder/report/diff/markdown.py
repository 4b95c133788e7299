"""The comparison as a comment on a pull request: the verdict first, wording folded at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.diff import group_causes
from builder.model.change import CLASSES, Cause, Change, Comparison, ObligationChange, SectionRef
from builder.model.excerpts import cause_told, duty_hunks, excerpt, trimmed
from builder.model.wording import (
    ARROW,
    CLASS_NAMES,
    VERDICTS,
    bound,
    cause_name,
    compared,
    counted,
    far_reaching,
    headline,
    kinds_of,
    names_of,
    obligations_of,
    other_values,
    place_of,
    sections_now,
    versions,
)
from builder.report.diff.fitting import Piece, fit
from builder.report.diff.groups import EDITORIAL, Group, grouped
from builder.report.markup.markdown import code, hunks, plain

LIMIT = 60_000
MARK = "<!-- guides-diff -->"
"""Begins every comment, so that a workflow finds its own and writes it anew."""
_EXCERPT, _SENTENCE = 300, 500
_RANKS = {"Structure": 2, "Tables, terms and values": 3, "Text": 4, EDITORIAL: 7}
_CAUSES, _NUMBERS = 5, 6
_SHOWN = tuple(cls for cls in CLASSES if cls != "renumbering")


def comment(
    comparisons: Sequence[Comparison],
    *,
    limit: int = LIMIT,
    links: Mapping[str, str] | None = None,
    was: str | None = None,
    now: str | None = None,
) -> str:
    """The changes of all guides in one comment of at most `limit` characters.

    `links` has the address of a guide's redline by the program's id. `was` and `now` are what
    was compared, as the reviewer calls it. Lines that do not fit are left out, wording first,
    and named.
    """
    changed = [one for one in comparisons if not one.same]
    pieces = [_verdict(comparisons, links or {}, was, now)]
    for one in changed:
        pieces += _guide(one)
    causes = [cause for cause in group_causes(changed) if far_reaching(cause)]
    if causes:
        names = {change.id: change for one in changed for change in one.changes}
        pieces.append(
            Piece(
                name="causes",
                rank=_CAUSES,
                head="\n## Causes of several changes\n\n",
                lines=[_cause(cause, names) for cause in causes],
            )
        )
    return fit(pieces, limit)


def _verdict(
    comparisons: Sequence[Comparison],
    links: Mapping[str, str],
    was: str | None,
    now: str | None,
) -> Piece:
    found = [one.verdict.worst for one in comparisons if one.verdict.worst]
    worst = min(found, key=CLASSES.index) if found else None
    said = "These guides change what they require." if worst == "normative" else VERDICTS[worst]
    if len(comparisons) == 1:
        said = VERDICTS[worst]
    names = compared(was and code(was), now and code(now))
    heads = ["Guide", "Version", *(CLASS_NAMES[cls] for cls in _SHOWN), "Numbers"]
    rule = ["---", "---", *("---:" for _ in _SHOWN), "---:"]
    head = [MARK, f"# {said}", "", *([f"Compared: {names}", ""] if names else [])]
    head += [f"| {' | '.join(heads)} |", f"|{'|'.join(rule)}|", ""]
    lines = [_row(one, links.get(one.new.program)) for one in comparisons]
    return Piece(name="verdicts", rank=0, head="\n".join(head), lines=lines)


def _row(one: Comparison, link: str | None) -> str:
    name = plain(one.new.short_name)
    if link:
        name = f"[{name}](<{link.replace('<', '%3C').replace('>', '%3E')}>)"
    counts = [str(one.verdict.counts.get(cls, 0) or "–") for cls in _SHOWN]
    cells = [f"**{name}**", plain(versions(one)), *counts, str(one.verdict.renumbered or "–")]
    return f"| {' | '.join(cells)} |\n"


def _guide(one: Comparison) -> Iterator[Piece]:
    name = one.new.short_name
    head = f"\n## {plain(name)} {plain(versions(one))}\n\n{obligations_of(one)}.\n"
    yield Piece(name=name, rank=0, head=head, lines=())
    if one.ledger:
        yield Piece(
            name=f"obligations of {name}",
            rank=1,
            head="\n### Obligations\n\n| Change | Who | Sentence | Where |\n|---|---|---|---|\n",
            lines=[_obligation(one, line) for line in one.ledger],
        )
    now = sections_now(one)
    for group in grouped(one):
        if group.title == EDITORIAL:
            yield from _numbers(one)
        yield _group(name, group, now)
    if not any(group.title == EDITORIAL for group in grouped(one)):
        yield from _numbers(one)


def _group(name: str, group: Group, now: Mapping[str, SectionRef]) -> Piece:
    head, foot = f"\n### {group.title}\n\n", ""
    if group.title == EDITORIAL:
        count = counted(len(group.changes), "editorial change")
        head, foot = f"\n<details><summary>{count}</summary>\n\n", "\n</details>\n"
    return Piece(
        name=f"{group.title.lower()} of {name}",
        rank=_RANKS[group.title],
        head=head,
        foot=foot,
        lines=[_change(change, now) for change in group.changes],
    )


def _obligation(one: Comparison, line: ObligationChange) -> str:
    cells = (
        "<br>".join([f"**{', '.join(kinds_of(line))}**", *map(plain, other_values(line))]),
        plain(f" {ARROW} ".join(bound(line))),
        hunks(trimmed(duty_hunks(one, line, _SENTENCE), 12)),
        plain(line.obligation.where),
    )
    return f"| {' | '.join(cells)} |\n"


def _change(change: Change, now: Mapping[str, SectionRef]) -> str:
    kind = "" if change.cls == "editorial" else f"**{CLASS_NAMES[change.cls]}**: "
    place = "" if change.thing in ("section", "appendix") else f", {plain(place_of(change, now))}"
    said = hunks(excerpt(change, _EXCERPT))
    names = " ".join(map(code, names_of(change)))
    lines = [f"- {kind}{plain(headline(change))}{place}{f': {said}' if said else ''} ({names})"]
    lines += [
        f"  - {plain(headline(child))}"
        + (f": {told}" if (told := hunks(excerpt(child, _EXCERPT))) else "")
        for child in change.children
    ]
    return "\n".join(lines) + "\n"


def _numbers(one: Comparison) -> Iterator[Piece]:
    found = [line for line in one.numbers if not line.follows]
    if not found:
        return
    rows = [f"| {plain(n.old)} | {plain(n.new)} | {plain(n.title)} |\n" for n in found]
    more = len(one.numbers) - len(found)
    note = f"\n{counted(more, 'more number')} below these changed with them.\n" if more else ""
    yield Piece(
        name=f"numbers of {one.new.short_name}",
        rank=_NUMBERS,
        head=f"\n<details><summary>{counted(len(one.numbers), 'other number')}</summary>\n\n"
        "| Was | Is now | Title |\n|---|---|---|\n",
        lines=rows,
        foot=f"{note}\n</details>\n",
    )


def _cause(cause: Cause, names: Mapping[str, Change]) -> str:
    said, found = cause_told(cause, names)
    values = ": ".join(filter(None, (plain(said), hunks(found))))
    where_to: dict[str, list[str]] = {}
    for effect in cause.effects:
        change = names.get(effect.change)
        said = change.section.label if change and change.section else effect.section or "cover"
        where_to.setdefault(effect.program, []).append(said)
    reached = "; ".join(
        f"**{plain(program)}** {plain(', '.join(dict.fromkeys(places)))}"
        for program, places in where_to.items()
    )
    return f"- {code(cause_name(cause))}{': ' if values else ''}{values}\n  - {reached}\n"

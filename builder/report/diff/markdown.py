"""The comparison as a comment on a pull request: the verdict first, wording folded at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.diff import group_causes
from builder.model.change import CLASSES, Cause, Change, Comparison, ObligationChange, SectionRef
from builder.model.excerpts import cause_told, duty_hunks, excerpt, trimmed
from builder.model.wording import (
    ARROW,
    bound,
    by_id,
    cause_name,
    compared,
    far_reaching,
    headline,
    kinds_of,
    names_of,
    obligations_of,
    other_values,
    place_of,
    sections_now,
    verdict_of,
    versions,
    words_for,
)
from builder.model.words import Language
from builder.report.diff.fitting import Piece, fit
from builder.report.diff.groups import EDITORIAL, Group, grouped
from builder.report.markup.markdown import code, hunks, plain

LIMIT = 60_000
MARK = "<!-- guides-diff -->"
"""Begins every comment, so that a workflow finds its own and writes it anew."""
_EXCERPT, _SENTENCE = 300, 500
_RANKS = {"structure": 2, "data": 3, "text": 4, EDITORIAL: 7}
_CAUSES, _NUMBERS = 5, 6
_LEDGER = ("change", "who", "sentence", "where")
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
    words = words_for(comparisons)
    changed = [one for one in comparisons if not one.same]
    pieces = [_verdict(comparisons, links or {}, was, now)]
    for one in changed:
        pieces += _guide(one)
    causes = [cause for cause in group_causes(changed) if far_reaching(cause)]
    if causes:
        names = by_id(change for one in changed for change in one.changes)
        pieces.append(
            Piece(
                name=words.changes.titles["causes"].lower(),
                rank=_CAUSES,
                head=f"\n## {words.changes.titles['causes of several']}\n\n",
                lines=[_cause(cause, names, words) for cause in causes],
            )
        )
    return fit(pieces, limit, words.changes)


def _verdict(
    comparisons: Sequence[Comparison],
    links: Mapping[str, str],
    was: str | None,
    now: str | None,
) -> Piece:
    found = [one.verdict.worst for one in comparisons if one.verdict.worst]
    worst = min(found, key=CLASSES.index) if found else None
    language = words_for(comparisons)
    words = language.changes
    said = verdict_of(worst, language)
    if worst == "normative" and len(comparisons) > 1:
        said = words.verdict_of_guides
    names = compared(was and code(was), now and code(now))
    heads = [words.heads["guide"], words.heads["version"]]
    heads += [*(words.classes[cls] for cls in _SHOWN), words.titles["numbers"]]
    rule = ["---", "---", *("---:" for _ in _SHOWN), "---:"]
    head = [MARK, f"# {said}", ""]
    head += [words.compared.format(names=names), ""] if names else []
    head += [f"| {' | '.join(heads)} |", f"|{'|'.join(rule)}|", ""]
    lines = [_row(one, links.get(one.new.program)) for one in comparisons]
    return Piece(name=words.titles["verdicts"], rank=0, head="\n".join(head), lines=lines)


def _row(one: Comparison, link: str | None) -> str:
    name = plain(one.new.short_name)
    if link:
        name = f"[{name}](<{link.replace('<', '%3C').replace('>', '%3E')}>)"
    counts = [str(one.verdict.counts.get(cls, 0) or "–") for cls in _SHOWN]
    cells = [f"**{name}**", plain(versions(one)), *counts, str(one.verdict.renumbered or "–")]
    return f"| {' | '.join(cells)} |\n"


def _guide(one: Comparison) -> Iterator[Piece]:
    name, words = one.new.short_name, one.new.words.changes
    head = f"\n## {plain(name)} {plain(versions(one))}\n\n{obligations_of(one)}.\n"
    yield Piece(name=name, rank=0, head=head, lines=())
    if one.ledger:
        heads = " | ".join(words.heads[column] for column in _LEDGER)
        yield Piece(
            name=_part(one, words.titles["ledger"]),
            rank=1,
            head=f"\n### {words.titles['ledger']}\n\n| {heads} |\n|---|---|---|---|\n",
            lines=[_obligation(one, line) for line in one.ledger],
        )
    now = sections_now(one)
    for group in grouped(one):
        if group.id == EDITORIAL:
            yield from _numbers(one)
        yield _group(one, group, now)
    if not any(group.id == EDITORIAL for group in grouped(one)):
        yield from _numbers(one)


def _part(one: Comparison, title: str) -> str:
    """How a part is called that is left out: `obligations of KMS`."""
    return one.new.words.changes.part_of.format(part=title.lower(), guide=one.new.short_name)


def _group(one: Comparison, group: Group, now: Mapping[str, SectionRef]) -> Piece:
    words = one.new.words.changes
    head, foot = f"\n### {words.groups[group.id]}\n\n", ""
    if group.id == EDITORIAL:
        count = words.count(words.editorial_changes, len(group.changes))
        head, foot = f"\n<details><summary>{count}</summary>\n\n", "\n</details>\n"
    return Piece(
        name=_part(one, words.groups[group.id]),
        rank=_RANKS[group.id],
        head=head,
        foot=foot,
        lines=[_change(change, now, one.new.words) for change in group.changes],
    )


def _obligation(one: Comparison, line: ObligationChange) -> str:
    words = one.new.words
    kinds, values = kinds_of(line, words), other_values(line, words)
    cells = (
        "<br>".join([f"**{', '.join(kinds)}**", *map(plain, values)]),
        plain(f" {ARROW} ".join(bound(line, words))),
        hunks(trimmed(duty_hunks(one, line, _SENTENCE), 12)),
        plain(line.obligation.where),
    )
    return f"| {' | '.join(cells)} |\n"


def _change(change: Change, now: Mapping[str, SectionRef], words: Language) -> str:
    kind = "" if change.cls == "editorial" else f"**{words.changes.classes[change.cls]}**: "
    part = change.thing in ("section", "appendix")
    place = "" if part else f", {plain(place_of(change, now, words))}"
    said = hunks(excerpt(change, _EXCERPT))
    names = " ".join(map(code, names_of(change)))
    what = plain(headline(change, words))
    lines = [f"- {kind}{what}{place}{f': {said}' if said else ''} ({names})"]
    lines += [
        f"  - {plain(headline(child, words))}"
        + (f": {told}" if (told := hunks(excerpt(child, _EXCERPT))) else "")
        for child in change.children
    ]
    return "\n".join(lines) + "\n"


def _numbers(one: Comparison) -> Iterator[Piece]:
    found = [line for line in one.numbers if not line.follows]
    if not found:
        return
    rows = [f"| {plain(n.old)} | {plain(n.new)} | {plain(n.title)} |\n" for n in found]
    words = one.new.words.changes
    more = len(one.numbers) - len(found)
    note = f"\n{words.count(words.more_numbers, more)}.\n" if more else ""
    summary = words.count(words.other_numbers, len(one.numbers))
    heads = " | ".join(words.heads[column] for column in ("was", "is now", "title"))
    yield Piece(
        name=_part(one, words.titles["numbers"]),
        rank=_NUMBERS,
        head=f"\n<details><summary>{summary}</summary>\n\n| {heads} |\n|---|---|---|\n",
        lines=rows,
        foot=f"{note}\n</details>\n",
    )


def _cause(cause: Cause, names: Mapping[str, Change], words: Language) -> str:
    said, found = cause_told(cause, names, words)
    values = ": ".join(filter(None, (plain(said), hunks(found))))
    where_to: dict[str, list[str]] = {}
    for effect in cause.effects:
        change = names.get(effect.change)
        cover = words.names["cover"].lower()
        said = change.section.label if change and change.section else effect.section or cover
        where_to.setdefault(effect.program, []).append(said)
    reached = "; ".join(
        f"**{plain(program)}** {plain(', '.join(dict.fromkeys(places)))}"
        for program, places in where_to.items()
    )
    return f"- {code(cause_name(cause, words))}{': ' if values else ''}{values}\n  - {reached}\n"

"""A whole redline as one Typst document: cover, changes in front, the marked guide."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.change import CLASSES, Change, Comparison, ObligationChange, SectionRef
from builder.model.cover import LABELS
from builder.model.excerpts import duty_hunks, excerpt
from builder.model.obligation import Obligation
from builder.model.redline import Redline, edited
from builder.model.wording import (
    CLASS_MEANINGS,
    VERDICTS,
    bound,
    compared,
    headline,
    kinds_of,
    obligations_of,
    other_values,
    place_of,
    sections_now,
    versions,
)
from builder.outputs.pdf.escape import array, body, run, string
from builder.outputs.pdf.facts import facts
from builder.report.redline.typst import TypstWriter, hunk_words

_SENTENCE, _LONG_ROW = 600, 2400


def translate(
    redline: Redline,
    comparison: Comparison,
    *,
    images: frozenset[str] = frozenset(),
    was: str | None = None,
    now: str | None = None,
) -> str:
    """The Typst source of a redline; `images` are the hashes of the drawings at hand."""
    writer = TypstWriter(redline, comparison, images)
    front = [
        _verdict(comparison, was, now),
        _ledger(comparison),
        _changes(comparison),
        _numbers(comparison),
        _front_matter(writer),
    ]
    return "\n".join(
        [
            '#import "/redline.typ": *',
            f"#let facts = {_facts(comparison)}",
            f"#show: guide.with(facts, {body(front)})",
            "#" + body(writer.sections(1)),
            "",
        ]
    )


def _facts(comparison: Comparison) -> str:
    new = comparison.new
    subtitle = f"{new.subtitle + ': ' if new.subtitle else ''}Redline {versions(comparison)}"
    keywords = array([string(new.short_name), string("redline")])
    return facts(new, subtitle=string(subtitle), keywords=keywords)


def _panel(title: str, *parts: str) -> str:
    return f"front-panel({string(title)}, {body(list(parts))})"


def _verdict(comparison: Comparison, was: str | None, now: str | None) -> str:
    found = comparison.verdict
    cls = string(found.worst) if found.worst else "none"
    items = [
        f"({string(name)}, {string(str(found.counts[name]))}, {string(CLASS_MEANINGS[name])})"
        for name in CLASSES
        if found.counts.get(name)
    ]
    names = compared(was, now)
    return _panel(
        "What changes",
        f"worst({cls}, {string(VERDICTS[found.worst])})",
        f"par({string(obligations_of(comparison) + '.')})",
        f"par({string('Compared: ' + names)})" if names else "",
        f"tally({array(items)})" if items else "",
        "par(legend)",
    )


def _table(widths: tuple[float, ...], heads: tuple[str, ...], rows: list[str]) -> str:
    shares = array([str(width) for width in widths])
    head = array([array([f"cell({string(name)})" for name in heads])])
    return f"data-table((), none, none, none, {shares}, {head}, {array(rows)}, wide: true)"


def _row(*cells: str) -> str:
    """A row, kept on one page unless it is long."""
    ending = "" if sum(map(len, cells)) < _LONG_ROW else ", whole: false"
    return array([f"cell({content}{ending})" for content in cells])


def _ledger(comparison: Comparison) -> str:
    if not comparison.ledger:
        return ""
    rows = [_line(comparison, line) for line in comparison.ledger]
    heads = ("Change", "Who", "Was", "Now", "Where")
    return _panel("Obligations", _table((1.05, 0.8, 2.15, 2.15, 1.45), heads, rows))


def _line(comparison: Comparison, line: ObligationChange) -> str:
    change = [f'text(weight: "semibold", {string(", ".join(kinds_of(line)))})']
    for said in other_values(line):
        change += ["linebreak()", string(said)]
    hunks = duty_hunks(comparison, line, _SENTENCE)
    was, now = (hunk_words(h for h in hunks if h.op != op) for op in ("insert", "delete"))
    names = list(map(string, bound(line)))
    if len(names) > 1:
        names = [f"deleted({names[0]})", "linebreak()", f"inserted({names[1]})"]
    place = string(line.obligation.where)
    target = line.changes[0] if line.changes else ""
    return _row(
        run(change),
        run(names),
        run([_strength(line.old), was if line.old else _none("No such obligation")]),
        run([_strength(line.new), now if line.new else _none("No longer in the guide")]),
        f"to({string(f'c-{target}')}, {place})" if target else place,
    )


def _none(said: str) -> str:
    return f"text(fill: muted, {string(said)})"


def _strength(found: Obligation | None) -> str:
    if found is None:
        return ""
    period = f", {found.period}" if found.period else ""
    return run([f"strong({string(found.modal)})", string(period), "linebreak()"])


def _changes(comparison: Comparison) -> str:
    if comparison.same:
        return ""
    now = sections_now(comparison)
    rows = [_change(change, now) for change in comparison.changes]
    heads = ("Class", "Change", "Where", "Page")
    return _panel("All changes", _table((0.95, 4.2, 1.9, 0.55), heads, rows))


def _change(change: Change, now: Mapping[str, SectionRef]) -> str:
    target = string(f"c-{change.id}")
    parts = [f"strong(to({target}, {string(headline(change))}))"]
    if own := excerpt(change):
        parts += ["linebreak()", hunk_words(own)]
    for child in change.children:
        hunks = excerpt(child)
        parts += [
            "linebreak()",
            string(headline(child) + (": " if hunks else "")),
            hunk_words(hunks),
        ]
    return _row(
        f"class-name({string(change.cls)})",
        run(parts),
        string(place_of(change, now)),
        f"page-of({target})",
    )


def _numbers(comparison: Comparison) -> str:
    if not comparison.numbers:
        return ""
    rows = [
        _row(string(line.old), string(line.new), string(line.title)) for line in comparison.numbers
    ]
    return _panel("Old and new numbers", _table((1.2, 1.2, 4), ("Was", "Is now", "Title"), rows))


def _front_matter(writer: TypstWriter) -> str:
    """What differs on the cover and in the revision history."""
    rows = [
        _row(string(name), run([writer.words(value.runs, value.mark)]))
        for name, value in (
            *((LABELS.get(one.name, one.name), one) for one in writer.redline.cover),
            *(("Revision", one) for one in writer.redline.history),
        )
        if value.mark != "same" or edited(value.runs)
    ]
    if not rows:
        return ""
    return _panel("Cover and revision history", _table((1, 5), ("What", "Its value"), rows))

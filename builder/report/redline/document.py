"""A whole redline as one Typst document: cover, changes in front, the marked guide."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.change import CLASSES, Change, Comparison, ObligationChange, SectionRef
from builder.model.cover import labels
from builder.model.excerpts import duty_hunks, excerpt
from builder.model.obligation import Obligation
from builder.model.redline import Redline, edited
from builder.model.wording import (
    bound,
    compared,
    headline,
    kinds_of,
    obligations_of,
    other_values,
    place_of,
    sections_now,
    verdict_of,
    versions,
)
from builder.model.words import Language
from builder.outputs.pdf.escape import array, body, run, string
from builder.outputs.pdf.facts import facts
from builder.report.redline.typst import TypstWriter, class_of, hunk_words

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
        _verdict(writer, was, now),
        _ledger(writer),
        _changes(writer),
        _numbers(writer),
        _front_matter(writer),
    ]
    return "\n".join(
        [
            '#import "/redline.typ": *',
            f"#let facts = {_facts(comparison)}",
            "#let classes = named-classes(facts)",
            f"#show: guide.with(facts, {body(front)})",
            "#" + body(writer.sections(1)),
            "",
        ]
    )


def _facts(comparison: Comparison) -> str:
    new = comparison.new
    words = new.words.changes
    redline = words.redline_versions.format(versions=versions(comparison))
    subtitle = f"{new.subtitle}: {redline}" if new.subtitle else redline
    keywords = array([string(new.short_name), string(words.redline.lower())])
    return facts(new, subtitle=string(subtitle), keywords=keywords)


def _panel(writer: TypstWriter, name: str, *parts: str) -> str:
    return f"front-panel({string(writer.said.titles[name])}, {body(list(parts))})"


def _verdict(writer: TypstWriter, was: str | None, now: str | None) -> str:
    found, words = writer.comparison.verdict, writer.said
    cls = class_of(found.worst) if found.worst else "none"
    items = [
        f"({class_of(name)}, {string(str(found.counts[name]))}, {string(words.meanings[name])})"
        for name in CLASSES
        if found.counts.get(name)
    ]
    names = compared(was, now)
    return _panel(
        writer,
        "what",
        f"worst({cls}, {string(verdict_of(found.worst, writer.language))})",
        f"par({string(obligations_of(writer.comparison) + '.')})",
        f"par({string(words.compared.format(names=names))})" if names else "",
        f"tally({array(items)})" if items else "",
        "par(legend(facts))",
    )


def _table(writer: TypstWriter, name: str, columns: Mapping[str, float], rows: list[str]) -> str:
    """A panel that is a table with columns of these heads and widths; none without rows."""
    if not rows:
        return ""
    shares = array([str(width) for width in columns.values()])
    head = array([array([f"cell({string(writer.said.heads[name])})" for name in columns])])
    table = f"data-table((), none, none, none, {shares}, {head}, {array(rows)}, wide: true)"
    return _panel(writer, name, table)


def _row(*cells: str) -> str:
    """A row, kept on one page unless it is long."""
    ending = "" if sum(map(len, cells)) < _LONG_ROW else ", whole: false"
    return array([f"cell({content}{ending})" for content in cells])


def _ledger(writer: TypstWriter) -> str:
    columns = {"change": 1.05, "who": 0.8, "was": 2.15, "now": 2.15, "where": 1.45}
    rows = [_line(writer, line) for line in writer.comparison.ledger]
    return _table(writer, "ledger", columns, rows)


def _line(writer: TypstWriter, line: ObligationChange) -> str:
    language, words = writer.language, writer.said
    change = [f'text(weight: "semibold", {string(", ".join(kinds_of(line, language)))})']
    for said in other_values(line, language):
        change += ["linebreak()", string(said)]
    hunks = duty_hunks(writer.comparison, line, _SENTENCE)
    was, now = (hunk_words(h for h in hunks if h.op != op) for op in ("insert", "delete"))
    names = list(map(string, bound(line, language)))
    if len(names) > 1:
        names = [f"deleted({names[0]})", "linebreak()", f"inserted({names[1]})"]
    place = string(line.obligation.where)
    target = line.changes[0] if line.changes else ""
    return _row(
        run(change),
        run(names),
        run([_strength(line.old), was if line.old else _none(words.not_before)]),
        run([_strength(line.new), now if line.new else _none(words.not_now)]),
        f"to({string(f'c-{target}')}, {place})" if target else place,
    )


def _none(said: str) -> str:
    return f"text(fill: muted, {string(said)})"


def _strength(found: Obligation | None) -> str:
    if found is None:
        return ""
    period = f", {found.period}" if found.period else ""
    return run([f"strong({string(found.modal)})", string(period), "linebreak()"])


def _changes(writer: TypstWriter) -> str:
    now = sections_now(writer.comparison)
    columns = {"class": 0.95, "change": 4.2, "where": 1.9, "page": 0.55}
    rows = [_change(change, now, writer.language) for change in writer.comparison.changes]
    return _table(writer, "changes", columns, rows)


def _change(change: Change, now: Mapping[str, SectionRef], words: Language) -> str:
    target = string(f"c-{change.id}")
    parts = [f"strong(to({target}, {string(headline(change, words))}))"]
    if own := excerpt(change):
        parts += ["linebreak()", hunk_words(own)]
    for child in change.children:
        hunks = excerpt(child)
        parts += [
            "linebreak()",
            string(headline(child, words) + (": " if hunks else "")),
            hunk_words(hunks),
        ]
    return _row(
        f"class-name({class_of(change.cls)})",
        run(parts),
        string(place_of(change, now, words)),
        f"page-of({target})",
    )


def _numbers(writer: TypstWriter) -> str:
    columns = {"was": 1.2, "is now": 1.2, "title": 4.0}
    rows = [_row(*map(string, (n.old, n.new, n.title))) for n in writer.comparison.numbers]
    return _table(writer, "numbers table", columns, rows)


def _front_matter(writer: TypstWriter) -> str:
    """What differs on the cover and in the revision history."""
    named = labels(writer.language)
    revision = writer.said.heads["revision"]
    rows = [
        _row(string(name), run([writer.words(value.runs, value.mark)]))
        for name, value in (
            *((named.get(one.name, one.name), one) for one in writer.redline.cover),
            *((revision, one) for one in writer.redline.history),
        )
        if value.mark != "same" or edited(value.runs)
    ]
    return _table(writer, "front", {"what": 1.0, "value": 5.0}, rows)

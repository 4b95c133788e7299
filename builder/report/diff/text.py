"""The comparison in a terminal, with colour where there is one; without, `[-removed-]{+added+}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from builder.diff import group_causes
from builder.model.change import Cause, Change, ChangeClass, Comparison, Hunk, ObligationChange
from builder.model.excerpts import cause_told, duty_hunks, excerpt, trimmed
from builder.model.wording import (
    ARROW,
    by_id,
    cause_name,
    far_reaching,
    headline,
    kinds_of,
    obligations_of,
    other_values,
    place_of,
    sections_now,
    source_of,
    verdict_counts,
    verdict_of,
    versions,
    who,
    words_for,
)
from builder.model.words import Language
from builder.report.markup.terminal import styled
from builder.source.characters import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES: dict[ChangeClass, str] = {
    "normative": "bold red",
    "review": "yellow",
    "structural": "blue",
    "reference": "magenta",
    "editorial": "dim",
    "renumbering": "dim",
}
_CAME, _GONE = "green underline", "red strike"
_MARKS = {"insert": ("{+", "+}", _CAME), "delete": ("[-", "-]", _GONE)}
_BODY, _NARROW = 4, 40
"""The indent from which lines are text, and the width from which a window is too narrow for one."""


def print_comparisons(
    console: Console, comparisons: Sequence[Comparison], *, details: bool = True
) -> None:
    """Print verdicts and ledgers, and with `details` every change by section, and the causes."""
    for comparison in comparisons:
        for line in _guide(console, comparison, details=details):
            _print(console, line)
    causes = group_causes(comparisons) if details else ()
    words = words_for(comparisons)
    said = words.changes
    if causes:
        _print(console, _title(said.titles["causes"]))
    known = by_id(change for one in comparisons for change in one.changes)
    for cause in filter(far_reaching, causes):
        _print(console, _cause(console, cause, known, words))
        count = said.count(said.changes, len(cause.effects))
        reached = said.changes_in.format(changes=count, programs=", ".join(cause.programs))
        _print(console, styled(f"    {reached}", "dim"))
    single = sum(not far_reaching(cause) for cause in causes)
    if single:
        _print(console, styled(f"  {said.count(said.edits, single)}", "dim"))


def _cause(console: Console, cause: Cause, known: Mapping[str, Change], words: Language) -> Text:
    found = styled(f"  {cause_name(cause, words)}", "bold")
    said, hunks = cause_told(cause, known, words)
    if said:
        found.append(visible(f"  {said}"))
    if hunks:
        found.append("  ").append_text(_hunks(console, hunks))
    return found


def _guide(console: Console, one: Comparison, *, details: bool) -> Iterator[Text]:
    verdict = one.verdict
    style = _STYLES[verdict.worst] if verdict.worst else "green"
    yield styled(f"{one.new.short_name} {versions(one)}", "bold underline")
    yield styled(verdict_of(verdict.worst, one.new.words), style)
    if one.same:
        yield styled("")
        return
    yield styled(", ".join(verdict_counts(one)))
    if one.ledger:
        yield _title(one.new.words.changes.titles["ledger"])
        yield styled(f"  {obligations_of(one)}", "dim")
        for line in one.ledger:
            yield from _obligation(console, one, line)
    if details:
        yield from _changes(console, one)
    yield styled("")


def _obligation(console: Console, one: Comparison, line: ObligationChange) -> Iterator[Text]:
    found, words = line.obligation, one.new.words
    head = styled(f"  {', '.join(kinds_of(line, words))}", _STYLES[line.cls])
    head.append(visible(f"  {who(found, words)}"))
    if told := other_values(line, words):
        head.append(visible(f"  {'; '.join(told)}"), style="bold")
    yield head.append(visible(f"  {found.where}"), style="dim")
    yield _indented(console, trimmed(duty_hunks(one, line), 12), 4)


def _changes(console: Console, one: Comparison) -> Iterator[Text]:
    shown = [change for change in one.changes if change.cls != "renumbering"]
    now, words = sections_now(one), one.new.words
    for place, group in groupby(shown, key=lambda change: place_of(change, now, words)):
        yield _title(place)
        for change in group:
            yield from _change(console, change, words)
    numbers = [line for line in one.numbers if not line.follows]
    if numbers:
        yield _title(words.changes.titles["numbers"])
        for number in numbers:
            yield styled(f"  {number.old} {ARROW} {number.new}  {number.title}", "dim")
        more = len(one.numbers) - len(numbers)
        if more:
            rest = words.changes.count(words.changes.more_numbers, more)
            yield styled(f"  {rest}", "dim")


def _change(console: Console, change: Change, words: Language) -> Iterator[Text]:
    widest = max(map(len, words.changes.classes.values()))
    head = styled(f"  {words.changes.classes[change.cls]:<{widest}}", _STYLES[change.cls])
    head.append(visible(f" {headline(change, words)}"))
    if source := source_of(change):
        head.append(visible(f"  {source}"), style="dim")
    head.append(f"  {change.id}", style="dim")  # what a reviewer writes to sign it
    yield head
    if hunks := excerpt(change):
        yield _indented(console, hunks, 6)
    for child in change.children:
        said = styled(f"{' ' * 6}{headline(child, words)}")
        if hunks := excerpt(child):
            said.append(": ").append_text(_hunks(console, hunks))
        yield said


def _indented(console: Console, hunks: Iterable[Hunk], indent: int) -> Text:
    return styled(" " * indent).append_text(_hunks(console, hunks))


def _hunks(console: Console, hunks: Iterable[Hunk]) -> Text:
    found = styled("")
    coloured = console.color_system is not None
    for hunk in hunks:
        said = visible(" ".join(hunk.text.split("\n")))
        before, after, style = _MARKS.get(hunk.op, ("", "", ""))
        found.append(said if coloured else f"{before}{said}{after}", style=style or None)
    return found


def _print(console: Console, line: Text) -> None:
    """Print a line; what does not fit in the window goes on below its beginning."""
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    hang = indent + 2 if 0 < indent < _BODY else indent
    if console.width <= _NARROW or line.cell_len <= console.width:
        console.print(line, soft_wrap=True)
        return
    for place, part in enumerate(line[indent:].wrap(console, console.width - hang)):
        part.rstrip()
        console.print(styled(" " * (hang if place else indent)).append_text(part), soft_wrap=True)


def _title(name: str) -> Text:
    from rich.text import Text

    return Text.assemble("\n", (visible(name), "bold"))

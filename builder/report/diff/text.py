"""The comparison in a terminal, with colour where there is one; without, `[-gone-]{+came+}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from builder.model.change import Change, ChangeClass, Comparison, Hunk, ObligationChange
from builder.model.wording import (
    ARROW,
    CLASS_NAMES,
    OBLIGATION_NAMES,
    VERDICTS,
    cause_hunks,
    cause_name,
    child_line,
    counted,
    differences,
    excerpt,
    far_reaching,
    headline,
    obligation_counts,
    trimmed,
    verdict_counts,
    versions,
    where,
    who,
    word_hunks,
)
from builder.report.diff.causes import united
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
_EFFECTS = 6


def print_comparisons(
    console: Console, comparisons: Sequence[Comparison], *, details: bool = True
) -> None:
    """Print verdicts and ledgers, and with `details` every change by section, and the causes."""
    for comparison in comparisons:
        for line in _guide(console, comparison, details=details):
            console.print(line, soft_wrap=False)
    causes = united(comparisons) if details else ()
    if causes:
        console.print(_title("Causes"))
    for cause in filter(far_reaching, causes):
        head = _text(f"  {cause_name(cause)}  ", "bold")
        head.append_text(_hunks(console, cause_hunks(cause)))
        console.print(head)
        reached = f"{counted(len(cause.effects), 'change')} in {', '.join(cause.programs)}"
        console.print(_text(f"    {reached}", "dim"))
    single = sum(not far_reaching(cause) for cause in causes)
    if single:
        console.print(_text(f"  {counted(single, 'edit')} with one change each", "dim"))


def _guide(console: Console, one: Comparison, *, details: bool) -> Iterator[Text]:
    verdict = one.verdict
    style = _STYLES[verdict.worst] if verdict.worst else "green"
    yield _text(f"{one.new.short_name} {versions(one)}", "bold underline")
    yield _text(VERDICTS[verdict.worst], style)
    if one.same:
        yield _text("")
        return
    counts = list(verdict_counts(one))
    if verdict.renumbered:
        counts.append(f"{verdict.renumbered} renumbered")
    yield _text(", ".join(counts))
    if one.ledger:
        yield _title("Obligations")
        yield _text(f"  {'; '.join(obligation_counts(one))}", "dim")
        for line in one.ledger:
            yield from _obligation(console, line)
    if details:
        yield from _changes(console, one)
    yield _text("")


def _obligation(console: Console, line: ObligationChange) -> Iterator[Text]:
    found = line.obligation
    told = [said for said in differences(line) if ARROW in said]
    kinds = ", ".join(OBLIGATION_NAMES[kind] for kind in line.kinds)
    head = _text(f"  {kinds}", _STYLES[line.cls])
    head.append(
        visible(
            f"  {who(found)}",
        )
    )
    if told:
        head.append(visible(f"  {'; '.join(told)}"), style="bold")
    head.append(visible(f"  {found.section_number} {found.section_title}"), style="dim")
    yield head
    if line.old and line.new:
        hunks: tuple[Hunk, ...] = trimmed(word_hunks(line.old.sentence, line.new.sentence), 12)
    else:
        hunks = (Hunk(op="insert" if line.new else "delete", text=found.sentence),)
    yield _indented(console, hunks, 4)


def _changes(console: Console, one: Comparison) -> Iterator[Text]:
    shown = [change for change in one.changes if change.cls != "renumbering"]
    for place, group in groupby(shown, key=lambda change: where(change.section)):
        yield _title(place)
        for change in group:
            yield from _change(console, change, 2)
    numbers = [line for line in one.numbers if not line.follows]
    if numbers:
        yield _title("Numbers")
        for number in numbers:
            yield _text(f"  {number.old} {ARROW} {number.new}  {number.title}", "dim")
        more = len(one.numbers) - len(numbers)
        if more:
            yield _text(f"  {counted(more, 'more number')} below these changed with them", "dim")


def _change(console: Console, change: Change, indent: int) -> Iterator[Text]:
    head = _text(f"{' ' * indent}{CLASS_NAMES[change.cls]:<11}", _STYLES[change.cls])
    head.append(visible(f" {headline(change)}"))
    if change.side.place:
        head.append(visible(f"  {change.side.place.file}:{change.side.place.line}"), style="dim")
    head.append(f"  {change.id}", style="dim")  # what a reviewer writes to sign it
    yield head
    if change.children:
        for child in change.children:
            said = _text(f"{' ' * (indent + 4)}{child_line(child)}")
            hunks = excerpt(child)
            if hunks:
                said.append(": ").append_text(_hunks(console, hunks))
            yield said
        return
    hunks = excerpt(change)
    if hunks:
        yield _indented(console, hunks, indent + 4)


def _indented(console: Console, hunks: Iterable[Hunk], indent: int) -> Text:
    return _text(" " * indent).append_text(_hunks(console, hunks))


def _hunks(console: Console, hunks: Iterable[Hunk]) -> Text:
    found = _text("")
    coloured = console.color_system is not None
    for hunk in hunks:
        said = visible(" ".join(hunk.text.split("\n")))
        before, after, style = _MARKS.get(hunk.op, ("", "", ""))
        found.append(said if coloured else f"{before}{said}{after}", style=style or None)
    return found


def _title(name: str) -> Text:
    from rich.text import Text

    return Text.assemble("\n", (visible(name), "bold"))


def _text(said: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(visible(said), style=style)

"""Where a thing is, in a terminal: what it is in each guide, and a line for each use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from builder.model.kinds import KINDS, Kind
from builder.model.outline import State
from builder.model.usage import Meaning, NamedPart, Role, Usage
from builder.model.wording import counted, short
from builder.report.markup.terminal import styled
from builder.source.characters import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_ROLES: dict[Role, str] = {
    "printed": "",
    "placed": "",
    "named": "",
    "text": "",
    "rule": "",
    "listed": "listed",
    "referred to": "reference",
}
_LONG = 160


def print_thing(console: Console, thing: NamedPart) -> None:
    """Print a thing."""
    for line in _lines(thing, KINDS[thing.kind]):
        console.print(line, soft_wrap=True)


def _lines(thing: NamedPart, kind: Kind) -> Iterator[Text]:
    own_name = kind.key != "id"
    yield styled(thing.names[0] if own_name else thing.id, "bold").append(f"  ({kind.name})")
    if thing.about:
        yield styled(f"  {thing.about}")
    if own_name:
        yield styled(f"  its id is {thing.id}", "dim")
    for at in thing.declared:
        yield styled(f"  declared in {at}", "dim")
    yield from _meanings(thing)
    uses = [usage for usage in thing.usages if usage.role != "rule" or usage.section]
    rules = [usage for usage in thing.usages if usage.role == "rule" and not usage.section]
    yield styled("")
    yield styled(f"  {_count(kind, uses)}")
    for usage in uses:
        yield _usage(usage)
    if rules:
        yield styled("")
        yield styled("  Rules that name it")
        yield from _rules(rules)
    yield styled("")


def _count(kind: Kind, uses: Sequence[Usage]) -> str:
    if not uses:
        return "No reference leads to it." if kind.use == "reference" else "It is used nowhere."
    programs = list(dict.fromkeys(usage.short_name for usage in uses))
    return f"{counted(len(uses), kind.use)} in {', '.join(programs)}"


def _meanings(thing: NamedPart) -> Iterator[Text]:
    """What the thing is, in one line for all guides in which it is the same."""
    order = {(m.value, m.state, m.at): number for number, m in enumerate(thing.meanings)}
    meanings = sorted(thing.meanings, key=lambda m: order[m.value, m.state, m.at])
    for _, group in groupby(meanings, key=lambda m: (m.value, m.state, m.at)):
        same = list(group)
        names = ", ".join(meaning.short_name for meaning in same)
        line = styled(f"  {names}: ", "bold")
        line.append(visible(short(same[0].value, _LONG)) if same[0].value else "omitted")
        yield line.append(f"  {_told(thing, same[0])}", style="dim")


def _told(thing: NamedPart, meaning: Meaning) -> str:
    words: dict[State, str] = {
        "shared": "shared",
        "set": "set in",
        "replaced": "the program’s own",
        "added": "only here",
        "moved": "moved",
        "omitted": "omitted",
    }
    told = f"{words[meaning.state]}, {meaning.at}".replace(" in, ", " in ")
    if meaning.state == "replaced" and thing.default is not None:
        told += f" (the family has: {short(thing.default, 60)})"
    return told


def _usage(usage: Usage) -> Text:
    line = styled(f"  {usage.short_name} ", "bold")
    where = f"{usage.number} {usage.title}" if usage.section else "front pages"
    line.append(visible(where))
    more = ", ".join(word for word in (usage.inside, _ROLES[usage.role]) if word)
    if more:
        line.append(f" ({visible(more)})")
    return line.append(f"  {usage.at}", style="dim")


def _rules(rules: Sequence[Usage]) -> Iterator[Text]:
    """A line for each rule; one of the family with the names of all programs."""
    programs: dict[tuple[str, str], list[str]] = {}
    for usage in rules:
        programs.setdefault((usage.inside, str(usage.at)), []).append(usage.short_name)
    for (rule, at), names in programs.items():
        line = styled(f"  {', '.join(dict.fromkeys(names))} ", "bold")
        yield line.append(visible(rule)).append(f"  {at}", style="dim")

"""An outline in a terminal: two lines a section, or one where there is room.

What differs from the family has a mark in the first column, so that nothing is told by colour
alone and a page of it can be searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model.outline import Difference, Former, Outline, OutlineItem, OutlinePart, State
from builder.report.markup.terminal import styled
from builder.report.overview.outline_words import (
    MARKS,
    counts,
    former,
    kind_of,
    own_id,
    part_name,
    place,
    settings,
)
from builder.source.characters import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES: dict[State, str] = {
    "shared": "",
    "set": "cyan",
    "replaced": "yellow",
    "added": "green",
    "moved": "magenta",
    "omitted": "red strike",
}
_WIDE = 120
_TITLE = 62


def print_outline(console: Console, outline: Outline, *, everything: bool = False) -> None:
    """Print an outline, with `everything` also what stands in the sections and other changes."""
    for line in _lines(console, outline, everything=everything):
        console.print(line, soft_wrap=True)


def print_legend(console: Console) -> None:
    """Print what the marks mean."""
    told = "  ".join(f"{MARKS[state]} {state}" for state in MARKS if state != "shared")
    console.print(styled(f"{told}   no mark: shared", "dim"), soft_wrap=True)
    console.print(
        styled("Set is what the family leaves to each program.", "dim"),
        soft_wrap=True,
    )
    console.print(
        styled("An id stands in [brackets] where it is not the name of the file.", "dim"),
        soft_wrap=True,
    )


def _lines(console: Console, outline: Outline, *, everything: bool) -> Iterator[Text]:
    wide = console.width >= _WIDE
    yield styled(f"{outline.short_name} {outline.version}  {outline.title}", "bold underline")
    yield styled("")
    for item in outline.items:
        yield from _item(item, wide=wide)
        for part in item.parts if everything else ():
            yield _part(part, item.level)
    yield styled("")
    yield styled(counts(outline))
    told = settings(outline)
    if told:
        yield styled(f"Besides sections: {told}{'.' if everything else ' (listed with --all).'}")
    for difference in outline.differences if everything else ():
        yield _difference(difference)
    yield styled("")


def _item(item: OutlineItem, *, wide: bool) -> Iterator[Text]:
    number = item.number or "·"
    head = f"{MARKS[item.state]} {'  ' * (item.level - 1)}{number}  "
    title = styled(head, "bold" if item.level == 1 else "")
    title.append(visible(item.title), style=_title_style(item))
    if not item.applies:
        title.append(" (does not apply)", style="dim")
    if item.state == "omitted":
        title.append(" (omitted)")
    indent = " " * len(head)
    if wide:
        title.append(" " * max(2, _TITLE + 10 - len(title)))
        yield title.append_text(_source(item))
    else:
        yield title
        yield styled(indent).append_text(_source(item))
    for was in item.was:
        yield _former(was, indent)


def _title_style(item: OutlineItem) -> str:
    style = _STYLES[item.state]
    return f"bold {style}".strip() if item.level == 1 and item.state != "omitted" else style


def _source(item: OutlineItem) -> Text:
    """Where the text is, and where the program says what differs."""
    file, line = item.source.file, item.source.line
    found = styled("")
    if own_id(item):
        found.append(f"[{item.id}]  ")
    if item.state == "omitted":
        found.append(f"{item.changed.file}:{item.changed.line}" if item.changed else "")
        return found.append(f"  declared in {file}:{line}", style="dim")
    found.append(visible(file if file == item.clause else f"{file}:{line}"), style="dim")
    if item.changed is not None and item.changed != item.source:
        told = f"  {item.state} in {item.changed.file}:{item.changed.line}"
        found.append(told, style=_STYLES[item.state])
    return found


def _former(was: Former, indent: str) -> Text:
    return styled(f"{indent}{former(was)}  {place(was.at)}", "dim")


def _part(part: OutlinePart, level: int) -> Text:
    found = styled(f"{MARKS[part.state]} {'  ' * level}    {part_name(part)}", _STYLES[part.state])
    if part.id:
        found.append(f" [{part.id}]")
    return found.append(f"  {place(part.at)}", style="dim")


def _difference(difference: Difference) -> Text:
    name = f"{MARKS[difference.state]} {kind_of(difference)} {difference.id}".rstrip()
    found = styled(name, _STYLES[difference.state])
    return found.append(f"  {place(difference.at)}", style="dim")

"""An outline as Markdown tables, for a page or a message."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.outline import Outline, OutlineItem
from builder.report.markup.markdown import code, inline, row
from builder.report.overview.outline_words import (
    counts,
    former,
    kind_of,
    part_name,
    place,
    settings,
)


def outline_markdown(outline: Outline, *, everything: bool = False) -> str:
    """An outline, with `everything` also what stands in the sections and other changes."""
    return "\n".join(_lines(outline, everything=everything)) + "\n"


def _lines(outline: Outline, *, everything: bool) -> Iterator[str]:
    yield f"## {inline(f'{outline.short_name} {outline.version}: {outline.title}')}"
    yield ""
    yield from row("number", "title", "id", "source", "state", head=True)
    for item in outline.items:
        title = inline(item.title) + ("" if item.applies else " (does not apply)")
        yield from row(
            item.number,
            f"~~{title}~~" if item.state == "omitted" else title,
            code(item.id),
            code(item.clause or place(item.source)),
            _state(item),
        )
        for part in item.parts if everything else ():
            state = "" if part.state == "shared" else part.state
            name = f"– {inline(part_name(part))}"
            yield from row("", name, code(part.id), code(place(part.at)), state)
    yield ""
    yield counts(outline)
    told = settings(outline)
    if told:
        yield f"Besides sections: {told}."
    if everything and outline.differences:
        yield ""
        yield from row("kind", "id", "state", "place", head=True)
        for one in outline.differences:
            yield from row(kind_of(one), code(one.id), one.state, code(place(one.at)))


def _state(item: OutlineItem) -> str:
    if item.state == "shared":
        return ""
    told = [f"**{item.state}**"]
    if item.changed is not None:
        told.append(f"in {code(place(item.changed))}")
    return " ".join(told) + "".join(f"; {inline(former(was))}" for was in item.was)

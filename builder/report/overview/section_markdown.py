"""The text of a section as Markdown, with its numbers and values, for a message or a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model.guide import Block, Cell, Place, Run, Section
from builder.model.words import Language
from builder.report.markup.markdown import code, inline, plain, row

_MOST = 6
_MARKS = {"strong": "**", "emphasis": "*"}


def section_markdown(
    section: Section, words: Language, *, only: bool = False, sources: bool = False
) -> str:
    """A section with all below it, or `only` itself and the titles of those.

    `sources` puts the place of each block and title behind it.
    """
    return "\n".join(_section(section, words, 1, only=only, sources=sources)).rstrip("\n") + "\n"


def _section(
    section: Section, words: Language, level: int, *, only: bool, sources: bool
) -> Iterator[str]:
    mark = words.heading(section.kind, section.number)
    yield f"{'#' * min(level, _MOST)} {mark} {plain(section.title)}"
    yield from _place(section.at, sources=sources)
    yield ""
    for block in section.blocks:
        yield from _block(block, words, sources=sources)
        yield ""
    for below in section.sections:
        if only:
            yield f"- {below.number} {plain(below.title)}"
        else:
            yield from _section(below, words, level + 1, only=False, sources=sources)


def _place(at: Place | None, *, sources: bool) -> Iterator[str]:
    if sources and at is not None:
        yield ""
        yield code(f"{at.file}:{at.line}")


def _block(block: Block, words: Language, *, sources: bool) -> Iterator[str]:
    match block.kind:
        case "bullet-list" | "numbered-list":
            for number, item in enumerate(block.blocks, start=1):
                mark = "- " if block.kind == "bullet-list" else f"{number}. "
                yield from _item(item, words, mark, sources=sources)
            return
        case "table" | "form":
            yield from _table(block, words)
        case "figure":
            yield f"**{_caption(block, words)}**"
            if block.description:
                yield ""
                yield plain(block.description)
        case "entry":
            told = ". ".join(
                line for part in block.blocks for line in _block(part, words, sources=False)
            )
            yield f"- {_runs(block.runs)}: {told}"
        case "glossary":
            for entry in block.blocks:
                yield from _block(entry, words, sources=sources)
            return
        case "code":
            yield "```"
            yield "".join(run.text for run in block.runs)
            yield "```"
        case _:
            yield from _frame(block, words, "> " if block.kind == "quote" else "")
    yield from _place(block.at, sources=sources)


def _frame(block: Block, words: Language, mark: str) -> Iterator[str]:
    """A block's own text and the blocks in it, below one another behind a mark."""
    parts = [[_runs(block.runs)]] if block.runs else []
    parts += [list(_block(inner, words, sources=False)) for inner in block.blocks]
    for number, lines in enumerate(parts):
        for line in ("", *lines) if number else lines:
            yield f"{mark}{line}".rstrip()


def _item(item: Block, words: Language, mark: str, *, sources: bool) -> Iterator[str]:
    """An item or entry, its parts below one another behind the mark's width."""
    parts = [[_runs(item.runs)]] if item.runs else []
    parts += [list(_block(part, words, sources=sources)) for part in item.blocks]
    first = True
    for number, lines in enumerate(parts):
        if number and lines and not lines[0].startswith(("- ", "1. ")):
            yield ""
        for line in lines:
            yield f"{mark if first else ' ' * len(mark)}{line}".rstrip()
            first = False


def _table(block: Block, words: Language) -> Iterator[str]:
    caption = _caption(block, words)
    if caption:
        yield f"**{caption}**"
        yield ""
    rows = (block.head, *block.rows) if block.head else block.rows
    for number, cells in enumerate(rows):
        yield from row(*map(_cell, cells), head=number == 0)


def _cell(cell: Cell) -> str:
    return "<br>".join(
        _runs(run for one in part.walk() for run in one.runs)
        for block in cell.blocks
        for part in (block.blocks or (block,))
    )


def _caption(block: Block, words: Language) -> str:
    number = f"{words.label(block.kind, block.number)}: " if block.number else ""
    return number + _runs(block.runs)


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run, first=number == 0) for number, run in enumerate(runs))


def _run(run: Run, *, first: bool) -> str:
    if run.kind == "code":
        return code(run.text)
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() and run.text.strip() else ""
    said = plain(run.text) if first and run.kind == "text" else inline(run.text)
    if not said:
        return before
    if run.kind == "link" and run.target:
        said = f"[{said}](<{run.target}>)"
    mark = _MARKS.get(run.kind, "")
    return f"{before}{mark}{said}{mark}{after}"

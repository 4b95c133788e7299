"""The text of a section in a terminal, wrapped to its width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from builder.model.guide import Block, Cell, Place, Run, Section
from builder.model.words import Language
from builder.report.markup.terminal import styled
from builder.source.characters import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {
    "strong": "bold",
    "emphasis": "italic",
    "code": "cyan",
    "reference": "blue",
    "link": "blue underline",
}
_WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""


def print_section(
    console: Console,
    section: Section,
    words: Language,
    *,
    only: bool = False,
    sources: bool = False,
) -> None:
    """Print a section with all below it, or `only` itself and the titles of those.

    `sources` puts the place of each block, and of each title, above it.
    """
    for shown in _Writer(console, words, sources=sources).section(section, only=only):
        console.print(shown, soft_wrap=True)


class _Writer:
    """Writes sections and blocks, each behind its indentation."""

    def __init__(self, console: Console, words: Language, *, sources: bool) -> None:
        self.console, self.words = console, words
        self.width = min(console.width, _WIDEST)
        self.sources = sources

    def section(self, section: Section, *, only: bool = False) -> Iterator[Text]:
        """A section, with all below it or the titles of that."""
        yield from self._place(section.at, "")
        gap = " " if section.kind == "appendix" else "  "
        mark = self.words.heading(section.kind, section.number) + gap
        yield from self._behind("", styled(f"{mark}{section.title}", "bold underline"))
        yield styled("")
        for block in section.blocks:
            yield from self.block(block, "")
            yield styled("")
        for below in section.sections if not only else ():
            yield from self.section(below)
        if only and section.sections:
            yield styled("Below it:", "dim")
            for below in section.sections:
                yield styled(f"  {below.number}  {below.title}")

    def _place(self, at: Place | None, indent: str) -> Iterator[Text]:
        if self.sources and at is not None:
            yield styled(f"{' ' * len(indent)}‹{at.file}:{at.line}›", "dim")

    def block(self, block: Block, indent: str, *, placed: bool = False) -> Iterator[Text]:
        """A block; `placed` tells that its place has been told already."""
        if block.kind not in {"bullet-list", "numbered-list", "item", "glossary"} and not placed:
            yield from self._place(block.at, indent)
        match block.kind:
            case "bullet-list" | "numbered-list":
                yield from self._list(block, indent)
            case "table" | "form":
                yield from self._table(block, indent)
            case "figure":
                yield from self._behind(indent, self._caption(block))
                if block.description:
                    yield from self._behind(f"{indent}  ", styled(block.description, "dim"))
            case "entry":
                yield from self._behind(indent, _runs(block.runs))
                yield from self._inner(block.blocks, f"{indent}  ")
            case "quote":
                yield from self._inner(block.blocks, f"{indent}│ ")
            case "code":
                for line in "".join(run.text for run in block.runs).split("\n"):
                    yield styled(f"{indent}  {line}", "cyan")
            case _:
                if block.runs:
                    yield from self._behind(indent, _runs(block.runs))
                yield from self._inner(block.blocks, indent)

    def _inner(self, blocks: Iterable[Block], indent: str) -> Iterator[Text]:
        for block in blocks:
            yield from self.block(block, indent)

    def _list(self, block: Block, indent: str) -> Iterator[Text]:
        for number, item in enumerate(block.blocks, start=1):
            mark = "• " if block.kind == "bullet-list" else f"{number}. "
            yield from self._place(item.at, indent)
            for index, part in enumerate(item.blocks):
                first = index == 0
                behind = _below(indent) + (mark if first else " " * len(mark))
                # The place of an item's first paragraph is that of the item.
                yield from self.block(part, behind, placed=first)

    def _table(self, block: Block, indent: str) -> Iterator[Text]:
        from rich import box
        from rich.table import Table

        caption = self._caption(block)
        if caption.plain.strip():
            yield from self._behind(indent, caption)
        table = Table(box=box.SQUARE, show_lines=True, show_header=bool(block.head))
        for cell in block.head or (block.rows[0] if block.rows else ()):
            table.add_column(_cell(cell), overflow="fold")
        for row in block.rows:
            table.add_row(*map(_cell, row))
        room = self.console.options.update(width=self.width - len(indent))
        for line in self.console.render_lines(table, room, pad=False):
            yield styled(" " * len(indent)).append("".join(segment.text for segment in line))

    def _behind(self, indent: str, text: Text) -> Iterator[Text]:
        """A text with its first line behind the indentation and the others below it."""
        for line in text.wrap(self.console, max(self.width - len(indent), 20)):
            line.rstrip()
            yield styled(indent).append_text(line)
            indent = _below(indent)

    def _caption(self, block: Block) -> Text:
        number = f"{self.words.label(block.kind, block.number)}  " if block.number else ""
        return styled(number, "bold").append_text(_runs(block.runs))


def _cell(cell: Cell) -> Text:
    """A cell's text; its blocks stand on lines of their own."""
    from rich.text import Text

    lines = []
    for block in cell.blocks:
        parts: Sequence[Block] = block.blocks or (block,)
        mark = "• " if block.kind == "bullet-list" else ""
        for part in parts:
            runs = [run for one in part.walk() for run in one.runs]
            lines.append(styled(mark).append_text(_runs(runs)))
    return Text("\n").join(lines)


def _below(indent: str) -> str:
    """The indentation of the lines below the first: a quote's bar stays, a list's mark does not."""
    return "".join(letter if letter == "│" else " " for letter in indent)


def _runs(runs: Iterable[Run]) -> Text:
    """Runs in their styles; the address of a link stands behind its words."""
    text = styled("")
    for run in runs:
        text.append(visible(run.text), style=_STYLES.get(run.kind))
        if run.kind == "link" and run.target and run.target != run.text:
            text.append(f" <{visible(run.target)}>", style="dim")
    return text

"""What Sphinx and MyST complain of in the manual, as diagnostics at the authored position."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils import nodes

from builder.diagnostics import Code, Diagnostic
from builder.source import SourceFile, Span

_MISSING = re.compile(
    r"(?:'myst' (?:cross-)?reference target not found: '(?P<target>[^']+)'"
    r"|Unknown source document '(?P<page>[^']+)'"
    r"|local id not found in doc '(?P<doc>[^']+)': '(?P<id>[^']+)'"
    r"|image file not readable: (?P<image>\S+))"
)
_LEXER = re.compile(r"Lexing literal_block .* as \"(?P<language>[\w-]+)\"", re.DOTALL)
_HEADING = "Link to a page, like (checking.md), or to a heading of it, like (checking.md#waivers)."


class ManualMessages(logging.Handler):
    """Collects what Sphinx logs at level warning or above; `sources` are the pages by name."""

    def __init__(self, sources: Mapping[str, SourceFile]) -> None:
        super().__init__(logging.WARNING)
        self.sources = sources
        self.diagnostics: list[Diagnostic] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        text = record.getMessage()
        found = _diagnostic(text, *self._place(getattr(record, "location", None)))
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def _place(self, location: Any) -> tuple[SourceFile | None, int]:
        name, line = None, None
        if isinstance(location, nodes.Node):
            node: nodes.Node | None = location
            while node is not None and node.line is None:
                node = node.parent
            name, line = (node.source, node.line) if node is not None else (None, None)
        elif isinstance(location, tuple):
            name, line = location
        elif isinstance(location, str):
            name, _, number = location.partition(":")
            line = int(number) if number.isdigit() else None
        source = self.sources.get(Path(name).name.removesuffix(".md")) if name else None
        return source, line or 1


@contextmanager
def collecting(sources: Mapping[str, SourceFile]) -> Iterator[list[Diagnostic]]:
    """Collect what Sphinx complains of in the body; the list grows while it runs."""
    handler = ManualMessages(sources)
    logger = logging.getLogger("sphinx")
    logger.addHandler(handler)
    try:
        yield handler.diagnostics
    finally:
        logger.removeHandler(handler)


def _diagnostic(text: str, source: SourceFile | None, line: int) -> Diagnostic:
    missing, code = _MISSING.search(text), _LEXER.search(text)
    if missing:
        needle = next(filter(None, (missing["id"], missing["target"], missing["page"])), "")
        needle = missing["image"] or needle
        what = "a picture" if missing["image"] else "a page or a heading"
        return Diagnostic(
            code=Code.MANUAL_LINK,
            at=place(source, line, needle),
            message=f"“{Path(needle).name}” is {what} that the manual does not have.",
            hint=None if missing["image"] else _HEADING,
        )
    if code:
        return Diagnostic(
            code=Code.MANUAL_MARKUP,
            at=place(source, line, ""),
            message=f"This example is marked as “{code['language']}” and is none.",
            hint="Mend the example, or mark it as “text”.",
        )
    return Diagnostic(
        code=Code.MANUAL_MARKUP,
        at=place(source, line, ""),
        message="The text around this place cannot be set as it is written.",
        hint="Look at the marks on this line and at the headings around it.",
    )


def place(source: SourceFile | None, line: int, needle: str) -> Span | None:
    """Where `needle` stands, from the beginning of its paragraph at `line` on."""
    if source is None:
        return None
    for number in range(line, len(source.lines) + 1):
        text = source.line(number)
        found = text.find(f"]({needle}") + 2 if needle else 0
        if found <= 1 and needle:
            found = text.find(needle)
        if needle and found > 0:
            return Span(file=source.name, line=number, column=found + 1, length=len(needle))
        if not needle or (not text.strip() and number > line):
            break
    return Span(file=source.name, line=line)

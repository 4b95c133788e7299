"""What Sphinx and MyST complain of in the manual, as diagnostics at the authored position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from builder.assemble.messages import MessageCollector, logged, stopped
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


@contextmanager
def collecting(sources: Mapping[str, SourceFile]) -> Iterator[list[Diagnostic]]:
    """Collect what Sphinx and the templates complain of; `sources` are the pages by name."""

    def understand(text: str, name: str | None, line: int) -> Diagnostic:
        return _diagnostic(text, sources.get(name) if name else None, line)

    with logged(MessageCollector(understand)) as found:
        try:
            yield found
        except Exception as error:  # any, as a template can call anything
            found.append(stopped(error))


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
            hint="Fix the example, or mark it as “text”.",
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

"""Where an author wrote what stands in a resolved page or in the PDF."""

from __future__ import annotations

import re
from pathlib import Path

from builder.assemble.assemble import Assembly
from builder.render import RenderedPage
from builder.source import Span


def authored(assembly: Assembly, source: str | None, line: int | None) -> Span | None:
    """The authored place of what stands on a line of a rendered page."""
    page = _page(assembly, source)
    return page.origin(line or 1) if page else None


def printed(assembly: Assembly, source: str | None, line: int | None, text: str) -> Span | None:
    """The authored place of a text that stands on a line of a rendered page, or not far below."""
    page = _page(assembly, source)
    if page is None:
        return find_word(assembly, text)
    start, _ = page.line_range(line or 1)
    found = page.text.find(text, start)
    if found < 0:
        found = page.text.find(text)
    if found < 0:  # a title in the list of contents, which stands on another page
        return find_word(assembly, text) or page.origin(line or 1)
    return page.origin(page.line_of(found), text)


def find_word(assembly: Assembly, word: str) -> Span | None:
    """The first place of a printed word in the pages of a guide, or else on its cover."""
    # In Markdown any sign may stand behind a backslash.
    pattern = re.compile(r"\\?".join(map(re.escape, word)))
    for page in assembly.source.pages:
        found = pattern.search(page.text)
        if found:
            return page.origin(page.line_of(found.start()), found[0])
    for text in assembly.program.cover.values():
        if word in text:
            return text.where(text.index(word), len(word))
    return None


def _page(assembly: Assembly, source: str | None) -> RenderedPage | None:
    return assembly.source.page(Path(source).name.removesuffix(".md")) if source else None

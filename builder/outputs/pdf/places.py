"""Where an author wrote what stands in a resolved page or in the PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from builder.source import Span

if TYPE_CHECKING:
    from builder.assemble.assemble import Assembly


def authored(
    assembly: Assembly, source: str | None, line: int | None, needle: str = ""
) -> Span | None:
    """The authored place of what stands on a line of a rendered page."""
    page = assembly.source.page(Path(source).name.removesuffix(".md")) if source else None
    return page.origin(line or 1, needle) if page else None


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

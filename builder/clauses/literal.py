"""What Markdown leaves of a text as plain text: the characters that readers see as they are typed.

The parser knows the lines of a paragraph and no columns. Its tokens follow one another as in the
text, so each is looked for behind the one before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from builder.clauses.scan import MOST_TEXTS, scan

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HIDDEN = "\ufffc"
"""Stands for a character that is no text."""

_LINK_END = re.compile(r"\](?:\([^)]*\)|\[[^\]]*\])?")
_TICKS = re.compile("`+")


@cache
def _parser() -> MarkdownIt:
    """Markdown without extensions, whatever else there is being refused in clauses.

    Characters behind a backslash stay apart from the text around them: they are meant.
    """
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("text_join")


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralText:
    """A text with all that is no plain text overwritten, so that the rest keeps its offset.

    `paragraphs` has, for each paragraph, the offsets (start, end) of its lines.
    """

    text: str
    paragraphs: tuple[tuple[tuple[int, int], ...], ...]


@lru_cache(maxsize=MOST_TEXTS)
def literal_text(text: str) -> LiteralText:
    """What Markdown leaves of a text.

    Overwritten are code, the marks of emphasis and of links, and characters that a backslash or an
    entity stands for. In place of placeholders stand letters.
    """
    neutral = scan(text).neutral
    letters = ["\n" if letter == "\n" else HIDDEN for letter in neutral]
    starts = [0, *(found.end() for found in re.finditer("\n", neutral))]
    lines = neutral.split("\n")
    paragraphs = []
    for token in _parser().parse(neutral):
        if token.type == "inline" and token.map is not None:
            paragraphs.append(_place(token, lines, starts, letters))
    return LiteralText(text="".join(letters), paragraphs=tuple(paragraphs))


def plain_text(text: str) -> LiteralText:
    """The same of a text that is no Markdown: all but its placeholders prints as it is typed."""
    neutral = scan(text).neutral
    starts = [0, *(found.end() for found in re.finditer("\n", neutral))]
    ends = [*(start - 1 for start in starts[1:]), len(neutral)]
    return LiteralText(text=neutral, paragraphs=(tuple(zip(starts, ends, strict=True)),))


def _place(
    token: Token, lines: list[str], starts: list[int], letters: list[str]
) -> tuple[tuple[int, int], ...]:
    """Put the text of a paragraph back to where it stands; returns where its lines stand."""
    first = token.map[0] if token.map else 0
    offsets: list[int] = []
    spans: list[tuple[int, int]] = []
    for number, line in enumerate(token.content.split("\n"), start=first):
        if number >= len(lines):
            break
        # A line of a paragraph is the end of its line in the text, without spaces at either side.
        column = len(lines[number].rstrip()) - len(line.rstrip())
        start = starts[number] + column
        spans.append((start, start + len(line)))
        offsets += range(start, start + len(line) + 1)
    for start, end in _literal(token):
        for at in range(start, end):
            if at < len(offsets) and letters[offsets[at]] != "\n":
                letters[offsets[at]] = token.content[at]
    return tuple(spans)


def _literal(token: Token) -> list[tuple[int, int]]:
    """Where the content of a paragraph is plain text; nowhere from where that is not known."""
    content, position = token.content, 0
    found: list[tuple[int, int]] = []
    for child in token.children or ():
        # A backslash before what needs none prints as itself.
        if child.type == "text" or (child.content and child.content == child.markup):
            start = content.find(child.content, position)
            if start < 0:
                break
            position = start + len(child.content)
            found.append((start, position))
        else:
            end = _end(child, content, position)
            if end is None:
                break
            position = end
    return found


def _end(child: Token, content: str, position: int) -> int | None:
    """Where something that is no text ends."""
    if child.type in ("softbreak", "hardbreak"):
        needle = "\n"
    elif child.type == "code_inline":
        return _code_end(child.markup, content, position)
    elif child.type == "link_close" and child.markup != "autolink":
        found = _LINK_END.search(content, position)
        return found.end() if found else None
    elif child.type in ("link_open", "link_close"):
        needle = "<>"[child.nesting < 0] if child.markup == "autolink" else "["
    else:
        needle = child.markup or child.content
    start = content.find(needle, position)
    return start + len(needle) if start >= 0 else None


def _code_end(ticks: str, content: str, position: int) -> int | None:
    """Where a code span ends that `ticks` begin."""
    runs = (run for run in _TICKS.finditer(content, position) if run[0] == ticks)
    opened, closed = next(runs, None), next(runs, None)
    return closed.end() if opened and closed else None

"""Lays out a clause file: line breaks and white space, and nothing that a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.clauses.parser import parse
from builder.clauses.scan import scan
from builder.clauses.syntax import check_block
from builder.clauses.wrapping import units, wrapped
from builder.diagnostics import Result
from builder.source import SourceFile, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_PREFIX = re.compile(r"(?: |>|[-+*](?= )|[0-9]{1,9}[.)](?= ))*")
_HARD = re.compile(r"(?: {2,}|(?<!\\)(?:\\\\)*\\)$")
_BLOCK = re.compile(r"\{\{[^{}\n]*:[^{}\n]*\}\}")


def format_clause(source: SourceFile) -> Result[str]:
    """The text of a clause file with its paragraphs and list items wrapped.

    Code between fences, hard line breaks and markers on lines of their own stay as they are. A
    file with a fault stays as it is, with the fault.
    """
    text = Text(source.text, source.line_starts[0], source.line_starts)
    faults = tuple(check_block(text))
    if faults:
        return Result(value=source.text, diagnostics=faults)
    formatted = _formatted(source.text)
    # What Markdown sees decides; should a text be understood otherwise after all, it is left alone.
    return Result(value=formatted if _seen(formatted) == _seen(source.text) else source.text)


def _formatted(text: str) -> str:
    lines = text.split("\n")
    tokens = parse(scan(text).neutral).tokens
    done: list[str] = []
    position = 0
    for token in tokens:
        if token.map is None or token.type not in {"inline", "fence"}:
            continue
        first, last = token.map
        done += _spaced(lines[position:first], done)
        done += (
            _paragraph(lines[first:last], token) if token.type == "inline" else lines[first:last]
        )
        position = last
    done += _spaced(lines[position:], done)
    return "\n".join(done).strip("\n") + "\n" if text.strip() else text


def _spaced(lines: list[str], before: list[str]) -> list[str]:
    """Lines without text of their own: no white space at their ends, one empty line at most."""
    kept: list[str] = []
    for line in map(str.rstrip, lines):
        previous = kept[-1] if kept else (before[-1] if before else "")
        if line or previous.strip():
            kept.append(line)
    return kept


def _paragraph(lines: list[str], token: Token) -> list[str]:
    """The lines of a paragraph, each with what stands before it in its list or quotation."""
    content = token.content.split("\n")
    # A tab is as wide as its place makes it, so that columns cannot be counted.
    if len(content) != len(lines) or any("\t" in line for line in lines):
        return lines
    starts = [
        len(line.rstrip()) - len(seen.strip()) for line, seen in zip(lines, content, strict=True)
    ]
    first = lines[0][: starts[0]]
    if not _PREFIX.fullmatch(first):
        return lines
    # Further lines begin below the first: the mark of an item becomes spaces, that of a quotation
    # stays.
    rest = re.sub(r"[^>]", " ", first)
    texts = [line[start:] for line, start in zip(lines, starts, strict=True)]
    if any(
        _BLOCK.fullmatch(line.strip()) and line.rstrip() != rest + line.strip() for line in lines
    ):
        return lines  # to indent a marker would put what it stands for somewhere else
    done: list[str] = []
    group: list[str] = []
    for number, text in enumerate(texts):
        alone = bool(_BLOCK.fullmatch(text.strip()))
        hard = number < len(texts) - 1 and bool(_HARD.search(text))
        if alone and group:
            done += _filled(group, rest if done else first, rest)
            group = []
        group.append(text if hard else text.rstrip())
        if hard or alone or number == len(texts) - 1:
            done += _filled(group, rest if done else first, rest)
            group = []
    return done


def _filled(lines: list[str], first: str, rest: str) -> list[str]:
    text = "\n".join(lines)
    found = scan(text)
    whole = [*found.code]
    whole += [(item.start, item.end) for item in found.placeholders]
    whole += [(item.start, item.end) for item in found.references]
    hard = _HARD.search(text)
    if hard is None or hard[0].endswith("\\"):
        return wrapped(lines, units(text, whole), first, rest)
    # The spaces of a hard break belong to the last word.
    bare = text[: hard.start()]
    done = wrapped(bare.split("\n"), units(bare, whole), first, rest)
    return [*done[:-1], done[-1] + hard[0]]


def _seen(text: str) -> list[tuple[str, ...]]:
    """What Markdown sees in a text, wherever its lines end."""
    found = scan(text)
    seen: list[tuple[str, ...]] = []
    for token in parse(found.neutral).tokens:
        # A line end within a paragraph is seen as a space.
        inline = "".join(map(_inline, token.children or ()))
        content = token.content if token.type == "fence" else ""
        seen.append((token.type, token.markup, token.info, str(token.hidden), content, inline))
    seen += [
        (item.name, item.id or "", str(bool(item.alone and item.id))) for item in found.placeholders
    ]
    return seen + [(item.target, " ".join(item.words.split())) for item in found.references]


def _inline(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    return token.content if token.type == "text" else f"<{token.type} {token.attrs}>{token.content}"

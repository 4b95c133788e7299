"""Finds what a word processor leaves in a text that is pasted from it.

Its list marks and tabs are plain characters to Markdown: a list would print as one run-on
paragraph, and a table as a heap of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.clauses.scan import Scan

_ITEM = re.compile(r"^[ \t]*(?P<found>[•●○◦▪■‣⁃·](?=\s)|o(?=\t))", re.MULTILINE)
_TAB = re.compile(r"(?<=\S)(?P<found>\t+)(?=\S)")


def pasted(text: str, found: Scan) -> Iterator[tuple[re.Match[str], str, str]]:
    """The first mark of each list, and the first tab of each table, outside of code.

    Each is the group `found` of a match, with what to say about it and what to do.
    """
    items = dict(_by_line(text, found, _ITEM))
    for item in _first(text, items):
        yield (
            item,
            f"“{item['found']}” makes no list item here",
            "Begin each item with “- ”, two spaces further in for a list inside an item, and "
            "leave an empty line before the list.",
        )
    tabs = {line: tab for line, tab in _by_line(text, found, _TAB) if line not in items}
    for tab in _first(text, tabs):
        yield (
            tab,
            "A tab stands between words",
            "Write a space. If this is a table, declare it in program_defs/ and put "
            "{{ table: its-id }} on a line of its own.",
        )


def _by_line(
    text: str, found: Scan, pattern: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    """The first match of each line, by the line's number from 0."""
    seen = set()
    for mark in pattern.finditer(text):
        line = text.count("\n", 0, mark.start("found"))
        if line not in seen and not found.in_code(mark.start("found")):
            seen.add(line)
            yield line, mark


def _first(text: str, marks: dict[int, re.Match[str]]) -> Iterable[re.Match[str]]:
    """The marks that do not follow one in the line with text before: one message a list."""
    lines = text.split("\n")
    for line, mark in marks.items():
        before = line - 1
        # Word processors leave an empty line between items, which does not end the list.
        while before >= 0 and not lines[before].strip():
            before -= 1
        if before not in marks:
            yield mark

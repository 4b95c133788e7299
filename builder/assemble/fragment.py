"""Finds edits that stay within the running text of one section.

Such an edit, the commonest of all, can be shown at once: only that section's own text is parsed
and resolved. The whole page follows and settles whatever else depends on it, so that a fragment
may be refused whenever anything is unclear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"#{1,6} ")
_ANCHOR = re.compile(r"\(([\w-]+)\)=")
_FENCE = re.compile(r":::+(\{)?")
_NOT_RUNNING = re.compile(r" *(:::|```|~~~)|\[[^\]]*\]:|.*\[\^", re.M)
"""Blocks of the markup, and lines that concern the whole page (targets of links, footnotes)."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Running text of one section: all of it, or what lies between two blocks of the markup.

    `line` is its first line in the page as it is now; before, it stood on `line` to `until`.
    """

    section: str
    line: int
    until: int
    text: str


def find_fragment(before: str, now: str) -> Fragment | None:
    """The running text in which alone two versions of a page differ, if there is one."""
    old, new = before.split("\n"), now.split("\n")
    start, rest = 0, min(len(old), len(new))
    while start < rest and old[start] == new[start]:
        start += 1
    end = 0
    while end < rest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    body, stop = _body(new, start)
    same_body, old_stop = _body(old, start)
    # Above the text of a section stand its anchor and its heading; other headings are a template’s.
    if body < 2 or body != same_body or not _ANCHOR.fullmatch(new[body - 2]):
        return None
    # What changed must end before the next heading, in both versions.
    if stop < len(new) - end or old_stop < len(old) - end:
        return None
    stretch = _between(new, body, stop, start, len(new) - end)
    if stretch is None:
        return None
    first, last = stretch
    old_last = last - len(new) + len(old)
    texts = ["\n".join(lines) for lines in (old[first:old_last], new[first:last])]
    if any(_NOT_RUNNING.search(text) for text in texts):
        return None
    return Fragment(new[body - 2][1:-2], first + 1, old_last, texts[1])


def _body(lines: list[str], inside: int) -> tuple[int, int]:
    """The rows of the section's text around a row: after its heading, and before the next."""
    first = min(inside, len(lines))
    while first > 0 and not _HEADING.match(lines[first - 1]):
        first -= 1
    last = first
    while last < len(lines) and not (_HEADING.match(lines[last]) or _ANCHOR.fullmatch(lines[last])):
        last += 1
    return first, last


def _between(
    lines: list[str], body: int, stop: int, start: int, end: int
) -> tuple[int, int] | None:
    """The rows around `start:end` without a block of the markup; None inside of one."""
    first, depth = body, 0
    for row in range(body, start):
        fence = _FENCE.match(lines[row])
        if fence:
            depth += 1 if fence[1] else -1
            first = row + 1
    if depth:
        return None
    last = next((row for row in range(end, stop) if _FENCE.match(lines[row])), stop)
    return first, last

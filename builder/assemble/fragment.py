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
_NOT_RUNNING = re.compile(r" *(:::|```|~~~)|\[[^\]]*\]:|.*\[\^", re.M)
"""Blocks of the markup, and lines that concern the whole page (targets of links, footnotes)."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A section's own text, without its heading and its subsections. `line` is its first."""

    section: str
    line: int
    text: str


def find_fragment(before: str, now: str) -> Fragment | None:
    """The section's text in which alone two versions of a page differ, if there is one."""
    old, new = before.split("\n"), now.split("\n")
    start, rest = 0, min(len(old), len(new))
    while start < rest and old[start] == new[start]:
        start += 1
    end = 0
    while end < rest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    body, stop = _body(new, start)
    if body < 2 or not _ANCHOR.fullmatch(new[body - 2]) or stop < len(new) - end:
        return None
    same_body, old_stop = _body(old, start)
    if same_body != body or old_stop < len(old) - end:
        return None
    texts = ["\n".join(lines) for lines in (old[body:old_stop], new[body:stop])]
    if any(_NOT_RUNNING.search(text) for text in texts):
        return None
    return Fragment(new[body - 2][1:-2], body + 1, texts[1])


def _body(lines: list[str], inside: int) -> tuple[int, int]:
    """The rows of the section's text around a row: after its heading, and before the next."""
    first = min(inside, len(lines))
    while first > 0 and not _HEADING.match(lines[first - 1]):
        first -= 1
    last = first
    while last < len(lines) and not (_HEADING.match(lines[last]) or _ANCHOR.fullmatch(lines[last])):
        last += 1
    return first, last

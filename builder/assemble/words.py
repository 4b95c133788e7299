"""Counts a guide's words by where they come from."""

from __future__ import annotations

import re
from bisect import bisect_right

from builder.model.guide import Words
from builder.model.program import Program
from builder.render import PageKind, RenderedPage, RenderedSource

_WORD = re.compile(r"[^\W_](?:[\w’'/.-]*\w)?")
_NOT_TEXT = re.compile(
    r"\]\(<[^>]*>\)"  # the address of a link
    r"|^:::.*?(?=\s|$)(?:\{[\w-]+\})?"  # a directive's fence and name
    r"|^ *:[a-z-]+:.*$"  # a directive's option
    r"|^\([a-z0-9-]+\)=$|&#\d+;|¤",
    re.M,
)
_TOCTREE = re.compile(r"^:::\{toctree\}.*?^:::$", re.M | re.S)


def count_words(program: Program, source: RenderedSource) -> Words:
    """Words that the program's own files wrote, and all others.

    A word is counted where its first character comes from: a parameter's value counts for the
    file that sets it, even in the middle of a shared clause. Text that is computed (numbers
    and titles in references) is not counted, nor is the front page: its revision history and
    notices are a program's own by nature.
    """
    own = program.at.file
    folder = f"content/{program.id}/"
    shared = specific = 0
    for page in source.pages:
        if page.kind is PageKind.FRONT:
            continue
        for file in _files(page):
            if file == own or file.startswith(folder):
                specific += 1
            else:
                shared += 1
    return Words(shared=shared, specific=specific)


def _files(page: RenderedPage) -> list[str]:
    text = _TOCTREE.sub(lambda m: " " * len(m[0]), page.text)
    text = _NOT_TEXT.sub(lambda m: " " * len(m[0]), text)
    starts = [segment.start for segment in page.segments]
    found = []
    for match in _WORD.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        found.append(page.segments[index].at.file if index >= 0 else "")
    return found

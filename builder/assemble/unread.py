"""Finds words that authors wrote and the parser did not take for text.

Markdown has corners in which text vanishes in silence: a line that starts with a per cent sign, a
list nested too deep, an option of a block. Each is refused where it is known; this is for the ones
that nobody knows yet. It knows nothing of Markdown’s structure on purpose: it takes out the marks,
counts the words of a page as it was written, and wants each of them in what was read of the page.
What may or may not be a mark is taken out on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from builder.diagnostics import Code, Diagnostic
from builder.render import RenderedPage

_WORD = re.compile(r"[^\W_]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
# The marks of emphasis, code, links and escapes, and apostrophes: words go on across them.
_MARKS = re.compile(r"[*_`\[\]'’]")
_TOKEN = re.compile(r"(?:&(?:\\?#)?\w+;|[\w*`\\\[\]'’])+;?")
# What never prints: the marks of items, with the number of one, and the language of a fence.
_NEVER = re.compile(
    r"^(?=[ \t>*+0-9`~-])(?:[ \t>]|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]|$))*"
    r"(?:(?:`{3,}|~{3,}).*)?",
    re.M,
)
_LINK = re.compile(r"\[¤\]\(<[^>]*>\)|\]\(<[^>]*>\)")
_REFERENCE = "¤"
_MOST = 20


def unread(page: RenderedPage, read: Iterable[str]) -> list[Diagnostic]:
    """Words of a page that stand in none of the texts that the parser read of it.

    A word that stands less often in these than on the page is missing once.
    """
    there = Counter(words("\n".join(read)))
    text = _LINK.sub(_filler, _NEVER.sub(lambda m: " " * len(m[0]), page.text))
    if not Counter(words(_authored(page, text))) - there:
        return []
    wanted: Counter[str] = Counter()
    faults: list[Diagnostic] = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if not any(segment.authored for segment in page.within(start, end)):
            continue
        # What a reference prints is part of a word that touches it.
        if _REFERENCE in text[max(start - 1, 0) : start] + text[end : end + 1]:
            continue
        for word in words(found[0]):
            wanted[word] += 1
            if wanted[word] == there[word] + 1 and len(faults) < _MOST:
                faults.append(_lost(page, word, start))
    return faults


def words(text: str) -> list[str]:
    """The words of a text, without marks, on whichever side of the parser it stands."""
    text = text.replace("\\", "")
    while "&" in text and (less := _ENTITY.sub(lambda m: unescape(m[0]), text)) != text:
        text = less
    return _WORD.findall(_MARKS.sub("", text))


def _authored(page: RenderedPage, text: str) -> str:
    """The text of a page without what templates wrote."""
    parts, position = [], 0
    for start, end, _, authored in page.segments:
        parts += ["\n" * (start > position), text[start:end] if authored else " "]
        position = end
    return "".join(parts)


def _filler(found: re.Match[str]) -> str:
    return (_REFERENCE if _REFERENCE in found[0] else "\\") * len(found[0])


def _lost(page: RenderedPage, word: str, start: int) -> Diagnostic:
    return Diagnostic(
        code=Code.TEXT_LOST,
        at=page.origin(page.line_of(start), word),
        message=f"“{word}” is in the source, but Markdown reads it as something else than text.",
        hint="Look for marks around it that Markdown reads as something else, such as a % or +++ "
        "at the start of a line.",
    )

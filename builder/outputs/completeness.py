"""Finds words that authors wrote and readers would not get.

Markdown has corners in which text vanishes without a word: a line that starts with a per cent
sign, an unclosed fence, a list nested too deep. Each is refused where it is known; this check
is for the ones nobody knows yet. It knows nothing of Markdown's structure on purpose: it
counts the words of the sources and of the output, and wants every one of them back.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from builder.diagnostics import Code, Diagnostic
from builder.render import RenderedSource

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"\]\(<[^>]*>\)")
# In the text of a PDF, pdfium writes U+FFFE for a hyphen at the end of a line.
_BREAK = re.compile(r"(?<=\w)[-\u2010\u00ad\ufffe][\r\n]+(?=\w)|[\u00ad\u200b\u2060\ufeff\ufffe]")
_LIMIT = 20


def words(text: str) -> Counter[str]:
    """How often each word stands in a text, without regard to case and form of letters.

    A word broken at the end of a line counts as one word and, as nobody knows whether its
    hyphen is its own, its halves count as well.
    """
    text = _composed(text).lower()
    found = Counter(_WORD.findall(_BREAK.sub("", text)))
    for match in _BREAK.finditer(text):
        start = re.search(r"[^\W_]*$", text[: match.start()])
        end = re.match(r"[^\W_]*", text[match.end() :])
        found.update(part[0] for part in (start, end) if part and part[0])
    return found


def _composed(text: str) -> str:
    """One form for every word: ligatures taken apart, trade mark signs not part of a word."""
    text = re.sub("[™®©℠]", " ", text)
    return unicodedata.normalize("NFKC", text).replace("’", "'")


def missing_words(source: RenderedSource, output: str, name: str) -> list[Diagnostic]:
    """Diagnostics for words of `source` that `output` (plain text of a format) lacks.

    `name` is the format's, for the message. A word that stands less often in the output than
    in the sources is missing once.
    """
    there = words(output)
    wanted: Counter[str] = Counter()
    faults: list[Diagnostic] = []
    for page in source.pages:
        text = _ADDRESS.sub(lambda m: " " * len(m[0]), page.text)
        for segment in page.segments:
            if not segment.authored:
                continue
            part = _composed(_unescaped(text[segment.start : segment.end]))
            for match in _WORD.finditer(part):
                word = match[0].lower()
                wanted[word] += 1
                if wanted[word] == there[word] + 1 and len(faults) < _LIMIT:
                    at = page.origin(page.line_of(segment.start), match[0])
                    faults.append(
                        Diagnostic(
                            code=Code.TEXT_LOST,
                            at=at,
                            message=f"“{match[0]}” is in the source but not in the {name}.",
                            hint="Look for marks around it that Markdown reads as something else, "
                            "such as a % or +++ at the start of a line.",
                        )
                    )
    return faults


def _unescaped(text: str) -> str:
    """Markdown text without what never prints: backslashes, list numbers, fences' languages."""
    text = re.sub(r"^\s*\d{1,9}[.)](?=\s|$)", lambda m: " " * len(m[0]), text)
    text = re.sub(r"\\(?=[^\w\s])", " ", text)
    return re.sub(r"^(\s*)(`{3,}|~{3,})\w*", lambda m: " " * len(m[0]), text, flags=re.M)

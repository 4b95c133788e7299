"""Finds brackets and quotation marks that are opened and not closed, or closed and not opened.

What it finds:
    A round, square or curly bracket, or one of “ and ”, without its partner in the same
    paragraph. Code, and the bracket of “a)” or “1)” in a list within a sentence, are left
    alone.
Why it matters:
    It is unclear where a remark ends and the rule goes on.
Failing example:
    The Partner must pay the fee (as stated in the Agreement.
Passing example:
    The Partner must pay the fee (as stated in the Agreement).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Finding, Severity
from builder.model.guide import Place
from builder.reading.passages import passage
from builder.reading.positions import locate_part
from builder.reading.subject import Subject
from builder.source import Span

SEVERITY = Severity.WARNING

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ANY = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSING)) + "]")
_ENUMERATOR = re.compile(r"(?:^|[\s(,;])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$")


def check(subject: Subject) -> Iterator[Finding]:
    """Look at every text and title of the guide."""
    for section in subject.guide.walk():
        yield from _of_text(subject, section.title, section.at, section.id)
    for section, block in subject.texts():
        text = passage(block)
        yield from _of_text(subject, text, block.at, block.id or section.id)


def _of_text(subject: Subject, text: str, place: Place | None, about: str) -> Iterator[Finding]:
    if not _ANY.search(text):
        return
    for offset in _unbalanced(text):
        begin, end = _touched(text, offset)
        mark = text[offset]
        opening = mark in _PAIRS
        partner = _PAIRS[mark] if opening else _CLOSING[mark]
        yield Finding(
            at=_at(subject, text, offset, place),
            message=f"The mark {mark} is {'never closed' if opening else 'never opened'} in this "
            "paragraph.",
            hint=f"Add its partner {partner}, or delete it.",
            about=about,
            words=tuple(dict.fromkeys((mark, text[begin:end]))),
        )


def _unbalanced(text: str) -> Iterator[int]:
    """The offsets of marks without a partner, in order."""
    stack: list[int] = []
    alone: list[int] = []
    for match in _ANY.finditer(text):
        mark, offset = match[0], match.start()
        if mark in _PAIRS:
            stack.append(offset)
        elif any(text[opened] == _CLOSING[mark] for opened in stack):
            while text[stack[-1]] != _CLOSING[mark]:
                alone.append(stack.pop())
            stack.pop()
        elif mark != ")" or not _ENUMERATOR.search(text[max(0, offset - 6) : offset]):
            alone.append(offset)
    yield from sorted(alone + stack)


def _touched(text: str, offset: int) -> tuple[int, int]:
    """Where a mark stands, together with the word that it touches."""
    begin, end = offset, offset + 1
    if text[offset] in _PAIRS:
        while end < len(text) and text[end].isalnum():
            end += 1
    else:
        while begin > 0 and text[begin - 1].isalnum():
            begin -= 1
    return begin, end


def _at(subject: Subject, text: str, offset: int, place: Place | None) -> Span | None:
    """The place of one mark: it is looked for together with the word that it touches."""
    begin, end = _touched(text, offset)
    found = locate_part(subject, place, text, begin, end)
    if found is None or found.length != end - begin:
        return found
    return Span(file=found.file, line=found.line, column=found.column + offset - begin, length=1)

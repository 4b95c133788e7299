"""Splits a block's text into sentences.

A full stop ends a sentence only where a new one can begin: not in `e.g.`, `6.5`, `Inc.`, in
brackets, in quotation marks, or in a reference that the builder wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.guide import Block
from builder.obligations.words import word_set

_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s)")
_START = re.compile(r"\s+(?:[“‘\"'(\[]*(?:[A-Z0-9]|[a-z]+[A-Z]))")
_WORD_BEFORE = re.compile(r"[^\s“‘\"'(\[]+$")
_ABBREVIATIONS = word_set(
    "e.g i.e cf vs viz approx ca no nos fig figs sec secs ch chs p pp vol ed eds mr mrs ms dr prof "
    "art para incl excl min max resp st jan feb mar apr jun jul aug sep sept oct nov dec"
)
_MAY_END = word_set("inc ltd corp co etc u.s u.k a.m p.m al")
"""Abbreviations that a sentence can end with; then a word that opens sentences must follow."""
_OPENER = re.compile(
    r"\s+[“‘\"'(\[]*(?:The|A|An|This|These|That|Those|It|They|If|When|Where|While|Before|After|"
    r"For|In|On|At|To|As|All|Any|Each|Every|No|Such|Under|Unless|However|Note|See|With|Once)\b"
)
_OPEN, _CLOSE = "([“", ")]”"
_OPAQUE = frozenset({"reference", "link", "code", "term"})

Opaque = tuple[tuple[int, int, str], ...]
"""The parts of a text that are not prose: start, end, and the target of a reference or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a block.

    `start` and `end` are offsets in the block's own text. `opaque` are the parts that are not
    prose (references, links, code), as (start, end, target) with offsets in `text`.
    """

    text: str
    start: int = 0
    end: int = 0
    opaque: Opaque = ()

    @property
    def stable(self) -> str:
        """The text with what references print replaced by the ids of their targets."""
        if not self.opaque:
            return self.text
        parts, at = [], 0
        for start, end, target in self.opaque:
            parts += [self.text[at:start], target or self.text[start:end]]
            at = end
        return "".join((*parts, self.text[at:]))


def sentences(block: Block) -> list[Sentence]:
    """The sentences of the text that the block itself holds, without the blocks inside it."""
    return sentences_of(*prose(block))


def prose(block: Block) -> tuple[str, Opaque]:
    """The text that a block itself holds, and its parts that are not prose."""
    text, opaque = "", []
    for run in block.runs:
        if run.kind in _OPAQUE:
            target = run.target if run.kind == "reference" and run.generated else None
            opaque.append((len(text), len(text) + len(run.text), target or ""))
        text += run.text
    return text, tuple(opaque)


def sentences_of(text: str, opaque: Opaque) -> list[Sentence]:
    """The sentences of a text with parts that are not prose."""
    fixed = [(start, end) for start, end, target in opaque if target]
    return [
        Sentence(
            text=text[start:end],
            start=start,
            end=end,
            opaque=tuple(
                (max(a, start) - start, min(b, end) - start, target)
                for a, b, target in opaque
                if a < end and b > start
            ),
        )
        for start, end in split(text, fixed)
    ]


def split(text: str, fixed: list[tuple[int, int]] | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text; no sentence ends inside a `fixed` stretch."""
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match, start, fixed or []):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _ends(text: str, match: re.Match[str], start: int, fixed: list[tuple[int, int]]) -> bool:
    if not _START.match(text, match.end()):
        return False
    if any(a <= match.start() < b and match.end() < b for a, b in fixed):
        return False
    # What is in brackets or quotation marks is a part of the sentence around it.
    if _open(text[start : match.end()]):
        return False
    if match[0][0] != ".":
        return True
    before = _WORD_BEFORE.search(text, start, match.start())
    word = before[0] if before else ""
    plain = word.lower()
    if plain in _MAY_END:
        return bool(_OPENER.match(text, match.end()))
    # `J. Smith`, and `1.` where a list is written as running text.
    initial = len(word) == 1 and word.isupper() and word != "I"
    numbered = word.isdigit() and not text[start : match.start()].strip(word).strip()
    return not (plain in _ABBREVIATIONS or initial or numbered)


def _open(text: str) -> bool:
    """Whether a bracket or a quotation mark is still open."""
    return any(text.count(a) > text.count(b) for a, b in zip(_OPEN, _CLOSE, strict=True))

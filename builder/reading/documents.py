"""Finds the governing documents that a text names, by their own names and by others.

A name counts only where it stands alone: the “Program Guide” in “the Integration Program
Guide” is the end of another document's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.guide import Block
from builder.reading.subject import Subject
from builder.reading.word_forms import spaced

_BEFORE = re.compile(r"(?:^|[\s(“])([A-Z0-9][\w&’'.-]*|\[)\s+$")
_SENTENCE = re.compile(r"(?<=[.?!])[”)]?\s+(?=[A-Z“(])")
_FUNCTION = re.compile(
    r"(?:a|all|an|and|any|are|as|at|between|both|but|by|each|either|every|for|from|if|in|"
    r"is|its|like|neither|no|nor|notwithstanding|of|on|only|or|our|per|should|so|such|"
    r"than|that|the|their|then|these|this|to|under|unless|until|what|when|where|"
    r"whether|which|while|with|your)",
    re.IGNORECASE,
)
# What is put in front of a document's name without making it another document.
PREFIXES = ("Program", "Partner", "Partnership", "Master", "Main")
# What a document that speaks of itself is called besides its name.
_SELF = ("this document", "this manual", "this handbook", "this booklet")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named at `start:end` of a text.

    `proper` if by the name that it has, `near` if by one that only comes near it.
    """

    document: str
    start: int
    end: int
    proper: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of a block, and the offset in the block's own text at which it begins."""

    text: str
    start: int


def sentences(block: Block) -> Iterator[PlacedSentence]:
    """The sentences of a block's own text."""
    text, start = block.own_text, 0
    for match in _SENTENCE.finditer(text):
        yield PlacedSentence(text[start : match.start()], start)
        start = match.end()
    yield PlacedSentence(text[start:], start)


class DocumentFinder:
    """The names of a program's governing documents."""

    def __init__(self, subject: Subject) -> None:
        program = subject.program
        forbidden = {
            str(group.document): tuple(map(str, group.names))
            for group in program.policy.document_names
        }
        self._patterns: dict[str, list[tuple[re.Pattern[str], bool, bool]]] = {}
        own = {str(document.name) for document in program.documents.values()}
        for id, document in program.documents.items():
            name = str(document.name)
            others = [other for other in forbidden.get(id, ()) if other not in own]
            self._patterns[id] = [
                (_exactly(name), True, False),
                *((_exactly(other), False, False) for other in others),
                *((pattern, False, True) for pattern in _variants(name, str(document.phrase), own)),
            ]

        hints = {str(d.name).split()[-1] for d in program.documents.values()}
        hints |= {name for names in forbidden.values() for name in names}
        hints |= {name.split()[-1] for name in _SELF}
        self._hint = re.compile("|".join(map(re.escape, sorted(hints))), re.IGNORECASE)

    def find(self, text: str) -> list[Mention]:
        """Every mention in a text, in order; of two that overlap, the longer."""
        if not self._hint.search(text):
            return []
        found = []
        for id, patterns in self._patterns.items():
            for pattern, proper, near in patterns:
                for match in pattern.finditer(text):
                    start = match.start("name")
                    if text[start].islower() or not _longer_name(text, start):
                        found.append(Mention(id, start, match.end("name"), proper, near))
        found.sort(key=lambda m: (m.start - m.end, not m.proper))
        kept: list[Mention] = []
        for mention in found:
            if all(mention.end <= other.start or other.end <= mention.start for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)


def _exactly(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{spaced(name)})(?![\w-])")


def _variants(name: str, phrase: str, own: set[str]) -> Iterator[re.Pattern[str]]:
    """Names that are nearly a document's own, and so are taken for it by every reader."""
    words = name.split()
    if not name.islower():
        lower = spaced(name.lower())
        yield re.compile(
            rf"\b(?:[Tt]he|[Tt]his|[Ss]uch)\s+(?P<name>{lower})(?![\w-])(?!\s+(?:of|to|between|that)\b)"
        )
    last = words[-1]
    if len(words) > 1 and last[0].isupper() and last not in own:
        yield re.compile(rf"\b(?:[Tt]he|[Tt]his|[Ss]uch)\s+(?P<name>{re.escape(last)})(?!\s*[\w-])")
        yield re.compile(rf"\b(?:[Tt]he|[Tt]his|[Ss]uch)\s+(?P<name>{re.escape(last)})(?=\s+[a-z])")
    for prefix in PREFIXES:
        if f"{prefix} {name}" not in own and words[0] not in PREFIXES:
            yield _exactly(f"{prefix} {name}")
    if phrase.lower().startswith("this "):
        for other in (*_SELF, f"this {last.lower()}"):
            if other != phrase.lower():
                either = "|".join(map(re.escape, (other, other.capitalize())))
                yield re.compile(rf"\b(?P<name>{either})(?![\w-])")


def _longer_name(text: str, start: int) -> bool:
    """Whether a name at `start` is the end of a longer proper name."""
    before = _BEFORE.search(text[:start])
    return before is not None and not _FUNCTION.fullmatch(before[1])

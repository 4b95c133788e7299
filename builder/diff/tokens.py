"""Cuts text into words as a reader tells them apart, and writes them as one character each.

Two texts are compared word by word, never letter by letter. Every word has a key that leaves out
what is not reported: kinds of quotation marks, dashes and spaces, composed or decomposed letters.
A generated reference is one word whose key is its target, so that another number of the target is
no difference; a word of a link has the address in its key.

A `Vocabulary` gives every key a character. Texts become strings of these (`code`), on which
equality, similarity and longest common subsequences are a matter of microseconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.model.guide import Run, RunKind

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[\w\u0300-\u036f{_INVISIBLE}]"
# Full stops, apostrophes and the like join what stands on both sides of them: 6.5, e.g, 14-day.
_JOIN = r"['’ʼ.,/@:&\-\u2010\u2011\u2012\u2013_]"
_WORD = re.compile(rf"{_LETTER}+(?:{_JOIN}{_LETTER}+)*|--+|\.\.\.|[^\w\s]|\S")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        "…": "...",
    }
)
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_OPAQUE = "\u2192"
"""Stands before the target in the key of a generated reference."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with the white space before it, and the runs that it is made of."""

    code: str
    space: str
    pieces: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The word as it is printed, without the space before it."""
        return "".join(piece.text for piece in self.pieces)


def plain(text: str) -> str:
    """A text without what is not reported: the key of a word, or of a whole line."""
    if text.isascii():
        return "-" if text.startswith("--") else text
    plain = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return "-" if plain.startswith("--") else plain


class Vocabulary:
    """Characters for words, the same for both guides of a comparison."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._raw: dict[str, str] = {}
        self._keys: list[str] = []

    def code(self, key: str) -> str:
        """The character of a key."""
        found = self._codes.get(key)
        if found is None:
            number = _FIRST + len(self._keys)
            if number >= _SURROGATES.start:
                number += len(_SURROGATES)
            found = self._codes[key] = chr(number)
            self._keys.append(key)
        return found

    def words(self, code: str) -> str:
        """The keys of a code, separated by spaces: a normal form of the text."""
        return " ".join(self._key(character) for character in code)

    def _key(self, character: str) -> str:
        number = ord(character)
        if number < _FIRST:
            return f"<{number}>"
        if number >= _SURROGATES.stop:
            number -= len(_SURROGATES)
        return self._keys[number - _FIRST]

    def alias(self, old: str, new: str) -> None:
        """References to `old` are references to `new`: a section that has another id now."""
        self._codes[_OPAQUE + old] = self.code(_OPAQUE + new)

    def text(self, text: str) -> str:
        """The code of a plain text."""
        raw = self._raw
        out = []
        for word in _WORD.findall(text):
            found = raw.get(word)
            if found is None:
                key = plain(word)
                found = raw[word] = self.code(key) if key else ""
            out.append(found)
        return "".join(out)

    def runs(self, runs: Sequence[Run]) -> str:
        """The code of a block's runs."""
        if not any(run.kind in {"reference", "link"} for run in runs):
            return self.text("".join(run.text for run in runs))
        return "".join(token.code for token in self.tokens(runs))

    def tokens(self, runs: Iterable[Run]) -> list[Token]:
        """The words of runs. A word that has parts of two kinds is one word."""
        found: list[Token] = []
        space = ""
        for text, spans in _stretches(runs):
            first = spans[0][1]
            if first.generated and first.kind == "reference":
                lead = text[: len(text) - len(text.lstrip())]
                tail = text[len(text.rstrip()) :] if text.strip() else ""
                code = self.code(_OPAQUE + (first.target or text))
                inner = Run(
                    text=text.strip(), kind=first.kind, target=first.target, generated=True
                )
                found.append(Token(code, space + lead, (inner,)))
                space = tail
                continue
            at = 0
            for match in _WORD.finditer(text):
                word = match[0]
                key = plain(word)
                if not key:
                    continue  # nothing but invisible characters: part of the space
                if first.kind in {"reference", "link"}:
                    key = f"{key}{_OPAQUE}{first.target or ''}"
                pieces = tuple(_pieces(spans, match.start(), match.end()))
                code = self.code(key)
                found.append(Token(code, space + text[at : match.start()], pieces))
                space, at = "", match.end()
            space += text[at:]
        if space:
            found.append(Token("", space, ()))
        return found


def _stretches(runs: Iterable[Run]) -> Iterator[tuple[str, list[tuple[int, Run]]]]:
    """Runs in which words may go on, as one text with the offsets where each run begins."""
    text, spans = "", []
    for run in runs:
        if not run.text:
            continue
        if run.kind in {"reference", "link"}:
            if spans:
                yield text, spans
            yield run.text, [(0, run)]
            text, spans = "", []
        else:
            spans.append((len(text), run))
            text += run.text
    if spans:
        yield text, spans


def _pieces(spans: list[tuple[int, Run]], start: int, end: int) -> Iterator[Run]:
    for at, run in spans:
        left, right = max(start, at), min(end, at + len(run.text))
        if left < right:
            text = run.text[left - at : right - at]
            yield Run(text=text, kind=run.kind, target=run.target, generated=run.generated)


def kinds(pieces: Sequence[Run]) -> tuple[RunKind, str | None]:
    """The kind and target that stand for pieces of a word: those of the first."""
    return (pieces[0].kind, pieces[0].target) if pieces else ("text", None)

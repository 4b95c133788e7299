"""Cuts text into words as a reader tells them apart, and writes them as one character each.

Two texts are compared word by word, never letter by letter. Every word has a key that leaves out
what is not reported: kinds of quotation marks, dashes and spaces, composed or decomposed letters.
A generated reference is one word whose key is its target, so that another number of the target is
no difference; a word of a link has the address in its key.

`WordCodes` gives every key a character. Texts become strings of these (`code`), on which equality,
similarity and longest common subsequences are a matter of microseconds: the libraries for strings
of characters then work on words. Characters below U+0100 are kept for structure (`nodes`), and
surrogates are left out, as they are no characters to a library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from builder.model.guide import Run, RunKind

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[\w\u0300-\u036f{_INVISIBLE}]"
# Full stops, apostrophes and the like join what stands on both sides of them: 6.5, e.g, 14-day.
_JOIN = r"['’ʼ.,/@:&\-\u2010\u2011\u2012\u2013_]"
_WORDS = rf"{_LETTER}+(?:{_JOIN}{_LETTER}+)*|--+|\.\.\.|[^\w\s]|\S"
_WORD = re.compile(_WORDS)
_SPACED = re.compile(rf"(\s*)({_WORDS})")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        "…": "...",
    }
)
Piece = tuple[str, RunKind, str | None]
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_LEADING = frozenset({"reference", "link"})
_OPAQUE = "\u2192"
"""Stands before the target in the key of a generated reference."""


class Token(NamedTuple):
    """A word with the white space before it, and its pieces: text, kind of run, target."""

    code: str
    space: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The word as it is printed, without the space before it."""
        pieces = self.pieces
        return pieces[0][0] if len(pieces) == 1 else "".join([piece[0] for piece in pieces])


def plain(text: str) -> str:
    """A text without what is not reported: the key of a word, or of a whole line."""
    if text.isascii():
        return "-" if text.startswith("--") else text
    plain = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return "-" if plain.startswith("--") else plain


class WordCodes:
    """Characters for words, the same for both guides of a comparison."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._raw = _Raw(self)
        self._keys: list[str] = []
        self._bare: dict[int, str | None] = dict.fromkeys(range(_FIRST))
        # Most texts are in both guides.
        self._texts: dict[str, str] = {}
        self._written: dict[str, str] = {}

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
        found = self._written.get(code)
        if found is None:
            found = self._written[code] = " ".join(map(self._key, code))
        return found

    def _key(self, character: str) -> str:
        number = ord(character)
        if number < _FIRST:
            return f"<{number}>"
        if number >= _SURROGATES.stop:
            number -= len(_SURROGATES)
        return self._keys[number - _FIRST]

    def linked(self, key: str, target: str | None) -> str:
        """The character of a word that leads somewhere."""
        if not key:
            return ""
        made = self.code(f"{key}{_OPAQUE}{target or ''}")
        self._bare[ord(made)] = self.code(key)
        return made

    def bare(self, code: str) -> str:
        """A code without structure, and without where its links lead."""
        return code.translate(self._bare)

    def alias(self, old: str, new: str) -> None:
        """References to `old` are references to `new`: a section that has another id now."""
        self._codes[_OPAQUE + old] = self.code(_OPAQUE + new)

    def text(self, text: str) -> str:
        """The code of a plain text."""
        found = self._texts.get(text)
        if found is None:
            found = "".join(map(self._raw.__getitem__, _WORD.findall(text)))
            self._texts[text] = found
        return found

    def runs(self, runs: Sequence[Run]) -> str:
        """The code of a block's runs."""
        # Without a target in them, runs are one text: bold letters are no other words.
        for run in runs:
            if run.kind in _LEADING:
                break
        else:
            return self.text("".join([run.text for run in runs])) if runs else ""
        return "".join(self._stretch(text, spans[0][1]) for text, spans in _stretches(runs))

    def _stretch(self, text: str, run: Run) -> str:
        """The code of a text that leads where its run does."""
        if run.kind not in _LEADING:
            return self.text(text)
        if run.generated and run.kind == "reference":
            return self.code(_OPAQUE + (run.target or text))
        keys = filter(None, map(plain, _WORD.findall(text)))
        return "".join(self.linked(key, run.target) for key in keys)

    def tokens(self, runs: Iterable[Run]) -> list[Token]:
        """The words of runs. A word that has parts of two kinds is one word.

        White space at the end is a last token without a code.
        """
        found: list[Token] = []
        space = ""
        for text, spans in _stretches(runs):
            first = spans[0][1]
            if first.generated and first.kind == "reference":
                bare = text.strip()
                start = text.find(bare)
                code = self.code(_OPAQUE + (first.target or text))
                found.append(Token(code, space + text[:start], ((bare, first.kind, first.target),)))
                space = text[start + len(bare) :]
                continue
            leads = first.kind in _LEADING
            ends = [begin for begin, _ in spans[1:]] + [len(text)]
            end = place = 0
            for gap, word in _SPACED.findall(text):
                start = end + len(gap)
                end = start + len(word)
                space += gap
                code = self.linked(plain(word), first.target) if leads else self._raw[word]
                if not code:
                    space += word  # nothing but invisible characters: part of the space
                    continue
                while start >= ends[place]:
                    place += 1
                if end <= ends[place]:
                    run = spans[place][1]
                    pieces: tuple[Piece, ...] = ((word, run.kind, run.target),)
                else:
                    pieces = tuple(_pieces(spans[place:], start, end))
                found.append(Token(code, space, pieces))
                space = ""
            space += text[end:]
        if space:
            found.append(Token("", space, ()))
        return found


class _Raw(dict[str, str]):
    """The characters of words as they are printed; empty for what is invisible."""

    def __init__(self, words: WordCodes) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: str) -> str:
        key = plain(word)
        found = self[word] = self._words.code(key) if key else ""
        return found


def _stretches(runs: Iterable[Run]) -> Iterator[tuple[str, list[tuple[int, Run]]]]:
    """Runs in which words may go on, as one text with the offsets where each run begins."""
    text = ""
    spans: list[tuple[int, Run]] = []
    for run in runs:
        if not run.text:
            continue
        if run.kind in _LEADING:
            if spans:
                yield text, spans
            yield run.text, [(0, run)]
            text, spans = "", []
        else:
            spans.append((len(text), run))
            text += run.text
    if spans:
        yield text, spans


def _pieces(spans: list[tuple[int, Run]], start: int, end: int) -> Iterator[Piece]:
    for at, run in spans:
        left, right = max(start, at), min(end, at + len(run.text))
        if left >= right:
            break
        yield run.text[left - at : right - at], run.kind, run.target

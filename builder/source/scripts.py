"""Words whose letters are not what they look like.

After the Unicode Technical Standard 39, “Unicode Security Mechanisms”: a word of letters that are
alike in two scripts, a word that consists of nothing but letters that look like those of another
script, digits of two kinds, and letters in the shapes of formulas. A whole word in another script
is no fault, nor is a Greek letter beside Latin ones that looks like none of them (kΩ, ΔT), nor are
scripts that are written together (Latin with Chinese, Japanese or Korean).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_FOREIGN = re.compile(r"(?![\x00-\x7f])[^\W_]")
_WORD = re.compile(r"[^\W_]+")
_LATIN = "LATIN"
# Scripts that are read letter by letter as Latin is, and mixed with it by mistake only.
_APART = frozenset(
    {"ARABIC", "ARMENIAN", "CHEROKEE", "COPTIC", "CYRILLIC", "DESERET", "GEORGIAN", "GLAGOLITIC"}
    | {"GREEK", "HEBREW", "LISU", "OSAGE", "TIFINAGH"}
)
# Letters that look like a Latin one in most typefaces.
_ALIKE = {
    "CYRILLIC": frozenset("аеорсухіјѕһԁԛԝүАВЕЅІЈКМНОРСТУХЬԌԚԜҮ"),
    "GREEK": frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲϳͺ"),
}
# Greek letters that stand alone for quantities.
_SYMBOLS = frozenset("αικνρυχ")
_SHAPES = ("<font>", "<wide>", "<narrow>", "<compat>")
_DUTCH = "Ĳĳ"
_What = tuple[str, ...]
"""What is odd, and the letters that this quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddWord:
    """A word at `start:end`, with what is odd about it, in words that follow the word itself.

    `quoted` are the letters that those words quote.
    """

    start: int
    end: int
    what: str
    quoted: tuple[str, ...] = ()


def odd_words(text: str) -> Iterator[OddWord]:
    """Every word of a text that is not what it looks like, in order."""
    if text.isascii() or not _FOREIGN.search(text):
        return
    whole = _wholly_foreign(text)
    for match in _WORD.finditer(text):
        if match[0].isascii():
            continue
        what = _mixed(match[0]) or _shaped(match[0]) or _disguised(match[0], whole)
        if what:
            said, *quoted = what
            yield OddWord(start=match.start(), end=match.end(), what=said, quoted=tuple(quoted))


def _mixed(word: str) -> _What | None:
    """Letters of two scripts, or digits of two kinds."""
    scripts = {script_of(letter): letter for letter in reversed(word) if letter.isalpha()}
    apart = sorted(scripts.keys() & _APART)
    if len(apart) + (_LATIN in scripts) > 1:
        greek = {letter for letter in word if script_of(letter) == "GREEK"}
        if apart != ["GREEK"] or greek & _ALIKE["GREEK"]:
            other = apart[-1] if _LATIN in scripts else apart[0]
            return _said(scripts[other])
    digits = {letter for letter in word if letter.isdecimal()}
    if len({ord(digit) - unicodedata.decimal(digit) for digit in digits}) > 1:
        return ("has digits of two scripts in it",)
    return None


def _shaped(word: str) -> _What | None:
    """Letters in the shape of a typeface, of half or double width, or joined to one."""
    for letter in word:
        if not letter.isascii() and letter.isalpha() and letter not in _DUTCH:
            plain = unicodedata.normalize("NFKC", letter)
            shaped = unicodedata.decomposition(letter).startswith(_SHAPES)
            if shaped and plain.isascii() and plain.isalpha() and (len(word) > 1 or len(plain) > 1):
                return f"has {_named(letter)} in it in place of “{plain}”", letter, plain
    return None


def _disguised(word: str, whole: frozenset[str]) -> _What | None:
    """Nothing but letters that look Latin, beside Latin text and in no text of their script."""
    letters = [letter for letter in word if letter.isalpha()]
    for script, alike in _ALIKE.items():
        if (
            letters
            and script not in whole
            and all(letter in alike for letter in letters)
            and not (len(letters) == 1 and letters[0] in _SYMBOLS)
        ):
            return _said(letters[0])
    return None


def _wholly_foreign(text: str) -> frozenset[str]:
    """The scripts that stand for themselves in a text; all of them if no letter is Latin."""
    if not re.search("[A-Za-z]", text):
        return frozenset(_ALIKE)
    return frozenset(
        script
        for script, alike in _ALIKE.items()
        if any(letter not in alike and script_of(letter) == script for letter in set(text))
    )


def _said(letter: str) -> _What:
    return f"is not what it looks like: there is {_named(letter)} in it", letter


def _named(letter: str) -> str:
    return f"“{letter}” (U+{ord(letter):04X}, {unicodedata.name(letter, 'no name').title()})"


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter, as the first word of its name; signs of units have none."""
    if letter.isascii():
        return _LATIN if letter.isalpha() else ""
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return name if letter.isalpha() else ""

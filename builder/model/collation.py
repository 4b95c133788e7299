"""The order in which readers look words up.

The order of the Unicode Collation Algorithm (UTS 10) as far as guides need it: letters count
without their accents first, then with them, then by their case; signs stand before digits, digits
before letters. Its whole table (`pyuca`, `PyICU`) takes longer to read than a guide to check, and
differs from this in scripts that no language of guides is written in.
"""

from __future__ import annotations

import unicodedata

CollationKey = tuple[tuple[tuple[int, str], ...], str, str]

# Letters that are no letter with an accent to Unicode, and what they are looked up as.
_AS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"ħ": "h", "ŋ": "n", "ŧ": "t", "ŀ": "l"}
)
_SPACE, _SIGN, _DIGIT, _LETTER, _LAST = range(5)


def collation_key(text: str, last: str = "") -> CollationKey:
    """What texts are sorted by; `last` are letters that a language has behind z, in order."""
    folded = unicodedata.normalize("NFC", text).lower()
    letters: list[tuple[int, str]] = []
    for letter in folded:
        if letter in last:
            letters.append((_LAST, chr(last.index(letter))))
            continue
        plain = unicodedata.normalize("NFKD", letter.translate(_AS))
        letters += [(_rank(part), part) for part in plain if not unicodedata.combining(part)]
    return tuple(letters), unicodedata.normalize("NFD", folded), text.swapcase()


def _rank(letter: str) -> int:
    if letter.isspace():
        return _SPACE
    if letter.isalpha():
        return _LETTER
    return _DIGIT if letter.isdigit() else _SIGN

"""Where a word that is too long for its line may be parted, and what must stay whole.

The break is made of layout alone: no hyphen and no invisible character is put into the text, so
that a reader who copies or searches the word finds what the author wrote. A line never ends
after a hyphen between letters here: readers of PDFs drop a hyphen at the end of a line when
they copy, and a file name or an address without it is another one. The part begins with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

ORDINARY = 24
"""A word of more letters than this is hardly one of the language."""
_SHORT = 5
_AFTER = frozenset("/\\._@:,;=&?#%+|~")
_JOINED = re.compile(r"[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_LOST_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_CODE = re.compile(r"(?<=\w)[/\\._@:=](?=\w)|_|[a-z][A-Z]")


def parts(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word in parts between which a line may end; joined they are the word.

    It is parted after signs that join names, before hyphens and between the parts of a
    camel-case name; a part that does not fit even so is parted anywhere between its letters.
    """
    found: list[str] = []
    for part in _sensible(word):
        found += [part] if fits(part) else _anywhere(part, fits)
    return found


def loses_hyphen(word: str) -> bool:
    """Whether a break at one of the word's hyphens would lose it from a copied text."""
    return _LOST_HYPHEN.search(word) is not None


def looks_like_code(word: str) -> bool:
    """Whether a word is a file name, an address or another name rather than prose."""
    return len(word) > ORDINARY or _CODE.search(word) is not None


def _sensible(word: str) -> list[str]:
    cuts = [at for at in range(1, len(word)) if _sense(word, at)]
    return [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]


def _sense(word: str, at: int) -> bool:
    before, after, next_ = word[at - 1], word[at], word[at + 1 : at + 2]
    if after == "-":
        return before.isalnum() and next_.isalnum()
    if before in _AFTER:
        return after.isalnum()
    if after.isupper():
        return before.islower() or (before.isalnum() and next_.islower())
    return False


def _anywhere(part: str, fits: Callable[[str], bool]) -> list[str]:
    """Single letters, each with the marks upon it; the ends of a longer part stay together."""
    found: list[str] = []
    for letter in part:
        if found and (
            unicodedata.category(letter).startswith("M")
            or _JOINED.match(letter)
            or found[-1].endswith("\u200d")
            or found[-1] == "-"
        ):
            found[-1] += letter
        else:
            found.append(letter)
    if len(found) > _SHORT:
        ends = "".join(found[:2]), "".join(found[-2:])
        if all(map(fits, ends)):
            found = [ends[0], *found[2:-2], ends[1]]
    return found

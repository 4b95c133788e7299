"""Text in drawings: its sizes, the width of a text, and where its lines break."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from math import inf

from builder.figures.letter_widths import CHARACTERS, REGULAR, SEMIBOLD

BODY_SIZE = 12
"""Type size of the text in boxes, in units of a drawing that is 640 units wide."""
LABEL_SIZE = 11
"""Type size of the words at arrows."""


_BREAKS = re.compile(r"[/._@-]|[^\W\d_](?=[A-Z])(?<![A-Z])")
_MOST_WORDS = 40
"""More words than this do not stand on one line of a drawing."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A way to set text: type size and line height in units, and whether it is semi-bold."""

    size: int = BODY_SIZE
    leading: int = 16
    bold: bool = False

    def width(self, text: str) -> float:
        """The width of `text` on one line, in units."""
        widths = _widths(self.bold)
        widest = max(widths.values())
        return sum(widths.get(letter, widest) for letter in text) * self.size / 1000

    def wrap(self, text: str, width: float, *, longest: float = inf) -> tuple[str, ...]:
        """Break `text` into as few lines as fit into `width`, as even as they can be.

        A word that is wider than `width` gets a line of its own and stands out; one that is
        wider than `longest`, too, is broken. A text without words has one empty line.
        """
        return _wrap(self, text, width, max(width, longest))

    def fill(self, words: list[str], width: float) -> list[str]:
        """The lines that `words` take when each line is filled before the next is begun."""
        lines: list[str] = []
        for word in words:
            if lines and self.width(f"{lines[-1]} {word}") <= width + 1e-6:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def pieces(self, word: str, width: float) -> list[str]:
        """The parts of a word that is broken to fit into `width`, each as long as can be.

        It is broken behind `/`, `.`, `_`, `-` or `@` or before a capital in it, or else anywhere.
        """
        parts: list[str] = []
        while self.width(word) > width:
            end = 1
            while self.width(word[: end + 1]) <= width:
                end += 1
            good = [found.end() for found in _BREAKS.finditer(word, 0, end) if found.end() > 1]
            end = good[-1] if good else end
            parts.append(word[:end])
            word = word[end:]
        return [*parts, word]


BODY = TextStyle()
STRONG = TextStyle(bold=True)
LABEL = TextStyle(size=LABEL_SIZE, leading=14)


@cache
def _wrap(style: TextStyle, text: str, width: float, longest: float) -> tuple[str, ...]:
    words = [piece for word in text.split() for piece in style.pieces(word, longest)]
    if not words:
        return ("",)
    fewest = len(style.fill(words, width))
    lengths = sorted(
        {
            style.width(" ".join(words[start:stop]))
            for start in range(len(words))
            for stop in range(start + 1, min(len(words), start + _MOST_WORDS) + 1)
        }
    )
    # The narrowest width in which the text has no more lines gives the most even ones. More
    # width never takes more lines, so that a binary search over all possible widths finds it.
    even = bisect_left(lengths, True, key=lambda w: len(style.fill(words, w)) <= fewest)
    narrower = lengths[even] if even < len(lengths) else width
    return tuple(style.fill(words, min(narrower, width)))


@cache
def _widths(bold: bool) -> dict[str, int]:
    numbers = (SEMIBOLD if bold else REGULAR).split()
    return dict(zip(CHARACTERS, map(int, numbers), strict=True))

"""Lettering: the type sizes of a drawing, the width of a text, and where its lines break."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from builder.outputs.figures.letter_widths import CHARACTERS, REGULAR, SEMIBOLD

BODY_SIZE = 12
"""Type size of the text in boxes, in units of a drawing that is 640 units wide."""
LABEL_SIZE = 11
"""Type size of the words at arrows."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A way to set text: type size and line height in units, and whether it is semi-bold."""

    size: int = BODY_SIZE
    leading: int = 16
    bold: bool = False

    def width(self, text: str) -> float:
        """The width of `text` on one line, in units."""
        widths = _widths(self.bold)
        widest = max(widths.values())
        return sum(widths.get(letter, widest) for letter in text) * self.size / 1000

    def wrap(self, text: str, width: float) -> tuple[str, ...]:
        """Break `text` into as few lines as fit into `width`, as even as they can be.

        A word that is wider than `width` gets a line of its own and stands out.
        """
        words = text.split()
        fewest = len(self._fill(words, width))
        lengths = sorted(
            {
                self.width(" ".join(words[start:stop]))
                for start in range(len(words))
                for stop in range(start + 1, len(words) + 1)
            }
        )
        for narrower in lengths:
            lines = self._fill(words, narrower)
            if len(lines) <= fewest:
                return tuple(lines)
        return tuple(self._fill(words, width))

    def _fill(self, words: list[str], width: float) -> list[str]:
        lines: list[str] = []
        for word in words:
            if lines and self.width(f"{lines[-1]} {word}") <= width + 1e-6:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines


BODY = Lettering()
STRONG = Lettering(bold=True)
LABEL = Lettering(size=LABEL_SIZE, leading=14)


@cache
def _widths(bold: bool) -> dict[str, int]:
    numbers = (SEMIBOLD if bold else REGULAR).split()
    return dict(zip(CHARACTERS, map(int, numbers), strict=True))

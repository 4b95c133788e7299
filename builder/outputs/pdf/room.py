"""How much room a line of text has, and how wide a word is.

A word that is wider than its line is parted before Typst sets it (`breaks`). The measures are
those of `templates/pdf/style.typ` and the templates beside it; what they decide is looked at again
in the finished file (`geometry`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from builder.outputs.pdf.typefaces import letter_widths

# In points. A wide table, a figure and the running lines use the column of the numbers as well.
HANG = 50.0
TEXT = 8.5 * 72 - 2 * 0.92 * 72 - HANG
CELL_INSET = 14.0
NOTE_INSET = 24.0
FORM_NAME = 0.31
FORM_GUTTER = 10.0
LISTING_INSET = 18.0
QUOTE_INSET = 14.0
MEANING = 78.0
BULLET = 18.0
NUMBER = 11.0
DIGIT = 0.6

BODY_SIZE = 10.0
CELL_SIZE = 8.8
# Room in headings, captions and terms, at body size: a title is printed in the contents, too.
TITLES = (0.0, 185.0, 285.0, 330.0, 400.0, 400.0, 400.0)
CAPTION = 390.0
# Names in running lines, and the fields of the cover by their names.
RUNNING = 240.0
COVER = {"title": 118.0, "subtitle": 240.0, "short_name": 240.0}
OTHER_FIELDS = 260.0
# Code is set a little larger than the text around it.
CODE = 1.06
_LEAST = 8.0
_WIDEST = 1000
_USUAL = 600

_FILES = {
    "regular": "IBMPlexSans-Regular.ttf",
    "semibold": "IBMPlexSans-SemiBold.ttf",
    "italic": "IBMPlexSans-Italic.ttf",
    "mono": "IBMPlexMono-Regular.ttf",
}


@dataclass(frozen=True, slots=True)
class Letters:
    """The widths of letters, from the typefaces in a folder; without it, a usual width."""

    fonts: Path | None = None

    def width(self, text: str, face: str = "regular") -> float:
        """How wide a text is on one line, in parts of the type size."""
        if face == "mono":
            return CODE * self._sum(text, face)
        return self._sum(text, face)

    def _sum(self, text: str, face: str) -> float:
        known = _widths(self.fonts, face)
        other = _WIDEST if known else _USUAL
        return sum([known.get(letter, other) for letter in text]) / 1000


@cache
def _widths(fonts: Path | None, face: str) -> Mapping[str, int]:
    font = fonts / _FILES[face] if fonts else None
    return letter_widths(font) if font and font.is_file() else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The line that text stands on: its width and the type size in points, and its face."""

    width: float = TEXT
    size: float = BODY_SIZE
    face: str = "regular"
    letters: Letters = field(default_factory=Letters)

    def less(self, points: float) -> Room:
        """The same line, shorter by so much."""
        return replace(self, width=max(self.width - points, _LEAST))

    def of(self, width: float) -> Room:
        """A line of a width, unless this one is shorter."""
        return replace(self, width=max(min(self.width, width), _LEAST))

    def cell(self, width: float) -> Room:
        """The line in a cell of a table that is so wide."""
        return replace(self, width=max(width - CELL_INSET, _LEAST), size=CELL_SIZE)

    def semibold(self) -> Room:
        """The same line in semibold letters."""
        return replace(self, face="semibold")

    def surely_holds(self, letters: int) -> bool:
        """Whether so many letters fit, whichever they are."""
        return letters * self.size <= self.width

    def holds(self, text: str, face: str = "regular") -> bool:
        """Whether a text fits on the line."""
        face = self.face if face == "regular" else face
        return self.letters.width(text, face) * self.size <= self.width + 0.01

"""What edits work on, what they say of themselves, and the lists that they are kept in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from builder.model.obligation import Obligation
from tests.diff.document import Document, Spot


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A change that must be reported: found by what it is and by its texts."""

    kind: str
    things: tuple[str, ...]
    old: str | None = None
    new: str | None = None
    id: str | None = None
    edit: str = ""
    normative: bool = False


@dataclass
class Editor:
    """What edits work on: the document, and the obligations of the guide before."""

    doc: Document
    duties: list[tuple[Spot, Obligation]] = field(default_factory=list)
    count: int = 0

    @property
    def rng(self) -> random.Random:
        return self.doc.rng

    def fresh(self, least: int = 9) -> str:
        """A sentence that is nowhere else and binds nobody."""
        self.count += 1
        words = self.rng.sample(WORDS, least)
        return f"{words[0].capitalize()} {' '.join(words[1:])} number {spelled(self.count)}."


Edit = Callable[[Editor], Sequence[Expected] | None]
EDITS: dict[str, Edit] = {}
SILENT: dict[str, Callable[[Editor], None]] = {}

WORDS = tuple(
    """
    amber basin cedar delta ember fjord garnet harbor island jasper kestrel lagoon meadow
    nickel orchard pebble quartz ridge summit timber umber valley willow yarrow zephyr
    copper lantern marble thicket velvet
    """.split()  # noqa: SIM905 (thirty words read better as text)
)


def spelled(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number)) + "x"


def edit(function: Edit) -> Edit:
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def silent(function: Callable[[Editor], None]) -> Callable[[Editor], None]:
    SILENT[function.__name__.replace("_", " ")] = function
    return function

"""Every limit of the program, in one table: what is larger, longer or deeper is refused.

A limit is far beyond what a guide needs, and low enough that whatever stays below it is read in
little time and memory.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `most` of `unit` in `thing`; `hint` says what to do instead."""

    thing: str
    most: int
    unit: str
    hint: str

    def exceeded(self, thing: str | None = None) -> str:
        """The sentence that says so; `thing` is what exceeds it, as a sentence begins with it."""
        name = thing or self.thing[:1].upper() + self.thing[1:]
        return f"{name} has more than {self.most:,} {self.unit}, which is the limit."


ID = Limit(
    thing="an id, or a part of a clause file’s name",
    most=100,
    unit="characters",
    hint="Choose a shorter one; what readers see is the title.",
)
FILE = Limit(
    thing="a definition, a clause or a template",
    most=1_000_000,
    unit="bytes",
    hint="Divide it into several files, and take out what is no text of a guide.",
)
ASSET = Limit(
    thing="a drawing, a typeface or another file of a site",
    most=20_000_000,
    unit="bytes",
    hint="Make it smaller, or take it out.",
)
SNAPSHOT = Limit(
    thing="a “guide.json”",
    most=64_000_000,
    unit="bytes",
    hint="Name one that a build made.",
)
LINE = Limit(
    thing="a line of a definition, a clause or a template",
    most=10_000,
    unit="characters",
    hint="Break it into several lines; a paragraph may have many.",
)
FILES = Limit(
    thing="a folder of sources, with all below it",
    most=10_000,
    unit="files",
    hint="Move away what does not belong to the guides.",
)
FOLDERS = Limit(
    thing="a folder of sources",
    most=16,
    unit="levels of folders",
    hint="Move the files further up.",
)
YAML_DEPTH = Limit(
    thing="a definition",
    most=24,
    unit="levels of lists and keys",
    hint="Delete brackets or indentation that is too much.",
)
LIST_DEPTH = Limit(
    thing="a list in a clause",
    most=4,
    unit="levels",
    hint="Split the list, or use sentences.",
)
QUOTE_DEPTH = Limit(
    thing="a quotation in a clause",
    most=2,
    unit="levels",
    hint="Take away “>” signs, or use sentences.",
)
VALUES = Limit(
    thing="a text",
    most=500,
    unit="values, one inside another",
    hint="Write the value without a placeholder.",
)
TEMPLATE_TIME = Limit(
    thing="a template, for one page",
    most=10,
    unit="seconds of work",
    hint="Loop over parts of the program only, and let no macro call itself.",
)
TEMPLATE_TEXT = Limit(
    thing="a text that a template makes, or a whole page",
    most=5_000_000,
    unit="characters",
    hint="Make it of the parts of the program only.",
)
TEMPLATE_NUMBER = Limit(
    thing="a number that a template counts, repeats or pads with",
    most=100_000,
    unit="steps",
    hint="Use a smaller one.",
)

LIMITS = (
    ID,
    FILE,
    ASSET,
    SNAPSHOT,
    LINE,
    FILES,
    FOLDERS,
    YAML_DEPTH,
    LIST_DEPTH,
    QUOTE_DEPTH,
    VALUES,
    TEMPLATE_TIME,
    TEMPLATE_TEXT,
    TEMPLATE_NUMBER,
)

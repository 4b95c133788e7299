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

LIMITS = (ID,)

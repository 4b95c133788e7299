"""The structure of a guide, with what is shared, what is the program's own, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.source import Span

State = Literal["shared", "set", "replaced", "added", "moved", "omitted"]
"""What a program does to a part of its family.

`shared`: nothing. `set`: it gives a parameter the value, or a slot the text, that the family
leaves to each program. `replaced`: it has its own in place of the family's. `added`: only it has
the part. `moved`: it has the part elsewhere. `omitted`: it leaves the part out.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What the family has where a program differs. `what`: `title`, `text`, `status`, `place`."""

    what: Literal["title", "text", "status", "place"]
    value: str
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePart:
    """Something that stands in a section: a table, figure, list, form, slot and so on.

    `id` is empty for one of which there is only one, such as the glossary. `label` is what readers
    call it (`Table 1`, `Form`), empty for what has no name in the guide. `at` is the place in
    a clause that puts it there, `declared` where it is declared, `source` the clause file that
    fills a slot.
    """

    kind: str
    id: str
    number: str
    title: str
    state: State
    at: Span
    declared: Span | None = None
    source: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineItem:
    """A chapter, section or appendix; `level` counts from 1.

    `number` and `label` (how it is cited) are empty for an omitted one. `source` is where its
    text begins, or where it is declared if it has none; `clause` the file of its text. `declared`
    is where its id is declared, `changed` where the program's file says what differs, and `was`
    what the family has instead.
    """

    kind: Literal["chapter", "section", "appendix"]
    id: str
    level: int
    number: str
    label: str
    title: str
    state: State
    source: Span
    declared: Span
    clause: str | None = None
    changed: Span | None = None
    was: tuple[Former, ...] = ()
    applies: bool = True
    parts: tuple[OutlinePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a program does to a part of its family that is no section.

    `at` is where its file says so, `shared` where the family declares the part.
    """

    kind: str
    id: str
    state: State
    at: Span
    shared: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole structure of one guide, in reading order, omitted sections in their places."""

    program: str
    short_name: str
    title: str
    version: str
    items: tuple[OutlineItem, ...]
    differences: tuple[Difference, ...] = ()

"""Where a thing is declared, what it is in each guide, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model.outline import State
from builder.source import Span

Role = Literal["printed", "placed", "referred to", "named", "listed", "text", "rule"]
"""How a thing is used: its value is printed, it is put there, a reference leads to it, its name
stands in the text, it is an item of a list, it is the text of a section, or a rule names it."""

NOTHING = "nothing"
"""The value of a slot that is left empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One use in one guide.

    `section` is the section where readers meet it, with `number` and `title`; None for what they
    meet on the front pages, or nowhere (a rule). `inside` says in what the place stands, like
    `Table 2` or `parameter notice`, or which rule it is.
    """

    program: str
    short_name: str
    role: Role
    at: Span
    section: str | None = None
    number: str = ""
    title: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a thing is in one guide.

    `value` is what readers get, `at` where that is written; `number` and `label` (how it is cited)
    are those of a section, table or figure there, in the `language` of the guide.
    """

    program: str
    short_name: str
    state: State
    value: str
    at: Span
    number: str = ""
    label: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPart:
    """Something that has an id: its kind, what it is for, where it is declared, and its uses.

    `names` are what it is called besides: a file, an address, a title. `default` is the family's
    own value, of a parameter or slot.
    """

    kind: str
    id: str
    about: str
    declared: tuple[Span, ...]
    names: tuple[str, ...] = ()
    default: str | None = None
    meanings: tuple[Meaning, ...] = ()
    usages: tuple[Usage, ...] = ()

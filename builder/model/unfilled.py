"""What a family leaves to each of its programs: all that a new program has to say itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFill:
    """Something without a text: its id, and what the family says that it is for."""

    id: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionToFill:
    """A section without a text in the family.

    `outline` is the key of the program file that it belongs to (`outline` or `appendices`);
    `may_not_apply` tells that a program may say that it has no such section.
    `after` is set where the family's outline lacks the section, too: the id of the section that
    it is to follow.
    """

    id: str
    title: str
    outline: str
    after: str | None = None
    may_not_apply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableToFill:
    """A table that is required or placed and not declared, with the ids of its columns."""

    id: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfilled:
    """All that one family leaves open, in the order in which the family has them.

    `parameters` and `slots` are declared by the family without a value; `optional` are the slots
    that it leaves empty unless a program fills them. `headings` are sections with others below them
    and no text of their own. `values`, `tables`, `lists`, `links`,
    `link_lists` and `forms` are named in shared texts and declared nowhere. `documents` are
    required and not declared; `precedence` is the order to write down if the family's does not
    name them all. `blocks` are the markers of required blocks that no shared text places.
    `glossary` tells that a glossary is required and has no entry; `terms` are those of the
    family's glossary, `compounds` the words with hyphens of its texts, in small letters.
    """

    family: str
    parameters: tuple[ToFill, ...] = ()
    values: tuple[str, ...] = ()
    slots: tuple[ToFill, ...] = ()
    optional: tuple[ToFill, ...] = ()
    sections: tuple[SectionToFill, ...] = ()
    headings: tuple[SectionToFill, ...] = ()
    tables: tuple[TableToFill, ...] = ()
    lists: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    link_lists: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    precedence: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    glossary: bool = False
    terms: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()

"""The acronyms of a guide: where they are used, and where their full names stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.cover import COVER
from builder.model.guide import Block, Place, Section
from builder.reading.passages import passage
from builder.reading.positions import locate, locate_part
from builder.reading.subject import Subject, span
from builder.source import Span

_ACRONYM = re.compile(
    r"(?<![\w.@&])(?P<name>[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)(?:s|[’']s|s[’'])?(?![\w@&]|\.\w)"
)
_ADDRESS = re.compile(r"\S+://\S+|\bwww\.\S+|\S+@\S+")
_BRACKETED = re.compile(r"\((?P<name>[A-Za-z][\w.&/-]*(?: [A-Z][\w-]*)?)\)")
_BEHIND = re.compile(
    r"(?<![\w.@&-])(?P<name>[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*) \((?P<full>[^()]+)\)"
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})
_NUMBERED = re.compile(
    r"\b(?:[Aa]nnex|[Cc]hapter|[Cc]lass|[Gg]eneration|[Ll]evel|[Pp]art|[Pp]hase|[Ss]tage|[Tt]ier|"
    r"[Tt]ype|[Vv]ersion|[Vv]olume) $"
)
_ROMAN = re.compile(r"[IVX]+")
_ALIKE = 0.7
_LONGEST = 12
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text that is printed, and the id of what it belongs to. A `title` leads in to others."""

    text: str
    about: str
    place: Place | None
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A full name with its acronym, as `Full Name (ABC)` or `ABC (Full Name)`."""

    acronym: str
    full: str
    printed: Printed
    start: int

    @property
    def at(self) -> int:
        """The offset of the acronym itself, behind its bracket if it has one."""
        return self.start + (self.printed.text[self.start] == "(")


def printed(subject: Subject, hide: frozenset[str] = frozenset({"code"})) -> Iterator[Printed]:
    """What the guide prints in its sections, in order, without the glossary's own entries.

    Runs of the kinds to `hide`, and what is computed, are masked.
    """
    for section in subject.guide.walk():
        yield Printed(text=section.title, about=section.id, place=section.at, title=True)
        for block in _outside_glossary(section):
            title = block.kind in {"table", "figure"}
            if block.runs and block.kind != "code":
                text = passage(block, hide=hide)
                about = block.id if title and block.id else section.id
                yield Printed(text=text, about=about, place=block.at, title=title)
            if block.description:
                about = block.id or section.id
                yield Printed(text=block.description, about=about, place=block.at)


def front(subject: Subject) -> Iterator[Printed]:
    """What is printed before the sections: the cover and the revision history."""
    guide = subject.guide
    for field in COVER:
        text = getattr(guide.identity, field.name)
        if field.acronyms and text:
            place = guide.cover_at.get(field.name)
            yield Printed(text=text, about=subject.id, place=place, title=True)
    for item in guide.revision_history:
        yield Printed(text=item.summary, about="revision-history", place=item.at)


def _outside_glossary(section: Section) -> Iterator[Block]:
    ahead = list(reversed(section.blocks))
    while ahead:
        block = ahead.pop()
        if block.kind == "glossary":
            continue
        yield block
        cells = [cell for row in (block.head, *block.rows) for cell in row]
        inner = [*block.blocks, *(inside for cell in cells for inside in cell.blocks)]
        ahead += reversed(inner)


def uses(text: str) -> Iterator[tuple[str, int]]:
    """Every acronym in capital letters of a text, without a plural’s “s”, and its offset."""
    bare = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for match in _ACRONYM.finditer(bare):
        name = match["name"]
        if name in {"II", "III"} or (
            _ROMAN.fullmatch(name) and _NUMBERED.search(bare[: match.start()])
        ):
            continue
        yield name, match.start()


def expansions(subject: Subject, *, linked: bool) -> Iterator[Expansion]:
    """Every full name that stands beside its acronym, in reading order.

    `linked` tells whether the labels of links count, and titles with them.
    """
    hide = frozenset({"code"} if linked else {"code", "link", "reference"})
    means = {item.term: item.means for item in subject.guide.glossary}
    for text in printed(subject, hide):
        if (linked or not text.title) and "(" in text.text:
            yield from _of_text(text, means)


def _of_text(text: Printed, means: dict[str, str]) -> Iterator[Expansion]:
    for match in _BRACKETED.finditer(text.text):
        name = match["name"]
        singular = name[:-1] if name.endswith("s") and name[:-1] in means else name
        if singular not in means:
            singular = name.removesuffix("s")
            if sum(letter.isupper() for letter in singular) < _FEWEST:
                continue
        full = full_name(text.text[: match.start()], singular, means.get(singular))
        if full:
            yield Expansion(acronym=singular, full=full, printed=text, start=match.start())
    for match in _BEHIND.finditer(text.text):
        name = match["name"]
        full = match["full"].strip()
        found = full_name(full, name, means.get(name))
        if found and len(_words(found)) >= len(_words(full)) - 1:
            yield Expansion(acronym=name, full=full, printed=text, start=match.start())


def full_name(before: str, acronym: str, means: str | None) -> str | None:
    """The full name of an acronym at the end of the text before it; None if there is none.

    Words count as its full name if they are what it stands for, if their initials make it, or
    if they are nearly what it stands for.
    """
    stretch = re.split(r"[.;:()“”\ufffc]\s*", before)[-1].rstrip(" ,\n")
    if means and same_name(stretch[-len(means) - 2 :], means, ending=True):
        count = len(_words(means))
        return " ".join(_words(stretch)[-count:])
    words = _words(stretch)[-_LONGEST:]
    return _by_initials(words, acronym) or (_by_likeness(words, means) if means else None)


def same_name(text: str, means: str, *, ending: bool = False) -> bool:
    """Whether a text is a full name (or ends with it), capitals and a plural apart."""
    wanted = " ".join(means.split()).casefold()
    found = " ".join(text.split()).casefold()
    for plural in (wanted, wanted + "s", wanted.removesuffix("y") + "ies"):
        if found == plural or (ending and found.endswith(plural)):
            return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _by_initials(words: list[str], acronym: str) -> str | None:
    """The last words whose initials are the acronym's letters; small words may stand between."""
    letters = [letter.lower() for letter in acronym if letter.isupper()]
    # From the end, one word more each time, so that the shortest name that fits is taken.
    for start in range(len(words) - 1, -1, -1):
        if words[start].lower() in _SMALL:
            continue
        parts = [part for word in words[start:] for part in word.split("-") if part]
        initials = [part[0].lower() for part in parts]
        large = [part[0].lower() for part in parts if part.lower() not in _SMALL]
        if letters in (initials, large):
            return " ".join(words[start:])
        if len(large) > len(letters):
            return None
    return None


def _by_likeness(words: list[str], means: str) -> str | None:
    """The last words if they are nearly a full name: one word more, less or otherwise."""
    from rapidfuzz import fuzz

    count = len(_words(means))
    best, score = None, 0.0
    for number in range(max(2, count - 1), count + 2):
        tail = words[-number:]
        if len(tail) < number or not tail[0][0].isupper():
            continue
        found = fuzz.ratio(" ".join(tail).lower(), means.lower()) / 100
        if found > score:
            best, score = " ".join(tail), found
    return best if score >= _ALIKE else None


def place_of_acronym(subject: Subject, found: Expansion) -> Span | None:
    """The authored position of an acronym beside its full name, with the bracket it is in."""
    start, end = found.start, found.at + len(found.acronym)
    return place_of(subject, found.printed, found.printed.text[start:end], start)


def place_of(subject: Subject, text: Printed, needle: str, start: int) -> Span | None:
    """The authored position of a word at an offset of a printed text."""
    if text.title and text.place is not None and text.text.find(needle) == start:
        at = span(text.place, len(needle))
        found = locate(subject, text.place, needle)
        return found if found is not None else at
    return locate_part(subject, text.place, text.text, start, start + len(needle))

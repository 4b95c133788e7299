"""The acronyms of a guide: where they are used, and where their full names stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.reading.printed import Printed, place_of, printed
from builder.reading.subject import Subject
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
        # An entry of the glossary says what its acronym stands for in words of its own.
        if text.entry is None and (linked or not text.title) and "(" in text.text:
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

"""Says which party a noun phrase means.

With a party `Tenant`, `the Tenant`, `every Tenant that pays`, `the Tenant’s Technical Lead` and
`the staff of the Tenant` mean that party; `Tenant Software` and `the garden of the Tenant` are
things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from builder.model.obligation import Party
from builder.obligations import words


class ActorKind(Enum):
    """What a subject is. A `POINTER` (`it`, `this contact`) means something said before."""

    PARTY = "party"
    PERSON = "person"
    THING = "thing"
    POINTER = "pointer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A subject: its kind, the parties it means, its text, and whether a `no` negates it."""

    kind: ActorKind
    parties: frozenset[str] = frozenset()
    text: str = ""
    negated: bool = False


_CUT = re.compile(r"[\s,]+(?:" + "|".join(words.PREPOSITIONS) + r")\b|[,(]")
_NO = re.compile(r"^(?:no|neither|none)\b", re.I)
_ACTING = re.compile(r" [a-z]+ing\b")
_VERBAL = re.compile(r"\b(?:\w+ly|the|an?|this|these|its|their|is|are|has|have|does|do|was|were)\b")
"""What stands in no noun phrase that is a name and a role."""
_AND = re.compile(r"\s+(?:and|or|nor|as well as)\s+")
_WORD = re.compile(r"[\w’'-]+")


class Parties:
    """The parties of a guide, by all their names."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.names = {alias: party.name for party in parties for alias in (party.name, *party.also)}
        # A plural of a one-word name means the same party.
        self.names |= {f"{party.name}s": party.name for party in parties}
        # Of two names that begin alike the longer one is meant, and a pattern takes the first that
        # fits.
        longest = sorted(self.names, key=len, reverse=True)
        self._any = "|".join(map(re.escape, longest)) or r"(?!)"
        self._start = re.compile(rf"(?P<name>{self._any})(?P<own>[’']s|[’'])?(?![\w-])")
        self._end = re.compile(rf"(?<![\w’'-])(?P<name>{self._any})$")
        self._owner = re.compile(rf"\s+(?:of|at|from) (?:the )?({self._any})\b")
        self._adjective = re.compile(rf"[a-z]+ing? ({self._any})\b|[a-z]+ ({self._any})\b")
        self._last = re.compile(rf"(?:\b(?:the|a|an|each|every|any) )?(?:{self._any})$")
        self._by = re.compile(rf"\bby (?:the |a |an |each |any )?(?P<np>(?:{self._any}).*)")

    def resolve(self, phrase: str) -> Actor:
        """What a noun phrase means; relative clauses and prepositions after its head do not."""
        phrase = phrase.strip(" ,")
        negated = bool(_NO.match(phrase))
        bare = bare_phrase(phrase)
        plain = phrase.lower()
        if plain in words.PRONOUNS or not bare:
            kind = ActorKind.POINTER if plain in words.PRONOUNS else ActorKind.THING
            return Actor(kind=kind, text=phrase)
        core = _core(bare)
        found = [self._single(part) for part in _AND.split(core)]
        parties = frozenset(name for actor in found for name in actor.parties)
        if parties:
            return Actor(kind=ActorKind.PARTY, parties=parties, text=phrase, negated=negated)
        owner = self._owner.match(bare[len(core) :])
        if owner and head(core) in words.ROLES:
            return replace(self._party(owner[1]), text=phrase, negated=negated)
        return Actor(kind=found[-1].kind, text=phrase, negated=negated)

    def _single(self, core: str) -> Actor:
        core = bare_phrase(core)
        if match := self._end.search(core):
            return self._party(match["name"])
        # A name at the end of a phrase is its head; at the start, it only says whose thing it is,
        # unless that thing is somebody who acts for the party.
        match = self._start.match(core)
        if match and head(core) not in words.ROLES and _ACTING.match(core, match.end()):
            return self._party(match["name"])
        if match and head(core) in words.ROLES and not _VERBAL.search(core):
            return self._party(match["name"])
        if not match and core:
            noun = head(core)
            if noun in words.PERSONS:
                return Actor(kind=ActorKind.PERSON, text=core)
            if noun in words.ROLES:
                return Actor(kind=ActorKind.POINTER, text=core)
        return Actor(kind=ActorKind.THING, text=core)

    def _party(self, alias: str) -> Actor:
        return Actor(kind=ActorKind.PARTY, parties=frozenset({self.names[alias]}), text=alias)

    def is_bare(self, phrase: str) -> bool:
        """Whether a phrase is a party and nothing more, so that no verb can be in it."""
        actor = self.resolve(phrase)
        bare = bare_phrase(phrase.strip(" ,"))
        if actor.kind is not ActorKind.PARTY or _core(bare) != bare:
            return False
        parts = [bare_phrase(part) for part in _AND.split(bare)]
        return all(
            (self._end.search(part) or head(part) in words.ROLES) and not _VERBAL.search(part)
            for part in parts
        )

    def leading(self, clause: str) -> Actor:
        """The subject that a clause begins with, found without knowing its verb."""
        text = bare_phrase(clause.strip(" ,"))
        first = _WORD.match(clause.strip(" ,"))
        if first and first[0].lower() in ("it", "they"):
            return Actor(kind=ActorKind.POINTER, text=first[0])
        match = self._start.match(text)
        if not match:
            adjective = self._adjective.match(text)
            if adjective:
                return self._party(adjective[1] or adjective[2])
            noun = _WORD.match(text)
            person = bool(noun) and stem(noun[0] if noun else "") in words.PERSONS
            return Actor(kind=ActorKind.PERSON if person else ActorKind.THING, text=text)
        rest = _WORD.findall(text[match.end() :])[:4]
        named = bool(match["own"]) or bool(rest and rest[0][:1].isupper())
        if not named:
            return self._party(match["name"])
        for word in rest:
            if stem(word) in words.ROLES:
                return self._party(match["name"])
            if not match["own"] and not word[:1].isupper():
                break
        return Actor(kind=ActorKind.THING, text=text)

    def ending(self, clause: str) -> Actor | None:
        """The party that a clause without commas ends with: `in that case the Partner`."""
        match = self._last.search(clause)
        return self.resolve(match[0]) if match else None

    def by_phrase(self, text: str) -> Actor | None:
        """The party after `by`, if one is named."""
        match = self._by.search(text)
        if not match:
            return None
        actor = self.resolve(re.split(r"[,;.]", match["np"])[0])
        return actor if actor.kind is ActorKind.PARTY else None

    def of_role(self, noun: str, text: str) -> frozenset[str]:
        """The party whose `noun` (a role) the text mentions last."""
        found: frozenset[str] = frozenset()
        pattern = rf"(?P<name>{self._any})(?:[’']s|[’'])?(?: (?!and\b|with\b|to\b)[\w-]+){{0,4}}"
        for match in re.finditer(rf"{pattern} {re.escape(noun)}s?\b", text, re.I):
            if match["name"] in self.names:
                found = frozenset({self.names[match["name"]]})
        return found


def bare_phrase(phrase: str) -> str:
    """A noun phrase without the articles and pronouns before it."""
    parts = phrase.strip().split(" ")
    while parts and parts[0].lower() in words.DETERMINERS:
        parts.pop(0)
    return " ".join(parts)


def head(core: str) -> str:
    """The noun that a phrase is about, in the singular and lower case."""
    found = _WORD.findall(core)
    return stem(found[-1]) if found else ""


def stem(word: str) -> str:
    """A noun in the singular, roughly."""
    word = word.lower()
    if word in words.PERSONS or word in words.ROLES:
        return word
    for ending, instead in (("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def _core(bare: str) -> str:
    match = _CUT.search(bare)
    return bare[: match.start()] if match else bare

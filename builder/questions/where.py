"""Finds what a word means: a thing by its id, number, title, name, address or file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.diagnostics import Code, Diagnostic, Result, suggest
from builder.model.guide import SectionKind
from builder.model.kinds import KINDS
from builder.model.usage import Meaning, NamedPart
from builder.model.words import words_of
from builder.source.paths import is_file, real

_MOST = 8


def source_file(root: Path, word: str) -> str | None:
    """A file of the project, by its path or by a clause’s id; its name below the `root`."""
    for path in (Path(word), root / word, root / "content" / f"{word}.md"):
        place = real(path)
        if is_file(place) and place.is_relative_to(real(root)):
            return place.relative_to(real(root)).as_posix()
    return None


def find(
    root: Path,
    things: Sequence[NamedPart],
    word: str,
    *,
    kind: str | None = None,
    program: str | None = None,
) -> Result[tuple[NamedPart, ...]]:
    """The things that a word means; none, with a diagnostic, if it means nothing.

    An id counts first, then what a thing is called besides (a file, an address, a title), then
    both and numbers without regard to capitals, at last a part of one title only. A file below
    the `root` can be named in any way. `kind` is one of `builder.model.kinds`; with a `program`,
    only its guide counts.
    """
    return _Search(root, things, word, kind, program).run()


def find_section(
    root: Path, things: Sequence[NamedPart], word: str, program: str
) -> Result[str | None]:
    """The id of the one section of a guide that a word names, or that a thing it names stands in.

    See `find`; None, with a diagnostic, if there is none or several.
    """
    found = find(root, things, word, kind="section", program=program)
    if not found.value:
        for thing in find(root, things, word, program=program).value:
            for usage in thing.usages:
                if usage.program == program and usage.section and usage.role in ("text", "placed"):
                    return Result(value=usage.section)
        return Result(value=None, diagnostics=found.diagnostics)
    return Result(value=found.value[0].id)


def _numbers(meaning: Meaning) -> Iterator[str]:
    """How people write the number of a section when they ask for it: `3.4`, `§ 3.4`."""
    words = words_of(meaning.language)
    yield _squeezed(f"§ {meaning.number}")
    kinds: tuple[SectionKind, ...] = ("chapter", "section")
    if meaning.label == words.label("appendix", meaning.number):
        kinds = ("appendix",)
    for kind in kinds:
        yield from map(_squeezed, words.spellings(kind, meaning.number))


def _folded(text: str) -> str:
    """Small letters with single spaces, without what stands around a title that is cited."""
    return " ".join(re.sub('[“”":]', " ", text).split()).casefold()


def _squeezed(text: str) -> str:
    """Small letters without spaces and without a point or colon at the end."""
    return "".join(text.split()).casefold().rstrip(".:")


class _Search:
    """One word that is looked for."""

    def __init__(
        self,
        root: Path,
        things: Sequence[NamedPart],
        word: str,
        kind: str | None,
        program: str | None,
    ) -> None:
        self.word, self.kind, self.program = word, kind, program
        self.file = source_file(root, word)
        self.words = {word} if self.file is None else {word, self.file}
        self.folded = _folded(word)
        self.number = _squeezed(word)
        self.things = [thing for thing in things if program is None or any(self._here(thing))]

    def run(self) -> Result[tuple[NamedPart, ...]]:
        tests: tuple[Callable[[NamedPart], bool], ...] = (
            lambda thing: thing.id in self.words,
            lambda thing: not self.words.isdisjoint(thing.names),
            lambda thing: self.folded in set(map(_folded, self._names(thing))),
            self._has_number,
        )
        others: list[NamedPart] = []
        for test in tests:
            found = [thing for thing in self.things if test(thing)]
            chosen = tuple(thing for thing in found if self.kind in (None, thing.kind))
            if chosen:
                return Result(value=chosen)
            others = others or found
        fault: Diagnostic | None = None
        if self.file is None and self.kind in (None, "section") and not others:
            titled = [thing for thing in self.things if self._has_in_title(thing)]
            if len(titled) == 1:
                return Result(value=tuple(titled))
            fault = self._several(titled) if titled else None
        return Result(value=(), diagnostics=(fault or self._nothing(others),))

    def _meanings(self, thing: NamedPart) -> Iterator[Meaning]:
        """What the thing is in the guides that count."""
        for meaning in thing.meanings:
            if meaning.state != "omitted" and self.program in (None, meaning.program):
                yield meaning

    def _here(self, thing: NamedPart) -> Iterator[str]:
        """What the thing is in the guides that count, as they cite it."""
        return (meaning.label or thing.id for meaning in self._meanings(thing))

    def _names(self, thing: NamedPart) -> tuple[str, ...]:
        numbered = [meaning for meaning in self._meanings(thing) if meaning.number]
        titles = (thing.about, *thing.names) if numbered else ()
        cited = (
            f"{before} {title}".strip()
            for meaning in numbered
            for title in titles
            for before in ("", meaning.label, meaning.number)
        )
        plural = (f"{name}s" for name in thing.names) if thing.kind == "term" else ()
        return (thing.id, *thing.names, *self._here(thing), *cited, *plural)

    def _has_number(self, thing: NamedPart) -> bool:
        """Whether the word is the number of a section, behind what people call any section."""
        meanings = self._meanings(thing) if thing.kind == "section" else ()
        return any(self.number in _numbers(meaning) for meaning in meanings)

    def _has_in_title(self, thing: NamedPart) -> bool:
        titles = thing.names if thing.kind == "section" and self.folded else ()
        return any(self.folded in title.casefold() for title in titles)

    @property
    def _scope(self) -> str:
        """The guides that count, as people call them."""
        meanings = (meaning for thing in self.things for meaning in thing.meanings)
        names = (m.short_name for m in meanings if m.program == self.program)
        return next(names, "the guides")

    def _several(self, sections: Sequence[NamedPart]) -> Diagnostic:
        named = ", ".join(
            f"{' or '.join(dict.fromkeys(self._here(section)))} {section.names[0]} ({section.id})"
            for section in sections[:_MOST]
        )
        more = f", and {len(sections) - _MOST} more" if len(sections) > _MOST else ""
        return Diagnostic(
            code=Code.UNKNOWN_PART_OF_THE_GUIDE,
            message=f"{len(sections)} sections of {self._scope} have “{self.word}” in the title.",
            hint=f"Name one by its number or id: {named}{more}.",
        )

    def _nothing(self, others: Sequence[NamedPart]) -> Diagnostic:
        word, kind = self.word, KINDS[self.kind] if self.kind is not None else None
        if kind is not None and others:
            kinds = " and ".join(dict.fromkeys(f"a {KINDS[thing.kind].name}" for thing in others))
            return Diagnostic(
                code=Code.UNKNOWN_PART_OF_THE_GUIDE,
                message=f"“{word}” is {kinds}, but no {kind.name}.",
                hint=f"`guides where {word}` shows where it stands.",
            )
        if self.file is not None:
            return Diagnostic(
                code=Code.UNKNOWN_PART_OF_THE_GUIDE,
                message=f"“{self.file}” is no clause and no figure of {self._scope}.",
                hint=f"`guides impact {self.file}` tells what a whole file reaches.",
            )
        printing = self._printing()
        if printing and self.kind in (None, "parameter"):
            ids = " and ".join(f"“{id}”" for id in printing)
            return Diagnostic(
                code=Code.UNKNOWN_PART_OF_THE_GUIDE,
                message=f"Nothing in {self._scope} is called “{word}”; a value of {ids} is written "
                "so.",
                hint=f"Ask for the parameter: `guides where {printing[0]}`.",
            )
        known = [thing for thing in self.things if self.kind in (None, thing.kind)]
        name = f"No {kind.name}" if kind is not None else "Nothing"
        return Diagnostic(
            code=Code.UNKNOWN_PART_OF_THE_GUIDE,
            message=f"{name} in {self._scope} is called “{word}”.",
            hint=suggest(
                word,
                {name for thing in known for name in (thing.id, *thing.names)},
                otherwise="Name an id, a number, a title, a clause file, a term or a document; "
                "`guides outline --all` shows them.",
            ),
        )

    def _printing(self) -> list[str]:
        """The parameters with a value that is the word, or its number: `14` of “14 days”."""
        values = {self.word.casefold(), *(part for part in self.word.split() if part.isdigit())}
        return [
            thing.id
            for thing in self.things
            if thing.kind == "parameter"
            and not values.isdisjoint(meaning.value.casefold() for meaning in thing.meanings)
        ]

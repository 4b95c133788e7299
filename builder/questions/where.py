"""Answers where a thing is: which things a word can mean, of all that have an id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from builder.diagnostics import Diagnostic, Result
from builder.model.usage import NamedPart
from builder.questions.answers import UNKNOWN, kind_name, source_file, unknown


def where(
    root: Path, things: Sequence[NamedPart], word: str, kind: str | None = None
) -> Result[tuple[NamedPart, ...]]:
    """The things that a word means; none, with a diagnostic, if it means nothing.

    An id counts first, then what a thing is called besides (a file, an address, a title), then
    both without regard to capitals. A file below the `root` can be named in any way. `kind` is
    one of `builder.questions.answers.KINDS`.
    """
    file = source_file(root, word)
    words = {word} if file is None else {word, file}
    folded = word.casefold()
    tests: tuple[Callable[[NamedPart], bool], ...] = (
        lambda thing: thing.id in words,
        lambda thing: not words.isdisjoint(thing.names),
        lambda thing: folded in {name.casefold() for name in (thing.id, *thing.names)},
    )
    others: list[NamedPart] = []
    for test in tests:
        found = [thing for thing in things if test(thing)]
        chosen = tuple(thing for thing in found if kind in (None, thing.kind))
        if chosen:
            return Result(value=chosen)
        others = others or found
    if file is not None and not others:
        fault = Diagnostic(
            code=UNKNOWN,
            message=f"“{file}” is no clause and no figure of a guide.",
            hint=f"`guides impact {file}` tells what a whole file reaches.",
        )
        return Result(value=(), diagnostics=(fault,))
    return Result(value=(), diagnostics=(_nothing(things, word, kind, others),))


def _nothing(
    things: Sequence[NamedPart], word: str, kind: str | None, others: Sequence[NamedPart]
) -> Diagnostic:
    if kind is not None and others:
        kinds = " and ".join(dict.fromkeys(f"a {kind_name(thing.kind)}" for thing in others))
        message = f"“{word}” is {kinds}, but no {kind_name(kind)}."
        return Diagnostic(code=UNKNOWN, message=message, hint="Leave “--kind” out.")
    printing = _printing(things, word)
    if printing and kind in (None, "parameter"):
        ids = " and ".join(f"“{id}”" for id in printing)
        return Diagnostic(
            code=UNKNOWN,
            message=f"Nothing in the guides is called “{word}”; a value of {ids} is written so.",
            hint=f"Ask for the parameter: `guides where {printing[0]}`.",
        )
    known = [thing for thing in things if kind in (None, thing.kind)]
    return unknown(
        word,
        f"No {kind_name(kind)} is called “{word}”."
        if kind is not None
        else f"Nothing in the guides is called “{word}”.",
        {name for thing in known for name in (thing.id, *thing.names)},
        "Name an id, a clause file, a term or a document; `guides outline --all` shows them.",
    )


def _printing(things: Sequence[NamedPart], word: str) -> list[str]:
    """The parameters with a value that is the word, or its number: `14` of “14 days”."""
    values = {word.casefold(), *(part for part in word.split() if part.isdigit())}
    return [
        thing.id
        for thing in things
        if thing.kind == "parameter"
        and not values.isdisjoint(meaning.value.casefold() for meaning in thing.meanings)
    ]

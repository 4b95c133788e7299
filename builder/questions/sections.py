"""Finds the section of a guide that somebody names: by its id, its number or its title."""

from __future__ import annotations

import re

from builder.diagnostics import Diagnostic, Result, suggest
from builder.model.guide import Guide, Section
from builder.questions.answers import UNKNOWN

_NUMBER = re.compile(
    r"(?:(?:section|appendix|chapter|§)\s*)?(?P<number>\d+(?:\.\d+)*|[a-z]{1,2}(?:\.\d+)*)[.:]?",
    re.IGNORECASE,
)
_MOST = 8


def find_section(guide: Guide, word: str) -> Result[Section | None]:
    """The one section that a word names; None, with a diagnostic, if there is none or several.

    It can be an id, a number (`3.4.2`, `Section 3.4.2`, `C`, `Appendix C`, `B.1`), a title, or a
    part of one title only; capitals do not matter.
    """
    sections = list(guide.walk())
    folded = " ".join(word.split()).casefold()
    match = _NUMBER.fullmatch(folded)
    number = match["number"] if match is not None else None
    found: list[Section] = []
    for fits in (
        [s for s in sections if s.id == folded],
        [s for s in sections if s.number.casefold() == number],
        [s for s in sections if s.title.casefold() == folded],
        [s for s in sections if folded and folded in s.title.casefold()],
    ):
        found = found or fits
    if len(found) == 1:
        return Result(value=found[0])
    fault = _several(guide, word, found) if found else _none(guide, word, sections)
    return Result(value=None, diagnostics=(fault,))


def _several(guide: Guide, word: str, found: list[Section]) -> Diagnostic:
    named = ", ".join(
        f"{section.number} {section.title} ({section.id})" for section in found[:_MOST]
    )
    more = f", and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return Diagnostic(
        code=UNKNOWN,
        message=f"{len(found)} sections of {guide.identity.short_name} have “{word}” in the title.",
        hint=f"Name one by its number or id: {named}{more}.",
    )


def _none(guide: Guide, word: str, sections: list[Section]) -> Diagnostic:
    names = {name for section in sections for name in (section.id, section.title)}
    return Diagnostic(
        code=UNKNOWN,
        message=f"{guide.identity.short_name} has no section “{word}”.",
        hint=suggest(
            word,
            names,
            otherwise="Name its number, its id or a part of its title; "
            f"`guides outline {guide.identity.program}` shows them.",
        ),
    )
